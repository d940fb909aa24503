import { expect, test } from 'vitest';
import { onceSaved, underWay } from '../../../client/sync/under-way.ts';

/** Long enough never to be what ends the wait in these tests. */
const LONG_MS = 600_000;

test('OF101 what is drawn waits for the save under way, and for nothing where nothing is being saved', async () => {
  const did: string[] = [];
  onceSaved(() => did.push('at once'), LONG_MS);
  expect(did).toEqual(['at once']);

  const { promise, resolve } = Promise.withResolvers<string>();
  const saved = underWay(promise);
  onceSaved(() => did.push('drawn'), LONG_MS);
  await Promise.resolve();
  expect(did).toEqual(['at once']);
  resolve('saved');
  expect(await saved).toBe('saved');
  await expect.poll(() => did).toEqual(['at once', 'drawn']);
});

test('OF101 a disk that does not answer keeps nothing from being drawn, and a failed one neither', async () => {
  const did: string[] = [];
  const hangs = Promise.withResolvers<void>();
  const hanging = underWay(hangs.promise);
  onceSaved(() => did.push('drawn'), 1);
  await expect.poll(() => did).toEqual(['drawn']);
  hangs.reject(new Error('the disk is gone'));
  await expect(hanging).rejects.toThrow('the disk is gone');

  const fails = Promise.withResolvers<void>();
  const failing = underWay(fails.promise);
  onceSaved(() => did.push('drawn again'), LONG_MS);
  fails.reject(new Error('full'));
  await expect(failing).rejects.toThrow('full');
  await expect.poll(() => did).toEqual(['drawn', 'drawn again']);
});
