import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/**
 * Runs seeds on every processor: `file` is a module that calls `answerSeeds`, `given` what it is told at its start. Each
 * result is handed to `take` as it comes, in no order; true from `isEnough`: no more are begun.
 */
export async function onEveryProcessor<R>({
  file,
  given,
  from,
  seeds,
  take,
  isEnough = () => false,
}: {
  readonly file: string;
  readonly given?: unknown;
  readonly from: number;
  readonly seeds: number;
  readonly take: (seed: number, result: R) => void;
  readonly isEnough?: () => boolean;
}): Promise<void> {
  let next = from;
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL(file), { workerData: { seeds: true, given } });
    try {
      while (next < from + seeds && !isEnough()) {
        const seed = next++;
        take(seed, await asked<R>(worker, seed));
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}

/** In a module started by `onEveryProcessor`: answers with what `play` makes of each seed. Elsewhere: nothing. */
export function answerSeeds<G, R>(play: (seed: number, given: G) => Promise<R>): void {
  if (isMainThread || workerData?.seeds !== true) return;
  parentPort?.on('message', async (seed: number) => parentPort?.postMessage(await play(seed, workerData.given as G)));
}

function asked<R>(worker: Worker, seed: number): Promise<R> {
  return new Promise((resolve, reject) => {
    const done = (settle: () => void) => {
      worker.off('message', onMessage);
      worker.off('error', onError);
      settle();
    };
    const onMessage = (result: R) => done(() => resolve(result));
    const onError = (error: unknown) => done(() => reject(error));
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.postMessage(seed);
  });
}

/** Adds what one run counted to the sums of all. */
export function addTo(sums: Record<string, number>, counted: Readonly<Record<string, number>>): void {
  for (const [what, times] of Object.entries(counted)) sums[what] = (sums[what] ?? 0) + times;
}
