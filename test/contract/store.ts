import { expect, onTestFinished, test } from 'vitest';
import type { Changes, DeskRecord, Kept, OutboxRecord, PhotoRecord, Store } from '../../client/sync/store.ts';
import type { Row } from '../../shared/rows/row.ts';

/** A disk that outlives the stores opened on it. */
export interface StoreBench {
  /** Another store on the same disk, as another tab or a new start of the app would open. */
  open(): Store;
  close(): Promise<void>;
}

const mutation = (id: string, words = 'Bonsoir') => ({
  id,
  show: 'finale',
  name: 'post.write',
  args: { post: 'p1', variant: 'all', parents: [], words },
  madeAtMs: 1_000,
  epoch: 'e1',
});
const record = (seq: number, id = `m${seq}`): OutboxRecord => ({
  seq,
  mutation: mutation(id),
  protocol: 1,
  offsetMs: null,
});
const row = (id: string, rev: number, words: string): Row => ({
  row: 'text',
  id,
  rev,
  by: 'naima',
  atMs: 1_000,
  post: 'p1',
  variant: 'all',
  parents: [],
  words,
});
const base = (rev: number) => ({ cursor: { epoch: 'e1', rev, tip: `t${rev}` }, protocol: 1 });
const desk = (post: string, words: string): DeskRecord => ({ post, variant: 'all', parents: ['t1'], words, atMs: 5 });
const photo = (hash: string, received = false): PhotoRecord => ({
  hash,
  bytes: new Uint8Array([1, 2, 3]).buffer,
  type: 'image/jpeg',
  atMs: 7,
  received,
});

const EMPTY: Kept = {
  cursor: undefined,
  protocol: undefined,
  offsetMs: null,
  rows: [],
  outbox: [],
  settled: [],
  tray: [],
  desk: [],
};

/** What every store must do. The numbers are those of `shared/SPEC.md`. */
export function storeContract(name: string, makeBench: () => Promise<StoreBench>): void {
  const title = (rule: string) => `${rule} (${name})`;
  const begin = async () => {
    const bench = await makeBench();
    onTestFinished(() => bench.close());
    const store = bench.open();
    expect(await store.read()).toEqual(EMPTY);
    const save = async (changes: Changes) => expect(await store.save(changes)).toBe('saved');
    return { bench, store, save };
  };

  test(title('SY30 what is saved is there at the next start, in its order'), async () => {
    const { bench, save } = await begin();
    const settled = { ...record(1), settledMs: 9_000 };
    const tray = { mutation: mutation('m9'), refusal: { code: 'stale' }, atMs: 3 } as const;
    await save({ outbox: { put: [record(12), record(3), record(2)] } });
    await save({
      rows: [row('t1', 4, 'Bonsoir')],
      base: base(4),
      offsetMs: -120,
      settled: { put: [settled] },
      tray: { put: [tray] },
      desk: { put: [desk('p1', 'Bonsoir à')] },
    });
    expect(await bench.open().read()).toEqual({
      cursor: base(4).cursor,
      protocol: 1,
      offsetMs: -120,
      rows: [row('t1', 4, 'Bonsoir')],
      outbox: [record(2), record(3), record(12)],
      settled: [settled],
      tray: [tray],
      desk: [desk('p1', 'Bonsoir à')],
    } satisfies Kept);
  });

  test(title('SY31 in each table of a transaction what is removed goes before what is put'), async () => {
    const { bench, save } = await begin();
    await save({ outbox: { put: [record(1, 'old'), record(2)] }, desk: { put: [desk('p1', 'a'), desk('p2', 'b')] } });
    await save({
      outbox: { remove: [1], put: [record(1, 'new')] },
      desk: { remove: [{ post: 'p1', variant: 'all' }] },
    });
    const kept = (await bench.open().read()) as Kept;
    expect(kept.outbox.map((each) => each.mutation.id)).toEqual(['new', 'm2']);
    expect(kept.desk.map(({ post }) => post)).toEqual(['p2']);
  });

  test(title('SY32 a replaced base leaves no row of the old one, and touches nothing else'), async () => {
    const { bench, save } = await begin();
    await save({ rows: [row('t1', 1, 'a'), row('t2', 2, 'b')], base: base(2), outbox: { put: [record(5)] } });
    await save({ replaceRows: true, rows: [row('t3', 1, 'c')], base: base(1) });
    const kept = (await bench.open().read()) as Kept;
    expect(kept.rows).toEqual([row('t3', 1, 'c')]);
    expect(kept.cursor?.rev).toBe(1);
    expect(kept.outbox).toEqual([record(5)]);
  });

  test(title('SY33 a transaction that cannot be written whole writes nothing'), async () => {
    const { bench, store, save } = await begin();
    await save({ outbox: { put: [record(1)] } });
    // A function cannot be stored: it stands for any failure in the middle.
    const unstorable = { ...record(2), mutation: { ...mutation('m2'), args: { words: () => 'Bonsoir' } } };
    const answer = store.save({
      outbox: { remove: [1], put: [unstorable] },
      settled: { put: [{ ...record(1), settledMs: 1 }] },
    });
    expect(await answer.catch(() => 'failed')).toBe('failed');
    const kept = (await bench.open().read()) as Kept;
    expect(kept.outbox).toEqual([record(1)]);
    expect(kept.settled).toEqual([]);
  });

  test(title('SY34 the tab that reads a store takes it: the one that had it writes nothing more'), async () => {
    const { bench, store, save } = await begin();
    await save({ outbox: { put: [record(1)] } });
    const newer = bench.open();
    await newer.read();
    expect(await store.save({ outbox: { put: [record(2)] } })).toBe('taken');
    expect(await newer.save({ outbox: { put: [record(3)] } })).toBe('saved');
    expect(((await bench.open().read()) as Kept).outbox).toEqual([record(1), record(3)]);
  });

  test(title('SY35 what is read is a copy: nothing that the app does to it changes the disk'), async () => {
    const { bench, save } = await begin();
    await save({ rows: [row('t1', 1, 'Bonsoir')] });
    const [first] = ((await bench.open().read()) as Kept).rows as unknown as { words: string }[];
    if (first) first.words = 'changed';
    expect(((await bench.open().read()) as Kept).rows).toEqual([row('t1', 1, 'Bonsoir')]);
  });

  test(title('SY36 a photo is kept as its bytes, and listed without them'), async () => {
    const { bench, store } = await begin();
    expect(await store.putPhoto(photo('a'))).toBe('saved');
    expect(await store.putPhoto(photo('b'))).toBe('saved');
    expect(await store.markReceived('b')).toBe('saved');
    expect(await store.markReceived('nowhere')).toBe('saved');
    const again = bench.open();
    const found = await again.getPhoto('a');
    expect(found?.bytes).toBeInstanceOf(ArrayBuffer);
    expect([...new Uint8Array(found?.bytes ?? new ArrayBuffer())]).toEqual([1, 2, 3]);
    const listed = [...(await again.listPhotos())].sort((a, b) => (a.hash < b.hash ? -1 : 1));
    expect(listed).toEqual([
      { hash: 'a', type: 'image/jpeg', atMs: 7, received: false },
      { hash: 'b', type: 'image/jpeg', atMs: 7, received: true },
    ]);
    expect(await again.deletePhotos(['b', 'nowhere'])).toBe('saved');
    expect(await again.getPhoto('b')).toBeUndefined();
    expect(await again.listPhotos()).toHaveLength(1);
  });
}
