import type { Changes, Saved, Store } from './store.ts';
import { underWay } from './under-way.ts';

/** What the disk said last. */
export type KeeperState = Exclude<Saved, 'saved'> | 'ok';

export interface KeeperEvents {
  state(state: KeeperState): void;
  /** These are on disk now, perhaps long after they were asked for. */
  saved(changes: Changes): void;
  /** The store was cleared under this page, which has it all in memory: what all of it is, to be written again. */
  emptied(): Changes;
}

/**
 * Writes changes to the store in order, one transaction at a time; what comes while one is under way goes out together
 * in the next. What could not be written is kept and joins the next attempt, so that the disk is behind at worst, never
 * torn: no later change is ever written without it.
 */
export class Keeper {
  readonly #store: Store;
  readonly #on: KeeperEvents;
  #owed: Changes | undefined;
  #waiting: ((saved: Saved) => void)[] = [];
  #writing: Promise<void> | undefined;
  #state: KeeperState = 'ok';

  constructor(store: Store, on: KeeperEvents) {
    this.#store = store;
    this.#on = on;
  }

  get state(): KeeperState {
    return this.#state;
  }

  /** Resolves once these changes, and all before them, are on disk, or could not be. Never rejects. */
  save(changes: Changes): Promise<Saved> {
    this.#owed = this.#owed ? merge(this.#owed, changes) : changes;
    return this.#attempt();
  }

  /** Writes again what could not be written (room was made, a minute has passed). */
  async again(): Promise<Saved> {
    // What is being written may yet fail: only then is it owed.
    return this.#owed || this.#writing ? await this.#attempt() : 'saved';
  }

  /** Resolves when nothing is being written any more. */
  async idle(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
  }

  #attempt(): Promise<Saved> {
    const saved = new Promise<Saved>((resolve) => this.#waiting.push(resolve));
    this.#writing ??= this.#drain();
    return saved;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const changes = this.#owed;
      const waiting = this.#waiting;
      this.#owed = undefined;
      this.#waiting = [];
      const saved = changes ? await this.#write(changes) : 'saved';
      if (changes && saved !== 'saved') this.#owed = this.#owed ? merge(changes, this.#owed) : changes;
      if (changes && saved === 'saved') this.#on.saved(changes);
      this.#turn(saved === 'saved' ? 'ok' : saved);
      for (const tell of waiting) tell(saved);
    }
    this.#writing = undefined;
  }

  async #write(changes: Changes): Promise<Saved> {
    if (this.#state === 'taken') return 'taken';
    try {
      const saved = await underWay(this.#store.save(changes));
      if (saved === 'emptied') return await this.#once({ ...this.#on.emptied(), afresh: true });
      if (saved !== 'full') return saved;
      return (await this.#shed()) ? await this.#once(changes) : saved;
    } catch {
      // A store answers in values; one that throws all the same must not stop every later save.
      return 'failed';
    }
  }

  /** Emptied while this very save is under way, it is a failure, and tried again as one. */
  async #once(changes: Changes): Promise<Saved> {
    const saved = await this.#store.save(changes);
    return saved === 'emptied' ? 'failed' : saved;
  }

  /** Room for words: photos that the server has received are the only thing here that can be had again. */
  async #shed(): Promise<boolean> {
    const received = (await this.#store.listPhotos()).filter((photo) => photo.received).map((photo) => photo.hash);
    return received.length > 0 && (await this.#store.deletePhotos(received)) === 'saved';
  }

  #turn(state: KeeperState): void {
    if (state === this.#state || this.#state === 'taken') return;
    this.#state = state;
    this.#on.state(state);
  }
}

/** The one change that does what both do, the second after the first. */
export function merge(first: Changes, second: Changes): Changes {
  const rows = second.replaceRows
    ? (second.rows ?? [])
    : latest(first.rows, second.rows, (row) => `${row.row} ${row.id}`);
  const replaceRows = first.replaceRows === true || second.replaceRows === true;
  const base = second.base ?? first.base;
  const offsetMs = second.offsetMs ?? first.offsetMs;
  return {
    ...(replaceRows ? { replaceRows } : {}),
    ...(rows.length > 0 ? { rows } : {}),
    ...(base ? { base } : {}),
    ...(offsetMs === undefined ? {} : { offsetMs }),
    ...table('outbox', first.outbox, second.outbox, (record) => record.seq, String),
    ...table('settled', first.settled, second.settled, (record) => record.seq, String),
    ...table('tray', first.tray, second.tray, (record) => record.mutation.id, String),
    ...table('desk', first.desk, second.desk, deskKey, deskKey),
  };
}

const deskKey = (record: { readonly post: string; readonly variant: string }): string =>
  `${record.post} ${record.variant}`;

interface TableChange<R, K> {
  readonly put?: readonly R[];
  readonly remove?: readonly K[];
}

function table<N extends string, R, K>(
  name: N,
  first: TableChange<R, K> | undefined,
  second: TableChange<R, K> | undefined,
  keyOf: (record: R) => string | number,
  keyText: (key: K) => string,
): { readonly [T in N]?: TableChange<R, K> } {
  if (!first || !second) {
    const only = first ?? second;
    return (only ? { [name]: only } : {}) as { [T in N]?: TableChange<R, K> };
  }
  const gone = new Set((second.remove ?? []).map(keyText));
  const put = latest(
    first.put?.filter((record) => !gone.has(String(keyOf(record)))),
    second.put,
    (record) => String(keyOf(record)),
  );
  const remove = latest(first.remove, second.remove, keyText);
  return { [name]: { put, remove } } as unknown as { [T in N]?: TableChange<R, K> };
}

/** Both lists, the later of two with one key, in the place of the later. */
function latest<T>(first: readonly T[] = [], second: readonly T[] = [], keyOf: (item: T) => string): readonly T[] {
  if (first.length === 0) return second;
  if (second.length === 0) return first;
  const again = new Set(second.map(keyOf));
  return [...first.filter((item) => !again.has(keyOf(item))), ...second];
}
