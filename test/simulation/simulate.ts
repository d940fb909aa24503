import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { brokenPromises } from './invariants.ts';
import { SHOW } from './server.ts';
import { crashingScript, doStep, type Script, script } from './steps.ts';
import type { Variant } from './variants.ts';
import type { Watch } from './watch.ts';
import { World } from './world.ts';

export interface Run {
  readonly violations: readonly string[];
  readonly counted: Watch['counted'];
  readonly saved: number;
  readonly steps: number;
  /** Where asked for: a digest of the whole history, every row and all that networks hold. Two plays of a seed have the same. */
  readonly trace: string | undefined;
}

/** Plays a script from beginning to end, then lets all be mended, and looks at every promise. */
export async function play(
  { world: seed, steps }: Script,
  variant: Variant = 'fixed',
  { traced = false } = {},
): Promise<Run> {
  const world = new World(seed, variant);
  await world.open();
  for (const step of steps) await doStep(world, step);
  await world.quiet();
  const violations = brokenPromises(world);
  const trace = traced ? traceOf(world) : undefined;
  for (const phone of world.phones) phone.kill();
  world.server?.kill();
  const { counted, saved } = world.watch;
  return { violations, counted, saved: saved.size, steps: steps.length, trace };
}

function traceOf({ server, networks }: World): string {
  const history = server?.ledger.history(SHOW, { limit: 100_000 });
  const rows = server?.ledger.load(SHOW, '');
  return createHash('sha256')
    .update(JSON.stringify([history, rows, networks.landed]))
    .digest('hex');
}

/** The script of a seed: the same number is the same run, here and anywhere. */
export function scriptOf(seed: number, { crashes = false } = {}): Script {
  const [found] = fc.sample(crashes ? crashingScript : script, { seed, numRuns: 1 });
  if (!found) throw new Error('no script');
  return found;
}

/** A script that still breaks a promise though no run of its steps can be left out: halves first, then ever less. */
export async function shrunk(from: Script, variant: Variant): Promise<Script> {
  let { steps } = from;
  for (let size = steps.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < steps.length; ) {
      const fewer = [...steps.slice(0, at), ...steps.slice(at + size)];
      if ((await play({ ...from, steps: fewer }, variant)).violations.length > 0) steps = fewer;
      else at += size;
    }
  }
  return { ...from, steps };
}
