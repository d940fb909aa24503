import { describe, expect, test } from 'vitest';
import { FOUND } from './found.ts';
import { playMany } from './many.ts';
import { play, scriptOf } from './simulate.ts';
import { VARIANTS, type Variant } from './variants.ts';

/** Enough for each fault class to meet each rule many times; `npm run sim -- --seeds N` runs as many as one likes. */
const SEEDS = 500;
/** A broken variant must be seen within these. */
const CAUGHT_WITHIN = 400;
/** What few seeds meet is played from shortly before the first that does: `npm run sim -- --variant` plays all. */
const PLAYED_FROM: Partial<Record<Variant, number>> = {
  'resend after a crash': 80,
  'restore leaves what was withdrawn': 150,
};

describe('the simulation', () => {
  test(`keeps every promise over ${SEEDS} seeds, and was not vacuous`, { timeout: 240_000 }, async () => {
    const { bad, counted } = await playMany({ from: 1, seeds: SEEDS });
    expect(bad, 'npm run sim -- --seed N replays one').toEqual([]);
    for (const what of [
      'saved',
      'calls',
      'corrections',
      'replaced',
      'restores',
      'rollbacks',
      'kills',
      'appKills',
      'cuts',
      'doubled',
      'lostAnswers',
      'halfOpen',
    ])
      expect(counted[what], what).toBeGreaterThan(SEEDS / 4);
  });

  test.each(FOUND)('stays mended: $what', async ({ script }) => {
    expect((await play(script)).violations).toEqual([]);
  });

  test('a seed replays byte for byte: its history, its rows, and all that the networks hold', async () => {
    const again = () => play(scriptOf(7), 'fixed', { traced: true });
    const [first, second] = [await again(), await again()];
    expect(second).toEqual(first);
    expect(first.trace).toMatch(/^[0-9a-f]{64}$/);
    expect(first.saved).toBeGreaterThan(0);
  });

  test.each(VARIANTS.filter((variant) => variant !== 'fixed'))('catches: %s', { timeout: 120_000 }, async (variant) => {
    // In this very process: most are caught by the first seed, sooner than another processor is ready to play it.
    let caught: readonly string[] = [];
    for (let seed = PLAYED_FROM[variant] ?? 1; caught.length === 0 && seed <= CAUGHT_WITHIN; seed++)
      caught = (await play(scriptOf(seed), variant)).violations;
    expect(caught).not.toEqual([]);
  });
});
