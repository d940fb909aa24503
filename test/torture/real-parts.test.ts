import { expect, test } from 'vitest';
import { f2 } from './f2-line.ts';
import { fullDisks } from './f6-full.ts';
import { f7 } from './f7-kill.ts';
import { f17 } from './f17-old-app.ts';
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
  expect(told.counted?.['dead lines']).toBeGreaterThan(0);
});

test('FA60 the outbox of an app of an earlier number is taken whole, and a later one hands its words to an older server', {
  timeout: 180_000,
}, async () => {
  const told = await f17.run({ rounds: 1, from: 1 });
  expect(broken(told)).toEqual([]);
  // All that a person could do under number 1: what came later is not in its outboxes.
  expect(told.counted?.names).toBe(41);
  expect(told.counted?.accepted).toBeGreaterThan(90);
});

test('FA61 on a full phone words are kept once photos are shed, and what no disk took is said; a full server loses nothing', {
  timeout: 180_000,
}, async () => {
  const told = await fullDisks({ rounds: 1, from: 1 });
  expect(broken(told)).toEqual([]);
  expect(told.counted?.['photos shed']).toBeGreaterThan(0);
  expect(told.counted?.['said unsaved']).toBeGreaterThan(0);
  expect(told.counted?.['told later']).toBeGreaterThan(0);
});
