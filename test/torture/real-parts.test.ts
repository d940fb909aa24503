import { expect, test } from 'vitest';
import { f2 } from './f2-line.ts';
import { f7 } from './f7-kill.ts';
import { f19 } from './f19-uploads.ts';
import type { Told } from './fault.ts';

/** Figures are the full run's to reach: on a busy machine, of a few rounds, they say nothing. */
const broken = ({ violations }: Told) => violations;

test('FA50 what a killed server had acknowledged is there when it is back, and nothing is published twice', {
  timeout: 180_000,
}, async () => {
  const told = await f7.run({ rounds: 4, from: 1 });
  expect(broken(told)).toEqual([]);
  expect(told.counted?.posts).toBeGreaterThan(20);
  expect(told.counted?.published).toBeGreaterThan(0);
  expect(told.counted?.photos).toBeGreaterThan(0);
});

test('FA51 a photo arrives whole however often its line is cut, either end is killed, or a byte comes out wrong', {
  timeout: 180_000,
}, async () => {
  const told = await f19.run({ rounds: 5, from: 1 });
  expect(broken(told)).toEqual([]);
  expect(Object.values(told.counted ?? {})).toEqual([1, 1, 1, 1, 1]);
});

test('FA52 over a hall’s line words arrive, a line that died without a word is noticed, and who was away catches up', {
  timeout: 180_000,
}, async () => {
  const told = await f2.run({ rounds: 48, from: 1 });
  expect(broken(told)).toEqual([]);
  expect(told.counted?.resets).toBeGreaterThan(0);
  expect(told.counted?.['dead lines']).toBeGreaterThan(0);
});
