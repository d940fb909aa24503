import { expect, test } from 'vitest';
import { f9, restored } from './f9-restore.ts';
import { editorsApart, twoEditors } from './f10-two-editors.ts';
import { clocksApart } from './f11-clocks.ts';
import { drill } from './restore-drill.ts';

/** A broken variant must be seen within these; each is, within fewer. */
const CAUGHT_WITHIN = 60;

test('FA10 an old backup or a folder copied back by hand loses nothing, sends nothing again, and holds until a person releases', {
  timeout: 240_000,
}, async () => {
  const { violations, counted } = await f9.run({ rounds: 40, from: 1 });
  expect(violations).toEqual([]);
  for (const what of ['restores', 'rollbacks', 'calls', 'old copies']) expect(counted?.[what], what).toBeGreaterThan(5);
});

test.each(['backup', 'by-hand'] as const)(
  'FA11 the drill on a real server, from a copy: %s',
  {
    timeout: 120_000,
  },
  async (way) => {
    const { violations, counted } = await drill(way);
    expect(violations).toEqual([]);
    expect(counted['brought back']).toBeGreaterThan(20);
  },
);

test('FA12 two editors apart for days: every word kept is in a version that people are shown, or in a tray', {
  timeout: 240_000,
}, async () => {
  const { violations, counted } = await editorsApart({ rounds: 40, from: 1 });
  expect(violations).toEqual([]);
  for (const what of ['words', 'away hours', 'two versions', 'approvals', 'withdrawals', 'fires', 'edits'])
    expect(counted?.[what], what).toBeGreaterThan(10);
});

test('FA13 clocks a day off, set and asleep: no order changes, and the hour is shown within a second', {
  timeout: 240_000,
}, async () => {
  const { violations, figures, counted } = await clocksApart({ rounds: 30, from: 1 });
  expect(violations).toEqual([]);
  for (const { value, atMost } of figures) expect(value).toBeLessThanOrEqual(atMost);
  for (const what of ['jumps', 'sleeps', 'written', 'hours read']) expect(counted?.[what], what).toBeGreaterThan(100);
});

test('FA14 a restore without settled, one without born-unknown, and a last writer who wins are caught', {
  timeout: 240_000,
}, async () => {
  const caught = async (play: (seed: number) => Promise<{ readonly violations: readonly string[] }>) => {
    for (let seed = 1; seed <= CAUGHT_WITHIN; seed += 1) if ((await play(seed)).violations.length > 0) return true;
    return false;
  };
  expect(await caught((seed) => restored(seed, 'restore without settled'))).toBe(true);
  expect(await caught((seed) => restored(seed, 'restore without born-unknown'))).toBe(true);
  expect(await caught((seed) => twoEditors(seed, 'last writer wins'))).toBe(true);
});
