import { deleteDB, openDB } from 'idb';
import { expect, onTestFinished, test } from 'vitest';
import { databaseName, IndexedDbStore } from '../../../client/sync/indexeddb-store.ts';
import type { Kept } from '../../../client/sync/store.ts';
import { storeContract } from '../../contract/store.ts';

const bench = async () => {
  const name = databaseName('finale', crypto.randomUUID());
  const opened: IndexedDbStore[] = [];
  return {
    name,
    open() {
      const store = new IndexedDbStore(name, crypto.randomUUID());
      opened.push(store);
      return store;
    },
    async close() {
      for (const store of opened) store.close();
      await deleteDB(name);
    },
  };
};

storeContract('IndexedDB', bench);

const entry = {
  seq: 1,
  mutation: { id: 'm1', show: 'finale', name: 'post.submit', args: { post: 'p1' }, madeAtMs: 1, epoch: 'e1' },
  protocol: 1,
  offsetMs: null,
};

test('SY38 a connection that the browser dropped is opened again, and the save succeeds', async () => {
  const { name, open, close } = await bench();
  onTestFinished(close);
  const store = open();
  await store.read();
  store.close();
  expect(await store.save({ outbox: { put: [entry] } })).toBe('saved');
  // Another opens it with a higher version: the browser makes the store let go under its feet.
  (await openDB(name, 2)).close();
  await deleteDB(name);
  expect(await store.save({})).toBe('emptied');
  expect(await store.save({ outbox: { put: [entry] } })).toBe('emptied');
  expect(((await store.read()) as Kept).outbox).toEqual([]);
  expect(await store.save({ outbox: { put: [entry] } })).toBe('saved');
});

test('SY39 a failed open is said, and not kept: the next may succeed', async () => {
  const { name, open, close } = await bench();
  onTestFinished(close);
  // A newer app was here: this version cannot open its database.
  (await openDB(name, 2)).close();
  const store = open();
  expect(await store.read()).toBe('failed');
  expect(await store.save({ outbox: { put: [entry] } })).toBe('failed');
  await deleteDB(name);
  expect(await store.read()).not.toBe('failed');
  expect(await store.save({ outbox: { put: [entry] } })).toBe('saved');
});
