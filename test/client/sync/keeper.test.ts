import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Keeper, type KeeperState, merge } from '../../../client/sync/keeper.ts';
import { CONNECT_LIMIT_MS } from '../../../client/sync/loop.ts';
import { MemoryDisk, MemoryStore } from '../../../client/sync/memory-store.ts';
import type { Changes, OutboxRecord, PhotoRecord, Saved } from '../../../client/sync/store.ts';
import { openHall } from './hall.ts';

const record = (seq: number, id = `m${seq}`): OutboxRecord => ({
  seq,
  mutation: { id, show: 'finale', name: 'post.submit', args: { post: 'p1' }, madeAtMs: 1, epoch: 'e1' },
  protocol: 1,
  offsetMs: null,
});

/** A disk that answers what it is told to, and counts its transactions. */
class SickStore extends MemoryStore {
  answer: Saved | 'throws' = 'saved';
  transactions: Changes[] = [];
  override async save(changes: Changes): Promise<Saved | 'emptied'> {
    this.transactions.push(changes);
    if (this.answer === 'throws') throw new Error('a bug of a store');
    return this.answer === 'saved' ? super.save(changes) : this.answer;
  }
}

async function keeperOn(disk = new MemoryDisk()) {
  const store = new SickStore(disk);
  await store.read();
  const states: KeeperState[] = [];
  const saved: Changes[] = [];
  const keeper = new Keeper(store, {
    state: (state) => states.push(state),
    saved: (changes) => saved.push(changes),
    emptied: () => ({}),
  });
  return { store, keeper, states, saved, disk };
}

test('SY130 what comes while a transaction is under way goes out in the next, all of it in one', async () => {
  const { store, keeper, disk } = await keeperOn();
  await Promise.all([1, 2, 3, 4].map((seq) => keeper.save({ outbox: { put: [record(seq)] } })));
  expect(store.transactions).toHaveLength(2);
  expect([...disk.outbox.keys()]).toEqual([1, 2, 3, 4]);
});

test('SY131 what could not be written joins the next attempt: the disk is behind at worst, never torn', async () => {
  const { store, keeper, states, saved, disk } = await keeperOn();
  await keeper.save({ outbox: { put: [record(1)] } });
  store.answer = 'full';
  const base = { cursor: { epoch: 'e1', rev: 4, tip: 't' }, protocol: 1 };
  expect(await keeper.save({ base, outbox: { remove: [1] }, settled: { put: [{ ...record(1), settledMs: 1 }] } })).toBe(
    'full',
  );
  expect(states).toEqual(['full']);
  expect([...disk.outbox.keys()]).toEqual([1]);
  store.answer = 'saved';
  expect(await keeper.save({ outbox: { put: [record(2)] } })).toBe('saved');
  expect(states).toEqual(['full', 'ok']);
  expect([...disk.outbox.keys()]).toEqual([2]);
  expect([...disk.settled.keys()]).toEqual([1]);
  expect(disk.base?.cursor.rev).toBe(4);
  expect(saved.at(-1)?.outbox?.put?.map(({ seq }) => seq)).toEqual([2]);
});

test('SY132 two changes made one hold what one after the other would have left', async () => {
  const seqs = fc.uniqueArray(fc.integer({ min: 1, max: 4 }));
  const put = fc.uniqueArray(fc.record({ seq: fc.integer({ min: 1, max: 4 }), id: fc.constantFrom('a', 'b') }), {
    selector: ({ seq }) => seq,
  });
  const row = fc.record({ id: fc.constantFrom('t1', 't2', 't3'), words: fc.constantFrom('a', 'b') });
  const change: fc.Arbitrary<Changes> = fc
    .record({
      remove: seqs,
      put,
      rows: fc.uniqueArray(row, { selector: ({ id }) => id }),
      replace: fc.boolean(),
      drop: seqs,
    })
    .map(({ remove, put, rows, replace, drop }) => ({
      replaceRows: replace,
      rows: rows.map(({ id, words }) => ({
        row: 'text',
        id,
        words,
        post: 'p1',
        variant: 'all',
        parents: [],
        rev: 1,
        by: '',
        atMs: 0,
      })),
      outbox: { remove, put: put.map(({ seq, id }) => record(seq, id)) },
      settled: { remove: drop, put: put.map(({ seq, id }) => ({ ...record(seq, id), settledMs: 1 })) },
      tray: {
        remove: drop.map(String),
        put: put.map(({ seq, id }) => ({ mutation: record(seq, id).mutation, refusal: { code: 'stale' }, atMs: 1 })),
      },
      desk: {
        remove: drop.map((n) => ({ post: `p${n}`, variant: 'all' })),
        put: put.map(({ seq, id }) => ({ post: `p${seq}`, variant: 'all', parents: [], words: id, atMs: 1 })),
      },
    }));
  const left = async (changes: readonly Changes[]) => {
    const store = new MemoryStore();
    await store.read();
    for (const each of changes) await store.save(each);
    const { rows, tray, desk, ...rest } = await store.read();
    const byText = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
    return { ...rest, rows: [...rows].sort(byText), tray: [...tray].sort(byText), desk: [...desk].sort(byText) };
  };
  await fc.assert(
    fc.asyncProperty(change, change, change, async (a, b, c) => {
      const apart = await left([a, b, c]);
      expect(await left([merge(merge(a, b), c)])).toEqual(apart);
      expect(await left([merge(a, merge(b, c))])).toEqual(apart);
    }),
    { numRuns: 300 },
  );
});

test('SY133 on a full disk photos that the server has received make room, and no other', async () => {
  const { store, keeper, states, disk } = await keeperOn();
  const photo = (hash: string, received: boolean): PhotoRecord => ({
    hash,
    bytes: new ArrayBuffer(8),
    type: 'image/jpeg',
    atMs: 1,
    received,
  });
  disk.photos.set('mine', photo('mine', false));
  disk.photos.set('sent', photo('sent', true));
  const save = store.save.bind(store);
  store.save = async (changes) => (disk.photos.size > 1 ? 'full' : save(changes));
  expect(await keeper.save({ outbox: { put: [record(1)] } })).toBe('saved');
  expect([...disk.photos.keys()]).toEqual(['mine']);
  expect(states).toEqual([]);
});

test('SY134 a store that breaks is said to refuse, and does not stop later saves', async () => {
  const { store, keeper, states, disk } = await keeperOn();
  store.answer = 'throws';
  expect(await keeper.save({ outbox: { put: [record(1)] } })).toBe('failed');
  expect(states).toEqual(['failed']);
  store.answer = 'saved';
  expect(await keeper.again()).toBe('saved');
  expect([...disk.outbox.keys()]).toEqual([1]);
});

/** A phone with no network, on a disk that answers as it is told to. */
async function away() {
  const hall = openHall();
  const disk = new MemoryDisk();
  const store = new SickStore(disk);
  const started = await hall.phone({ store }).start();
  started.link.reachable = false;
  started.link.cut();
  return { ...started, hall, disk, store };
}

test('SY135 words that no disk takes are kept in memory, sent all the same, and on disk as soon as it has room', async () => {
  const { hall, disk, store, phone, post, link } = await away();
  store.answer = 'full';
  expect((await post('p1', 'Bonsoir')).ok).toBe(true);
  expect(phone.replica.storage).toBe('full');
  expect(phone.replica.entries.map(({ state }) => state)).toEqual(['saving']);
  link.reachable = true;
  phone.loop.wake();
  await hall.time.pass(0);
  expect(hall.ledger.rows('finale')?.get('post', 'p1')).toBeDefined();
  link.reachable = false;
  link.cut();
  await post('p2', 'Bonne nuit');
  store.answer = 'saved';
  link.reachable = true;
  link.instead = (name) => (name === 'push' ? null : undefined);
  phone.loop.wake();
  await hall.time.pass(10_000);
  expect(phone.replica.storage).toBe('ok');
  expect([...disk.outbox.values()].map(({ mutation }) => (mutation.args as { post: string }).post)).toEqual(['p2']);
  expect([...disk.rows.values()].some(({ id }) => id === 'p1')).toBe(true);
});

test('FA62 room made while a write is failing is used at once, and nothing is said saved that is not', async () => {
  const { store, keeper, states, disk } = await keeperOn();
  store.answer = 'full';
  const first = keeper.save({ outbox: { put: [record(1)] } });
  store.answer = 'saved';
  expect(await keeper.again()).toBe('saved');
  expect(await first).toBe('full');
  expect([...disk.outbox.keys()]).toEqual([1]);
  expect(states).toEqual(['full', 'ok']);
});

/** A phone with rows of the server, and words that have not left it. */
async function halfSent() {
  const hall = openHall();
  const disk = new MemoryDisk();
  const { phone, post, link } = await hall.phone({ store: new MemoryStore(disk) }).start();
  await post('p1', 'Bonsoir');
  await hall.time.pass(0);
  link.reachable = false;
  link.cut();
  await post('p2', 'Pas encore partie');
  return { disk, phone, post };
}

test('FA102 a phone whose memory is cleared under the page has all of it again with its next save, unsent words too', async () => {
  const { disk, phone, post } = await halfSent();
  const rows = disk.rows.size;
  disk.clear();
  expect(phone.replica.wasEmptied).toBe(false);
  await post('p3', 'Après');
  expect(phone.replica.storage).toBe('ok');
  expect(phone.replica.wasEmptied).toBe(true);
  expect(disk.rows.size).toBe(rows);
  expect(disk.base?.cursor).toEqual(phone.replica.cursor);
  const kept = [...disk.outbox.values()].map(({ mutation }) => (mutation.args as { post: string }).post);
  expect(kept).toEqual(['p2', 'p3']);
});

test('FA190 a memory cleared while nobody looks is filled again as soon as someone does, before the next word, and said', async () => {
  const { disk, phone } = await halfSent();
  phone.hide();
  await phone.replica.idle();
  const { rows, outbox } = structuredClone(disk);
  disk.clear();
  phone.show();
  await phone.replica.idle();
  expect(phone.replica.wasEmptied).toBe(true);
  expect(phone.replica.storage).toBe('ok');
  expect(disk.rows).toEqual(rows);
  expect(disk.outbox).toEqual(outbox);
  expect(disk.outbox.size).toBe(1);
});

test('FA200 what a full disk did not take is kept soon after room was made, with no network and no other word written', async () => {
  const { hall, disk, store, phone, post } = await away();
  store.answer = 'full';
  await post('p1', 'Bonsoir');
  expect(phone.replica.storage).toBe('full');
  expect(disk.outbox.size).toBe(0);
  store.answer = 'saved';
  await hall.time.pass(CONNECT_LIMIT_MS);
  expect(phone.replica.storage).toBe('ok');
  expect([...disk.outbox.values()].map(({ mutation }) => mutation.name)).toEqual(['post.create']);
});

test('FA191 a disk that was full is tried again as soon as someone looks, and one that is well is written nothing', async () => {
  const { disk, store, phone, post } = await away();
  phone.hide();
  store.answer = 'full';
  await post('p1', 'Bonsoir');
  expect(phone.replica.storage).toBe('full');
  store.answer = 'saved';
  phone.show();
  await phone.replica.idle();
  expect(phone.replica.storage).toBe('ok');
  expect(disk.outbox.size).toBe(1);
  const before = structuredClone(disk);
  phone.hide();
  phone.show();
  await phone.replica.idle();
  expect(structuredClone(disk)).toEqual(before);
});
