import type { IDBPDatabase } from 'idb';
import { ANSWER_LIMIT_MS, Blocked, openedInTime } from './open-database.ts';
import { follow, isAside, takeBack, untilHere } from './put-aside.ts';
import type { Changes, Kept, PhotoRecord, Saved, Store } from './store.ts';
import { every, PHOTOS, stepsOf, type Table, type Tables, WORDS } from './store-tables.ts';

/** `limitMs`: given up after that, for a page of ours that holds the disk may never let go. */
interface Way {
  readonly durability: 'strict' | 'relaxed';
  readonly limitMs?: number;
}
const STRICT: Way = { durability: 'strict' };
const RELAXED: Way = { durability: 'relaxed' };
const FIRST_READ: Way = { ...RELAXED, limitMs: ANSWER_LIMIT_MS };

/** The database of one person on one show. */
export const databaseName = (show: string, staff: string): string => `regie:${show}:${staff}`;

/** A store in the browser's IndexedDB. */
export class IndexedDbStore implements Store {
  readonly lasting = true;
  readonly #name: string;
  /** Names this tab in the database: two tabs never write in turns. */
  readonly #tab: string;
  #opening: Promise<IDBPDatabase> | undefined;
  #isBlocked = false;
  /** Whether the database was told that it is this tab's. */
  #isMarked = true;
  /** What `#opening` became. */
  #open: IDBPDatabase | undefined;

  constructor(name: string, tab: string) {
    this.#name = name;
    this.#tab = tab;
  }

  /** Begins to open the database, while who will read it still waits for something else. */
  open(): void {
    void this.#database();
  }

  async read(): Promise<Kept | 'failed' | 'blocked'> {
    // It writes whose the store is, of which a power cut leaves nothing to keep: the first paint does not wait for the disk.
    let kept = await this.#keptOf(true);
    // A disk so full that it does not even take the mark still gives back what it has: the first save that fits marks it.
    if (kept === 'full') kept = await this.#keptOf(false);
    if (typeof kept === 'object') return kept;
    return this.#isBlocked ? 'blocked' : 'failed';
  }

  /** All of it; marked, it is this tab's from then on. */
  async #keptOf(marks: boolean): Promise<Kept | Exclude<Saved, 'saved'>> {
    const kept = await this.#run<Kept>(WORDS, FIRST_READ, async (table) => {
      const facts = table('facts');
      const all = <K extends 'rows' | 'outbox' | 'settled' | 'tray' | 'desk'>(name: K) =>
        table(name).getAll() as Promise<Kept[K][number][]>;
      const [, base, offset, rows, outbox, settled, tray, desk] = await Promise.all([
        marks ? facts.put(this.#tab, 'tab') : undefined,
        facts.get('base') as Promise<Changes['base']>,
        facts.get('offset') as Promise<unknown>,
        all('rows'),
        all('outbox'),
        all('settled'),
        all('tray'),
        all('desk'),
      ]);
      return {
        cursor: base?.cursor,
        protocol: base?.protocol,
        offsetMs: typeof offset === 'number' ? offset : null,
        rows,
        outbox,
        settled,
        tray: tray.sort((a, b) => a.atMs - b.atMs),
        desk,
      };
    });
    if (typeof kept === 'object') this.#isMarked = marks;
    return kept;
  }

  async save(changes: Changes): Promise<Saved | 'emptied'> {
    let isEmptied = false;
    const marks = changes.afresh === true || !this.#isMarked;
    // A save that has not reached the disk when it resolves would be a promise broken by the next power cut.
    const saved = await this.#run<Saved>(WORDS, STRICT, async (table, commit) => {
      const isMine = async (): Promise<void> => {
        const tab: unknown = await table('facts').get('tab');
        isEmptied = tab === undefined && !marks;
        if (isEmptied) throw new Error('the store was emptied');
        if (tab !== this.#tab && !marks) throw new Taken();
        commit();
      };
      const mine = marks ? [() => table('facts').put(this.#tab, 'tab')] : [];
      // The page draws meanwhile, and each answer would wait for it: so all is asked at once, and the one answer that
      // counts, the first, lets the rest be committed, or takes back what was written to another tab's store.
      await every([isMine, ...mine, ...stepsOf(changes, table)]);
      return 'saved';
    });
    if (saved === 'saved') this.#isMarked = true;
    return isEmptied ? 'emptied' : saved;
  }

  putPhoto({ bytes, ...photo }: PhotoRecord): Promise<Saved> {
    return this.#run<Saved>(PHOTOS, STRICT, async (table) => {
      await every([() => table('bytes').put(bytes, photo.hash), () => table('photos').put(photo)]);
      return 'saved';
    });
  }

  async getPhoto(hash: string): Promise<PhotoRecord | undefined> {
    const found = await this.#run(PHOTOS, RELAXED, async (table) => {
      const [photo, bytes] = await Promise.all([
        table('photos').get(hash) as Promise<Omit<PhotoRecord, 'bytes'> | undefined>,
        table('bytes').get(hash) as Promise<ArrayBuffer | undefined>,
      ]);
      return photo && bytes ? { ...photo, bytes } : undefined;
    });
    return typeof found === 'object' ? found : undefined;
  }

  markReceived(hash: string): Promise<Saved> {
    return this.#run<Saved>(PHOTOS, STRICT, async (table) => {
      const photo: unknown = await table('photos').get(hash);
      if (typeof photo === 'object') await table('photos').put({ ...photo, received: true });
      return 'saved';
    });
  }

  deletePhotos(hashes: readonly string[]): Promise<Saved> {
    return this.#run<Saved>(PHOTOS, STRICT, async (table) => {
      await every(PHOTOS.flatMap((name) => hashes.map((hash) => () => table(name).delete(hash))));
      return 'saved';
    });
  }

  async listPhotos(): Promise<readonly Omit<PhotoRecord, 'bytes'>[]> {
    const found = await this.#run<readonly Omit<PhotoRecord, 'bytes'>[]>(PHOTOS, RELAXED, (table) =>
      table('photos').getAll(),
    );
    return typeof found === 'object' ? found : [];
  }

  close(): void {
    const opening = this.#opening;
    this.#opening = undefined;
    this.#open = undefined;
    opening?.then(
      (database) => database.close(),
      // It never opened: there is nothing to close, and who asked for it was told.
      () => {},
    );
  }

  /** One transaction, begun at once where the database is open: what `work` answers, or why it did not. */
  async #run<T>(
    tables: readonly Table[],
    { durability, limitMs }: Way,
    work: (table: Tables, commit: () => void) => Promise<T>,
  ): Promise<T | Exclude<Saved, 'saved'>> {
    let isLate = false;
    let limit: ReturnType<typeof setTimeout> | undefined;
    for (let failures = 0; failures < 2; ) {
      if (isAside()) await untilHere();
      try {
        const database = this.#open ?? (await this.#database());
        const tx = database.transaction([...tables], 'readwrite', { durability });
        follow(tx);
        const giveUp = () => {
          isLate = true;
          takeBack(tx);
        };
        if (limitMs !== undefined) limit = setTimeout(giveUp, limitMs);
        const table = (name: Table) => tx.objectStore(name) as ReturnType<Tables>;
        const worked = work(table, () => tx.commit()).catch((error: unknown) => {
          takeBack(tx);
          throw error;
        });
        // Both are awaited: an abort rejects each, and one left alone would be an unhandled rejection.
        const [answer] = await Promise.all([worked, tx.done]);
        return answer;
      } catch (error) {
        if (isAside()) continue;
        if (error instanceof Taken) return 'taken';
        this.#isBlocked = isLate || error instanceof Blocked;
        if (this.#isBlocked) return 'failed';
        if (error instanceof DOMException && error.name === 'QuotaExceededError') return 'full';
        // The browser dropped the connection (memory, a cleared site): once more, on a new one.
        this.close();
        failures += 1;
      } finally {
        clearTimeout(limit);
      }
    }
    return 'failed';
  }

  #database(): Promise<IDBPDatabase> {
    if (this.#opening !== undefined) return this.#opening;
    const forget = (): void => {
      if (this.#opening !== opening) return;
      this.#opening = undefined;
      this.#open = undefined;
    };
    const opening = openedInTime(this.#name, {
      terminated: forget,
      // Holding on would block whoever deletes the database, or a newer app that opens it, for ever.
      blocking: (_from, _to, event) => {
        (event.target as IDBDatabase).close();
        forget();
      },
    });
    this.#opening = opening;
    opening.then((database) => {
      if (this.#opening === opening) this.#open = database;
      // A failed open is not kept, or every later save would fail with it.
    }, forget);
    return opening;
  }
}

/** Another tab reads and writes this store now. */
class Taken extends Error {}
