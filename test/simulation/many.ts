import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { play, type Run, scriptOf } from './simulate.ts';
import type { Variant } from './variants.ts';

/** Seeds handed to a worker at once: few enough that all end together, enough that handing costs nothing. */
const SEEDS_AT_ONCE = 10;

export interface Many {
  readonly seeds: number;
  readonly bad: readonly { readonly seed: number; readonly violations: readonly string[] }[];
  /** What happened over all runs, summed. */
  readonly counted: Readonly<Record<string, number>>;
}

/** Many seeds on every processor. A seed is the same run wherever it is played; `stopAt`: enough broken ones. */
export async function playMany({
  from,
  seeds,
  variant = 'fixed',
  stopAt = Number.POSITIVE_INFINITY,
}: {
  readonly from: number;
  readonly seeds: number;
  readonly variant?: Variant;
  readonly stopAt?: number;
}): Promise<Many> {
  const bad: { seed: number; violations: readonly string[] }[] = [];
  const counted: Record<string, number> = {};
  let played = 0;
  let next = from;
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL(import.meta.url), { workerData: variant });
    try {
      while (next < from + seeds && bad.length < stopAt) {
        const first = next;
        next = Math.min(from + seeds, first + SEEDS_AT_ONCE);
        const runs = await asked(worker, { first, end: next });
        for (const [at, run] of runs.entries()) {
          played += 1;
          add(counted, run);
          if (run.violations.length > 0) bad.push({ seed: first + at, violations: run.violations });
        }
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return { seeds: played, bad: bad.sort((a, b) => a.seed - b.seed), counted };
}

interface Asked {
  readonly first: number;
  readonly end: number;
}

function asked(worker: Worker, seeds: Asked): Promise<readonly Run[]> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.postMessage(seeds);
  });
}

function add(sums: Record<string, number>, { counted, saved, steps }: Run): void {
  for (const [what, times] of Object.entries({ ...counted, saved, steps })) sums[what] = (sums[what] ?? 0) + times;
}

if (!isMainThread) {
  parentPort?.on('message', async ({ first, end }: Asked) => {
    const runs: Run[] = [];
    for (let seed = first; seed < end; seed += 1) runs.push(await play(scriptOf(seed), workerData as Variant));
    parentPort?.postMessage(runs);
  });
}
