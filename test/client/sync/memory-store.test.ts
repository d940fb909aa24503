import { expect, test } from 'vitest';
import { MemoryDisk, MemoryStore } from '../../../client/sync/memory-store.ts';
import { storeContract } from '../../contract/store.ts';

storeContract('memory', async () => {
  const disk = new MemoryDisk();
  return { open: () => new MemoryStore(disk), close: async () => {} };
});

test('SY37 a store that lasts no longer than the page says so', () => {
  expect(new MemoryStore().lasting).toBe(false);
  expect(new MemoryStore(new MemoryDisk()).lasting).toBe(true);
});
