import { deleteDB, openDB } from 'idb';
import { expect, onTestFinished, test, vi } from 'vitest';
import { databaseName, IndexedDbStore } from '../../../client/sync/indexeddb-store.ts';
import type { Kept, OutboxRecord, Saved } from '../../../client/sync/store.ts';
import { DISK_FAULTS, failDisk } from '../../torture/failing-disk.ts';

/** Times each fault is made: the full figure is a thousand (`npm run torture -- F5`). */
const ROUNDS = 20;

const record = (seq: number): OutboxRecord => ({
  seq,
  mutation: { id: `m${seq}`, show: 'finale', name: 'post.submit', args: { post: 'p1' }, madeAtMs: 1, epoch: 'e1' },
  protocol: 1,
  offsetMs: null,
});

async function bench() {
  const name = databaseName('finale', crypto.randomUUID());
  const store = new IndexedDbStore(name, crypto.randomUUID());
  onTestFinished(async () => {
    vi.restoreAllMocks();
    store.close();
    await deleteDB(name);
  });
  await store.read();
  const saved = new Set<number>();
  let seq = 0;
  return {
    name,
    store,
    async save(): Promise<Saved | 'emptied'> {
      seq += 1;
      const said = await store.save({ outbox: { put: [record(seq)] } });
      if (said === 'saved') saved.add(seq);
      return said;
    },
    /** Of what was said to be saved, what is not there when another app opens. */
    async lost(): Promise<readonly number[]> {
      const { outbox } = (await new IndexedDbStore(name, crypto.randomUUID()).read()) as Kept;
      const there = new Set(outbox.map(({ seq }) => seq));
      return [...saved].filter((seq) => !there.has(seq));
    },
  };
}

/** The next call of a browser's function fails as the browser's own would; those after it do not. */
function failOnce<O extends object>(on: O, name: keyof O & string, error: DOMException): void {
  const prototype = on as Record<string, (...args: unknown[]) => unknown>;
  const real = prototype[name];
  if (!real) throw new Error(name);
  prototype[name] = () => {
    prototype[name] = real;
    throw error;
  };
}

const lostConnection = (): DOMException =>
  new DOMException('Connection to Indexed Database server lost', 'UnknownError');
const closing = (): DOMException => new DOMException('The database connection is closing.', 'InvalidStateError');
const blobError = (): DOMException => new DOMException('Error preparing Blob/File data', 'UnknownError');

test('FA63 a connection that is lost or closing, and a write or an open that fails once, are healed by the same save', async () => {
  const { store, save, lost } = await bench();
  for (let round = 0; round < ROUNDS; round += 1) {
    failOnce(IDBDatabase.prototype, 'transaction', lostConnection());
    expect(await save(), 'lost').toBe('saved');
    failOnce(IDBDatabase.prototype, 'transaction', closing());
    expect(await save(), 'closing').toBe('saved');
    failOnce(IDBObjectStore.prototype, 'put', blobError());
    expect(await save(), 'put').toBe('saved');
    store.close();
    expect(await save(), 'closed').toBe('saved');
    store.close();
    failOnce(IDBFactory.prototype, 'open', lostConnection());
    expect(await save(), 'open').toBe('saved');
  }
  expect(await lost()).toEqual([]);
});

test('FA64 a disk that a newer app has, or that fails twice, is said to fail, and the next save is not the worse for it', async () => {
  const { name, store, save, lost } = await bench();
  for (let round = 0; round < ROUNDS; round += 1) {
    const open = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw lostConnection();
    });
    store.close();
    expect(await save(), 'open').toBe('failed');
    open.mockRestore();
    expect(await save(), 'open again').toBe('saved');
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw blobError();
    });
    expect(await save(), 'put').toBe('failed');
    put.mockRestore();
    expect(await save(), 'put again').toBe('saved');
  }
  expect(await lost()).toEqual([]);
  (await openDB(name, 2)).close();
  expect(await save(), 'newer').toBe('failed');
});

test('FA170 a page put aside takes back what it was writing, leaves the disk to the next page, and writes it when it returns', async () => {
  const { name, save, lost } = await bench();
  const next = await openDB(name, 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await next.count('outbox');
    const saving = save();
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    // What it asks for once it is aside waits too: a last save begins as the page is left.
    const last = save();
    expect(await next.count('outbox')).toBe(before);
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect([await saving, await last]).toEqual(['saved', 'saved']);
  }
  next.close();
  expect(await lost()).toEqual([]);
});

test('FA91 a disk that opens and then answers nothing, for a page put aside holds it, is given up', async () => {
  const name = databaseName('finale', crypto.randomUUID());
  const store = new IndexedDbStore(name, crypto.randomUUID());
  await store.read();
  const other = await openDB(name, 1);
  const held = other.transaction('facts', 'readwrite');
  let isHeld = true;
  // Asked again and again: a transaction that has something to do does not end.
  const holding = (async () => {
    while (isHeld) await held.store.get('tab');
    await held.done;
  })();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const read = store.read();
  await vi.waitUntil(() => vi.getTimerCount() > 0);
  vi.runAllTimers();
  expect(await read).toBe('blocked');
  vi.useRealTimers();
  isHeld = false;
  await holding;
  other.close();
  expect(await store.read()).toMatchObject({ outbox: [] });
  store.close();
  await deleteDB(name);
});

test('FA91 a disk that another tab does not let go of is said to be blocked, and opens once it lets go', async () => {
  const name = databaseName('finale', crypto.randomUUID());
  // A page that is frozen hears nothing of who waits: its connection stays open.
  const frozen = await openDB(name, 1);
  const open = IDBFactory.prototype.open;
  // The app of a later day, whose tables are newer.
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(function (this: IDBFactory, asked: string) {
    return open.call(this, asked, 2);
  });
  const store = new IndexedDbStore(name, crypto.randomUUID());
  onTestFinished(async () => {
    store.close();
    await deleteDB(name);
  });
  expect(await store.read()).toBe('blocked');
  frozen.close();
  expect(await store.read()).toMatchObject({ outbox: [] });
  expect(await store.save({ outbox: { put: [record(1)] } })).toBe('saved');
  vi.restoreAllMocks();
});

test('FA91 a disk that answers nothing at all is given up too', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const name = databaseName('finale', crypto.randomUUID());
    const frozen = await openDB(name, 1);
    const gone = deleteDB(name);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const store = new IndexedDbStore(name, crypto.randomUUID());
    const read = store.read();
    vi.runAllTimers();
    expect(await read).toBe('blocked');
    vi.useRealTimers();
    frozen.close();
    await gone;
    expect(await store.read()).toMatchObject({ outbox: [] });
    store.close();
    await deleteDB(name);
  }
});

test.for(DISK_FAULTS)(
  'FA101 whatever IndexedDB does to a save, it is healed or said, and what was called saved is there: %s',
  async (fault) => {
    const { violations, healedMs, saidMs } = await failDisk(fault, { rounds: ROUNDS });
    expect(violations).toEqual([]);
    expect(healedMs.length).toBeGreaterThanOrEqual(ROUNDS / 2);
    expect(saidMs.length).toBeGreaterThanOrEqual(ROUNDS / 2);
  },
);
