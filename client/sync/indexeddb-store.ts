import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import type { Row } from '../../shared/rows/row.ts';
import type {
  Changes,
  DeskRecord,
  Kept,
  OutboxRecord,
  PhotoRecord,
  Saved,
  SettledRecord,
  Store,
  TrayRecord,
} from './store.ts';

interface Tables extends DBSchema {
  /** `tab`: the tab that has the store. `base`: cursor and wire number. `offset`: of the server's clock. */
  facts: { key: string; value: unknown };
  rows: { key: [string, string]; value: Row };
  outbox: { key: number; value: OutboxRecord };
  settled: { key: number; value: SettledRecord };
  tray: { key: string; value: TrayRecord };
  desk: { key: [string, string]; value: DeskRecord };
  photos: { key: string; value: Omit<PhotoRecord, 'bytes'> };
  /** Apart from what is known of them, so that listing photos does not read them. */
  bytes: { key: string; value: ArrayBuffer };
}
type Table = StoreNames<Tables>;
type Database = IDBPDatabase<Tables>;
type Transaction = IDBPTransaction<Tables, readonly Table[], 'readwrite'>;

const VERSION = 1;
const WORDS = ['facts', 'rows', 'outbox', 'settled', 'tray', 'desk'] as const satisfies readonly Table[];
const PHOTOS = ['photos', 'bytes'] as const satisfies readonly Table[];
/** A save that has not completed when it resolves is a promise broken by the next power cut. */
const STRICT = { durability: 'strict' } as const;

/** The database of one person on one show. */
export const databaseName = (show: string, staff: string): string => `regie:${show}:${staff}`;

/** A store in the browser's IndexedDB. */
export class IndexedDbStore implements Store {
  readonly lasting = true;
  readonly #name: string;
  /** Names this tab in the database: two tabs never write in turns. */
  readonly #tab: string;
  #opening: Promise<Database> | undefined;

  constructor(name: string, tab: string) {
    this.#name = name;
    this.#tab = tab;
  }

  async read(): Promise<Kept | 'failed'> {
    const kept = await this.#run(WORDS, async (tx) => {
      const facts = tx.objectStore('facts');
      await facts.put(this.#tab, 'tab');
      const [base, offset, rows, outbox, settled, tray, desk] = await Promise.all([
        facts.get('base'),
        facts.get('offset'),
        tx.objectStore('rows').getAll(),
        tx.objectStore('outbox').getAll(),
        tx.objectStore('settled').getAll(),
        tx.objectStore('tray').getAll(),
        tx.objectStore('desk').getAll(),
      ]);
      const found = base as Changes['base'];
      return {
        cursor: found?.cursor,
        protocol: found?.protocol,
        offsetMs: typeof offset === 'number' ? offset : null,
        rows,
        outbox,
        settled,
        tray: tray.sort((a, b) => a.atMs - b.atMs),
        desk,
      };
    });
    return typeof kept === 'object' ? kept : 'failed';
  }

  async save(changes: Changes): Promise<Saved> {
    return await this.#run<'saved' | 'taken'>(WORDS, async (tx) => {
      const facts = tx.objectStore('facts');
      if ((await facts.get('tab')) !== this.#tab) return 'taken';
      const rows = tx.objectStore('rows');
      const [outbox, settled] = [tx.objectStore('outbox'), tx.objectStore('settled')];
      const [tray, desk] = [tx.objectStore('tray'), tx.objectStore('desk')];
      await every([
        ...(changes.replaceRows ? [() => rows.clear()] : []),
        ...each(changes.rows, (row) => rows.put(row)),
        ...each(changes.base && [changes.base], (base) => facts.put(base, 'base')),
        ...each(changes.offsetMs === undefined ? [] : [changes.offsetMs], (ms) => facts.put(ms, 'offset')),
        ...each(changes.outbox?.remove, (seq) => outbox.delete(seq)),
        ...each(changes.outbox?.put, (record) => outbox.put(record)),
        ...each(changes.settled?.remove, (seq) => settled.delete(seq)),
        ...each(changes.settled?.put, (record) => settled.put(record)),
        ...each(changes.tray?.remove, (id) => tray.delete(id)),
        ...each(changes.tray?.put, (record) => tray.put(record)),
        ...each(changes.desk?.remove, ({ post, variant }) => desk.delete([post, variant])),
        ...each(changes.desk?.put, (record) => desk.put(record)),
      ]);
      return 'saved';
    });
  }

  putPhoto({ bytes, ...photo }: PhotoRecord): Promise<Saved> {
    return this.#run<'saved'>(PHOTOS, async (tx) => {
      await Promise.all([tx.objectStore('bytes').put(bytes, photo.hash), tx.objectStore('photos').put(photo)]);
      return 'saved';
    });
  }

  async getPhoto(hash: string): Promise<PhotoRecord | undefined> {
    const found = await this.#run(PHOTOS, async (tx) => {
      const [photo, bytes] = await Promise.all([tx.objectStore('photos').get(hash), tx.objectStore('bytes').get(hash)]);
      return photo && bytes ? { ...photo, bytes } : undefined;
    });
    return typeof found === 'object' ? found : undefined;
  }

  markReceived(hash: string): Promise<Saved> {
    return this.#run<'saved'>(PHOTOS, async (tx) => {
      const photo = await tx.objectStore('photos').get(hash);
      if (photo) await tx.objectStore('photos').put({ ...photo, received: true });
      return 'saved';
    });
  }

  deletePhotos(hashes: readonly string[]): Promise<Saved> {
    return this.#run<'saved'>(PHOTOS, async (tx) => {
      await Promise.all(
        hashes.flatMap((hash) => [tx.objectStore('photos').delete(hash), tx.objectStore('bytes').delete(hash)]),
      );
      return 'saved';
    });
  }

  async listPhotos(): Promise<readonly Omit<PhotoRecord, 'bytes'>[]> {
    const found = await this.#run(['photos'], (tx) => tx.objectStore('photos').getAll());
    return typeof found === 'object' ? found : [];
  }

  close(): void {
    const opening = this.#opening;
    this.#opening = undefined;
    opening?.then(
      (database) => database.close(),
      // It never opened: there is nothing to close, and who asked for it was told.
      () => {},
    );
  }

  /** One strictly durable transaction: what `work` answers once it is on disk, or why it is not. */
  async #run<T>(tables: readonly Table[], work: (tx: Transaction) => Promise<T>): Promise<T | 'full' | 'failed'> {
    for (const isLast of [false, true]) {
      try {
        const database = await this.#database();
        const tx = database.transaction(tables, 'readwrite', STRICT);
        // Both are awaited: an abort rejects each, and one left alone would be an unhandled rejection.
        const [worked] = await Promise.all([orAbort(tx, work), tx.done]);
        return worked;
      } catch (error) {
        if (isQuota(error)) return 'full';
        // The browser dropped the connection (memory, a cleared site): once more, on a new one.
        this.close();
        if (isLast) return 'failed';
      }
    }
    return 'failed';
  }

  #database(): Promise<Database> {
    if (!this.#opening) {
      const opening = this.#open();
      this.#opening = opening;
      // A failed open is not kept, or every later save would fail with it.
      opening.catch(() => this.#forget(opening));
    }
    return this.#opening;
  }

  #open(): Promise<Database> {
    const opening: Promise<Database> = openDB<Tables>(this.#name, VERSION, {
      upgrade(database) {
        database.createObjectStore('facts');
        database.createObjectStore('rows', { keyPath: ['row', 'id'] });
        database.createObjectStore('outbox', { keyPath: 'seq' });
        database.createObjectStore('settled', { keyPath: 'seq' });
        database.createObjectStore('tray', { keyPath: 'mutation.id' });
        database.createObjectStore('desk', { keyPath: ['post', 'variant'] });
        database.createObjectStore('photos', { keyPath: 'hash' });
        database.createObjectStore('bytes');
      },
      // Someone deletes the database, or a newer app opens it: holding on would block them for ever.
      blocking: () => this.close(),
      terminated: () => this.#forget(opening),
    });
    return opening;
  }

  #forget(opening: Promise<Database>): void {
    if (this.#opening === opening) this.#opening = undefined;
  }
}

type Step = () => Promise<unknown>;

const each = <T>(items: readonly T[] = [], step: (item: T) => Promise<unknown>): Step[] =>
  items.map((item) => () => step(item));

/** Asks all in order. A step that throws at once rejects like one that fails later: no promise is left alone. */
async function every(steps: readonly Step[]): Promise<void> {
  await Promise.all(steps.map(async (step) => await step()));
}

/** What is written by a transaction whose work failed half way is taken back: all or nothing. */
async function orAbort<T>(tx: Transaction, work: (tx: Transaction) => Promise<T>): Promise<T> {
  try {
    return await work(tx);
  } catch (error) {
    try {
      tx.abort();
    } catch {
      // The failure had aborted it already.
    }
    throw error;
  }
}

/** Firefox once named it otherwise; a transaction may also be aborted with the error as its cause. */
function isQuota(error: unknown): boolean {
  return (
    error instanceof DOMException &&
    (error.name === 'QuotaExceededError' || error.name === 'NS_ERROR_DOM_QUOTA_REACHED')
  );
}
