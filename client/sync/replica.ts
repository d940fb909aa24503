import type { Mutation } from '../../shared/apply/mutation.ts';
import type { Refusal, Ruling } from '../../shared/apply/ruling.ts';
import { type Cursor, type Patch, PROTOCOL } from '../../shared/protocol.ts';
import type { Rows } from '../../shared/rows/rows.ts';
import { leavesWith } from './erased.ts';
import { Keeper, type KeeperState } from './keeper.ts';
import { type Entry, newEntry } from './outbox.ts';
import { isReadable } from './readable.ts';
import type { Changes, DeskRecord, Kept, OutboxRecord, Saved, SettledRecord, Store, TrayRecord } from './store.ts';
import { View } from './view.ts';

/** How long what the server applied is kept, to be put back when a restore has lost it. */
export const SETTLED_FOR_MS = 72 * 3_600_000;

/** Who has a post open: of no use late, and nothing of anybody's is lost with it. */
const FORGETTABLE: readonly string[] = ['post.take'];

export interface ReplicaEvents {
  /** Rows, outbox or tray are no longer what they were. */
  changed(): void;
  desk(): void;
  storage(state: KeeperState): void;
}

export interface ReplicaParts {
  /** The staff row of the person whose replica it is. */
  readonly staff: string;
  readonly store: Store;
  /** The server's clock, as well as it is known. */
  readonly nowMs: () => number;
  readonly on: ReplicaEvents;
}

/** A mutation as it was made on this phone. */
export interface Made {
  readonly mutation: Mutation;
  /** What became of it on the rows as they are. */
  readonly ruling: Ruling;
  readonly offsetMs: number | null;
  /** The entry whose place it takes. */
  readonly instead?: Entry;
}

/**
 * What became of a patch. `gap`: something before it is missing. `epoch`: it is of another history. `old`: nothing new.
 * `thrown-away`: the phone moved on while this load was on its way.
 */
export type Taken = 'taken' | 'gap' | 'epoch' | 'old' | 'thrown-away';

/**
 * One person's copy of one show: base, cursor, outbox, settled, tray and desk, in memory and on disk. Memory changes at
 * once; the disk follows in transactions that each hold one whole step, so that a killed app wakes up in a state it was
 * in. Nothing here knows the network.
 */
export class Replica {
  readonly #parts: ReplicaParts;
  readonly #view: View;
  readonly #keeper: Keeper;
  #cursor: Cursor | undefined;
  #entries: Entry[] = [];
  #settled: SettledRecord[] = [];
  #tray: TrayRecord[] = [];
  #desk: DeskRecord[] = [];
  #offsetMs: number | null = null;
  #lastSeq = 0;
  #wasEmptied = false;
  #rows: Rows;

  constructor(parts: ReplicaParts) {
    this.#parts = parts;
    this.#view = new View(parts.staff);
    this.#rows = this.#view.rows();
    this.#keeper = new Keeper(parts.store, {
      state: (state) => parts.on.storage(state),
      saved: (changes) => this.#onSaved(changes),
      emptied: () => this.#onEmptied(),
    });
  }

  /** Begins from what the disk held. A base of another wire number is no use; the outbox always is. */
  start(kept: Kept): void {
    this.#offsetMs = kept.offsetMs;
    if (kept.cursor && isReadable(kept)) {
      this.#cursor = kept.cursor;
      this.#view.replaceBase(kept.rows, kept.cursor);
    }
    this.#entries = kept.outbox.map((record) => newEntry(record, 'at-start'));
    this.#settled = [...kept.settled];
    this.#tray = [...kept.tray];
    this.#desk = [...kept.desk];
    this.#lastSeq = Math.max(0, ...[...kept.outbox, ...kept.settled].map(({ seq }) => seq));
    this.#replay();
  }

  get rows(): Rows {
    return this.#rows;
  }
  get cursor(): Cursor | undefined {
    return this.#cursor;
  }
  get entries(): readonly Entry[] {
    return this.#entries;
  }
  get settled(): readonly SettledRecord[] {
    return this.#settled;
  }
  get tray(): readonly TrayRecord[] {
    return this.#tray;
  }
  get desk(): readonly DeskRecord[] {
    return this.#desk;
  }
  get storage(): KeeperState {
    return this.#keeper.state;
  }
  /** This phone's memory was cleared since the page opened; what the page had is there again, photos not sent are not. */
  get wasEmptied(): boolean {
    return this.#wasEmptied;
  }
  /** The clock's offset as last kept; null: never measured. */
  get keptOffsetMs(): number | null {
    return this.#offsetMs;
  }

  /** What would become of a mutation made now. */
  judge(mutation: Mutation): Ruling {
    return this.#view.judge(mutation);
  }

  /**
   * Puts a mutation, judged just now, at the end of the outbox, or in the place of one that never left; it shows at once.
   * Resolves when it is on disk. `also`: what the same transaction writes.
   */
  append(made: Made, also: Changes = {}): Promise<Saved> {
    const seq = made.instead?.record.seq ?? this.#lastSeq + 1;
    this.#lastSeq = Math.max(this.#lastSeq, seq);
    const record: OutboxRecord = { seq, mutation: made.mutation, protocol: PROTOCOL, offsetMs: made.offsetMs };
    const entry = newEntry(record, 'now');
    const place = made.instead ? this.#entries.indexOf(made.instead) : -1;
    if (place >= 0) {
      this.#entries[place] = entry;
      this.#replay();
    } else {
      this.#entries.push(entry);
      const ruling = this.#view.append(made.mutation, made.ruling);
      if (!ruling.ok) entry.impossible = ruling.refusal;
      this.#rows = this.#view.rows();
    }
    // The disk first: it works while the screen is drawn.
    const saving = this.#keeper.save({ ...also, outbox: { put: [record] } });
    this.#forget(also);
    this.#parts.on.changed();
    return saving;
  }

  /** Live, or the answer to a pull: rows, cursor and what it settles, together. */
  takePatch(patch: Patch): Taken {
    const cursor = this.#cursor;
    if (!cursor || patch.epoch !== cursor.epoch) return 'epoch';
    if (patch.to <= cursor.rev) return 'old';
    if (patch.from > cursor.rev) return 'gap';
    this.#cursor = { epoch: patch.epoch, rev: patch.to, tip: patch.tip };
    this.#view.patchBase(patch.rows, this.#cursor);
    this.#follow(patch, { rows: patch.rows });
    return 'taken';
  }

  /**
   * A whole show: it replaces the base, never the outbox. What the server once applied and this load no longer names was
   * lost with a restore: it goes back to the head of the outbox in the same transaction.
   */
  takeLoad(load: Patch, askedWith: Cursor | undefined): Taken {
    const cursor = this.#cursor;
    if (cursor?.epoch !== askedWith?.epoch || cursor?.rev !== askedWith?.rev || cursor?.tip !== askedWith?.tip) {
      return 'thrown-away';
    }
    if (cursor?.epoch === load.epoch && load.to < cursor.rev) return 'thrown-away';
    const named = new Set(load.settled);
    const lost = this.#settled.filter(({ mutation }) => !named.has(mutation.id));
    const back = lost.filter(({ settledMs }) => this.#parts.nowMs() - settledMs <= SETTLED_FOR_MS);
    if (cursor?.epoch !== load.epoch) {
      // What the server said it had applied, it may have lost: all of it is to be sent again.
      for (const entry of this.#entries) entry.appliedRev = undefined;
      this.resend();
    }
    const returned = back.map(({ settledMs: _, ...record }) => newEntry(record, 'at-start'));
    this.#entries = [...returned, ...this.#entries].sort((a, b) => a.record.seq - b.record.seq);
    this.#settled = this.#settled.filter(({ mutation }) => named.has(mutation.id));
    this.#cursor = { epoch: load.epoch, rev: load.to, tip: load.tip };
    this.#view.replaceBase(load.rows, this.#cursor);
    this.#follow(load, {
      replaceRows: true,
      rows: load.rows,
      outbox: { put: returned.map(({ record }) => record) },
      settled: { remove: lost.map(({ seq }) => seq) },
    });
    return 'taken';
  }

  /** The server applied it: it stays until the patch that shows it, unless the base already holds that rev. */
  applied(id: string, rev: number): void {
    const entry = this.#entries.find(({ record }) => record.mutation.id === id);
    if (!entry) return;
    entry.appliedRev = rev;
    entry.state = 'received';
    if (this.#cursor && rev <= this.#cursor.rev) this.#settle(new Set([id]), {});
    this.#parts.on.changed();
  }

  /** The server refused it, or it is too old to be sent: it leaves the outbox and is put in the tray, in one step. */
  refused(refusals: ReadonlyMap<string, Refusal>): void {
    const gone = this.#entries.filter(({ record }) => refusals.has(record.mutation.id));
    if (gone.length === 0) return;
    const atMs = this.#parts.nowMs();
    const put: TrayRecord[] = [];
    for (const { record } of gone) {
      const { mutation } = record;
      const refusal = refusals.get(mutation.id);
      if (refusal && !FORGETTABLE.includes(mutation.name)) put.push({ mutation, refusal, atMs });
    }
    this.#entries = this.#entries.filter(({ record }) => !refusals.has(record.mutation.id));
    this.#tray = [...this.#tray, ...put];
    this.#replay();
    this.#parts.on.changed();
    this.#save({ outbox: { remove: gone.map(({ record }) => record.seq) }, tray: { put } });
  }

  /** On its way. From here on it may have reached the server, whatever becomes of the answer. */
  sending(batch: readonly Entry[]): void {
    for (const entry of batch) {
      entry.state = 'sending';
      entry.maybeSent = true;
    }
    this.#parts.on.changed();
  }

  /** Nothing is on its way any more: what was not answered is sent again. */
  resend(): void {
    for (const entry of this.#entries) {
      if (entry.state === 'sending') entry.state = 'waiting';
      if (entry.state === 'received' && entry.appliedRev === undefined) entry.state = 'waiting';
    }
    this.#parts.on.changed();
  }

  /** The server named all it knows of this phone's, and not these, although it once said applied: they are sent again. */
  doubtApplied(): void {
    for (const entry of this.#entries) entry.appliedRev = undefined;
    this.resend();
  }

  dropFromTray(id: string): Promise<Saved> {
    const also: Changes = { tray: { remove: [id] } };
    this.#forget(also);
    this.#parts.on.changed();
    return this.#keeper.save(also);
  }

  /** Keeps what is being typed. */
  keepDesk(record: DeskRecord): Promise<Saved> {
    this.#desk = [...this.#desk.filter((other) => !sameDesk(other, record)), record];
    this.#parts.on.desk();
    return this.#keeper.save({ desk: { put: [record] } });
  }

  forgetDesk(key: Pick<DeskRecord, 'post' | 'variant'>): Promise<Saved> {
    const also: Changes = { desk: { remove: [key] } };
    this.#forget(also);
    return this.#keeper.save(also);
  }

  keepOffset(offsetMs: number): void {
    if (this.#offsetMs === offsetMs) return;
    this.#offsetMs = offsetMs;
    this.#save({ offsetMs });
  }

  /** A change of nothing: a disk that was cleared says so like with any other, and is given all that is here again. */
  checkDisk(): void {
    this.#save({});
  }

  /** Tries the disk again when it was full. */
  saveAgain(): Promise<Saved> {
    return this.#keeper.again();
  }

  /** Resolves when nothing is being written. */
  async idle(): Promise<void> {
    await this.#keeper.idle();
  }

  /** What follows a new base: what it names is settled, what it erased is forgotten, the rest is replayed. */
  #follow(patch: Patch, changes: Changes): void {
    const cursor = { epoch: patch.epoch, rev: patch.to, tip: patch.tip };
    this.#settle(new Set(patch.settled), { ...changes, base: { cursor, protocol: PROTOCOL } });
    this.#erase(patch);
    this.#parts.on.changed();
  }

  /** Moves from outbox to settled, in the transaction that writes `changes`; what has been settled for long is dropped. */
  #settle(named: ReadonlySet<string>, changes: Changes): void {
    const settledMs = this.#parts.nowMs();
    const moved = this.#entries.filter(({ record }) => named.has(record.mutation.id));
    const old = this.#settled.filter((record) => settledMs - record.settledMs > SETTLED_FOR_MS);
    const put = moved.map(({ record }) => ({ ...record, settledMs }));
    this.#entries = this.#entries.filter((entry) => !moved.includes(entry));
    this.#settled = [...this.#settled.filter((record) => !old.includes(record)), ...put];
    this.#replay();
    this.#save({
      ...changes,
      outbox: {
        put: changes.outbox?.put?.filter(({ mutation }) => !named.has(mutation.id)) ?? [],
        remove: moved.map(({ record }) => record.seq),
      },
      settled: { put, remove: [...(changes.settled?.remove ?? []), ...old.map(({ seq }) => seq)] },
    });
  }

  /** What was erased (takedown, law) leaves this phone too, wherever it was kept. */
  #erase(patch: Patch): void {
    const leaves = leavesWith(patch.rows, { settled: this.#settled, tray: this.#tray, desk: this.#desk });
    if (!leaves) return;
    const { changes, photos } = leaves;
    this.#settled = this.#settled.filter(({ seq }) => !changes.settled?.remove?.includes(seq));
    this.#forget(changes);
    this.#save(changes);
    if (photos.length > 0) void this.#parts.store.deletePhotos(photos);
  }

  /** Memory follows what a change removes from tray and desk. */
  #forget(also: Changes): void {
    const tray = also.tray?.remove;
    if (tray) this.#tray = this.#tray.filter(({ mutation }) => !tray.includes(mutation.id));
    const desk = also.desk?.remove;
    if (!desk) return;
    this.#desk = this.#desk.filter((record) => !desk.some((key) => sameDesk(key, record)));
    this.#parts.on.desk();
  }

  #replay(): void {
    const impossible = this.#view.replay(this.#entries.map(({ record }) => record.mutation));
    for (const entry of this.#entries) entry.impossible = impossible.get(entry.record.mutation.id);
    this.#rows = this.#view.rows();
  }

  /** The keeper never rejects, and tells its state by itself. */
  #save(changes: Changes): void {
    void this.#keeper.save(changes);
  }

  #onEmptied(): Changes {
    this.#wasEmptied = true;
    this.#parts.on.changed();
    return {
      replaceRows: true,
      rows: [...this.#view.everything()],
      ...(this.#cursor ? { base: { cursor: this.#cursor, protocol: PROTOCOL } } : {}),
      ...(this.#offsetMs === null ? {} : { offsetMs: this.#offsetMs }),
      outbox: { put: this.#entries.map(({ record }) => record) },
      settled: { put: this.#settled },
      tray: { put: this.#tray },
      desk: { put: this.#desk },
    };
  }

  #onSaved(changes: Changes): void {
    const seqs = new Map(changes.outbox?.put?.map((record) => [record.seq, record.mutation.id]));
    let differs = false;
    for (const entry of this.#entries) {
      if (entry.saved || seqs.get(entry.record.seq) !== entry.record.mutation.id) continue;
      entry.saved = true;
      if (entry.state === 'saving') entry.state = 'waiting';
      differs = true;
    }
    if (differs) this.#parts.on.changed();
  }
}

const sameDesk = (a: Pick<DeskRecord, 'post' | 'variant'>, b: Pick<DeskRecord, 'post' | 'variant'>): boolean =>
  a.post === b.post && a.variant === b.variant;
