import { describe, expect, test } from 'vitest';
import { FOUND } from './found.ts';
import { play, scriptOf } from './simulate.ts';
import { VARIANTS } from './variants.ts';

/** Enough for each fault class to meet each rule many times; `npm run sim -- --seeds N` runs as many as one likes. */
const SEEDS = 500;
/** A broken variant must be seen within these. */
const CAUGHT_WITHIN = 400;

describe('the simulation', () => {
  test(`keeps every promise over ${SEEDS} seeds, and was not vacuous`, { timeout: 240_000 }, async () => {
    const counted = { saved: 0, calls: 0, restores: 0, rollbacks: 0, kills: 0, appKills: 0, cuts: 0, doubled: 0 };
    for (let seed = 1; seed <= SEEDS; seed++) {
      const run = await play(scriptOf(seed));
      expect(run.violations, `seed ${seed}: npm run sim -- --seed ${seed}`).toEqual([]);
      counted.saved += run.saved;
      for (const [what, times] of Object.entries(run.counted)) counted[what as keyof typeof counted] += times;
    }
    for (const times of Object.values(counted)) expect(times).toBeGreaterThan(SEEDS / 4);
  });

  test.each(FOUND)('stays mended: $what', async ({ script }) => {
    expect((await play(script)).violations).toEqual([]);
  });

  test('a seed replays', async () => {
    const [first, second] = [await play(scriptOf(7)), await play(scriptOf(7))];
    expect(second).toEqual(first);
    expect(first.saved).toBeGreaterThan(0);
  });

  test.each(VARIANTS.filter((variant) => variant !== 'fixed'))('catches: %s', { timeout: 120_000 }, async (variant) => {
    let caughtBy: number | undefined;
    for (let seed = 1; seed <= CAUGHT_WITHIN && caughtBy === undefined; seed++) {
      if ((await play(scriptOf(seed), variant)).violations.length > 0) caughtBy = seed;
    }
    expect(caughtBy).toBeDefined();
  });
});
