import { expect, test } from 'vitest';
import { sweep, UNNAMED_KEPT_MS } from '../../../server/photos/sweep.ts';
import { hashOf, photo, stage } from './stage.ts';

const never = () => false;

test('PH150 a photo that no row names is swept a week after it was first seen so, and not before', async () => {
  const { sendAll, store, files } = await stage();
  const bytes = await photo();
  const hash = hashOf(bytes);
  await sendAll(bytes);
  const look = (nowMs: number) => sweep(store, { isNamed: never, nowMs });
  expect(await look(1_000)).toBe(0);
  expect(await look(1_000 + UNNAMED_KEPT_MS)).toBe(0);
  expect(await store.has(hash)).toBe(true);
  expect(await look(1_001 + UNNAMED_KEPT_MS)).toBe(1);
  expect(files()).toEqual([]);
  expect(UNNAMED_KEPT_MS).toBeGreaterThan(72 * 3_600_000);
});

test('PH151 a photo that a row names again, or that a phone asks after, begins its week anew', async () => {
  const { sendAll, store } = await stage();
  const bytes = await photo();
  const hash = hashOf(bytes);
  await sendAll(bytes);
  await sweep(store, { isNamed: never, nowMs: 0 });
  await sweep(store, { isNamed: (one) => one === hash, nowMs: 1 });
  expect(await sweep(store, { isNamed: never, nowMs: 1 + UNNAMED_KEPT_MS })).toBe(0);
  // Its row is in an outbox that has just come back.
  expect(await sendAll(bytes)).toMatchObject({ received: true });
  expect(await sweep(store, { isNamed: never, nowMs: 3 + 2 * UNNAMED_KEPT_MS })).toBe(0);
  expect(await store.has(hash)).toBe(true);
});

test('PH152 the server sweeps by its rows: what one names stays, and what is still arriving is not touched', async () => {
  const { addPhoto, sendAll, receive, engine, store, files } = await stage();
  const named = await photo();
  const unnamed = await photo({ width: 400 });
  const arriving = await photo({ width: 600 });
  addPhoto(hashOf(named));
  for (const bytes of [named, unnamed]) await sendAll(bytes);
  await receive({ hash: hashOf(arriving), size: arriving.length, offset: 0, bytes: arriving.subarray(0, 100) });
  await store.markUnnamed(hashOf(unnamed), 0);
  await store.markUnnamed(hashOf(named), 0);
  await engine.sweep();
  expect(await store.has(hashOf(named))).toBe(true);
  expect(await store.has(hashOf(unnamed))).toBe(false);
  expect(files()).toContain(`${hashOf(arriving)}.part`);
});
