import { showOf } from '../../shared/rows/rows.ts';
import { Chance } from '../simulation/chance.ts';
import { brokenPromises } from '../simulation/invariants.ts';
import { addTo, answerSeeds } from '../simulation/processors.ts';
import { SHOW } from '../simulation/server.ts';
import { scriptOf } from '../simulation/simulate.ts';
import { doStep } from '../simulation/steps.ts';
import type { Variant } from '../simulation/variants.ts';
import { World } from '../simulation/world.ts';
import { everySeed, type Outcome } from './every-seed.ts';
import type { Fault, Told } from './fault.ts';
import { drill } from './restore-drill.ts';

const HOUR_MS = 3_600_000;
const STEPS = 80;
/** Phones keep for 72 h what the server had settled: within them a backup of any age loses nothing. */
const OLDEST_HOURS = 70;
/** A drill on a real server for so many seeds. */
const SEEDS_A_DRILL = 250;

/** An old backup put back, a data folder copied back by hand: by simulation, and as a drill on a real server. */
export const f9: Fault = {
  id: 'F9',
  what: 'restore of an old backup; a data folder copied back by hand',
  rounds: 2_000,
  unit: 'seeds',
  async run(asked): Promise<Told> {
    const { rounds, figures, ...seeds } = await everySeed({ file: import.meta.url, ...asked });
    const violations = [...seeds.violations];
    const counted = { ...seeds.counted };
    for (let done = SEEDS_A_DRILL; done <= rounds; done += SEEDS_A_DRILL) {
      for (const way of ['backup', 'by-hand'] as const) {
        const told = await drill(way);
        addTo(counted, told.counted);
        violations.push(...told.violations.map((words) => `drill (${way}): ${words}`));
      }
    }
    return { rounds, violations, figures, counted };
  },
};

/** People work, a copy is made, they go on for up to 70 hours more, the copy is put back, they go on. */
export async function restored(seed: number, variant: Variant = 'fixed'): Promise<Outcome> {
  const chance = new Chance(seed);
  const isCopy = chance.next() < 0.6;
  const hours = chance.next() < 0.2 ? chance.between(1, OLDEST_HOURS) : 0;
  const world = new World(seed, variant, { tickMs: hours > 0 ? 30_000 : 1_000 });
  // The copy is made and put back here, at moments chosen: the script's own would come in between.
  const steps = scriptOf(seed)
    .steps.filter(({ kind }) => kind !== 'snapshot' && kind !== 'restore')
    .slice(0, STEPS);
  const copiedAt = chance.between(5, steps.length >> 1);
  const restoredAt = chance.between(copiedAt + 5, steps.length - 5);
  const violations: string[] = [];
  await world.open();
  for (const [at, step] of steps.entries()) {
    if (at === copiedAt) {
      world.startServer();
      world.snapshot(isCopy);
    }
    if (at === restoredAt) {
      if (hours > 0) await everyoneAway(world, hours);
      world.restore(isCopy);
      await world.time.pass(100);
      // A backup says that it is one. A folder copied by hand is found out by the first phone that knew more.
      if (isCopy && !showOf(world.rows)?.held) violations.push('not held after a restore');
    }
    await doStep(world, step);
  }
  await world.quiet();
  violations.push(...brokenPromises(world), ...releasedByNobody(world));
  for (const phone of world.phones) phone.kill();
  world.server?.kill();
  const { saved, counted } = world.watch;
  const { calls, restores, rollbacks } = counted;
  return { violations, counted: { saved: saved.size, calls, restores, rollbacks, 'old copies': hours > 0 ? 1 : 0 } };
}

async function everyoneAway(world: World, hours: number): Promise<void> {
  for (const phone of world.phones) phone.kill();
  await world.time.pass(hours * HOUR_MS);
  for (const phone of world.phones) await phone.open();
}

/** What a new history held, only people let go. */
function releasedByNobody(world: World): readonly string[] {
  const history = world.server?.ledger.history(SHOW, { limit: 100_000 }) ?? [];
  return history
    .filter(({ mutation, by }) => mutation.name === 'show.release' && by.startsWith('engine:'))
    .map(({ by }) => `released by ${by}`);
}

answerSeeds((seed) => restored(seed));
