import { pageEasel } from './page-easel.ts';
import { Incapable, type Incapacity, redraw, type Shrunk, type WorkerAnswer } from './redraw.ts';

/**
 * A photo from the camera or the roll, as it is kept and sent: upright, at most 2048 pixels and 1 MB, without its
 * metadata. Done in a worker, one file at a time in the order given: several decoded at once would not fit in a small
 * phone's memory. The page does it only where a worker has no canvas.
 */
export const shrinkPhoto: (file: Blob) => Promise<Shrunk> = shrinker(
  () => new Worker(new URL('./shrink.worker.ts', import.meta.url), { type: 'module' }),
);

/** The same with a worker of one's own. A worker is opened at the first file, and anew after one that died. */
export function shrinker(open: () => Worker): (file: Blob) => Promise<Shrunk> {
  let previous: Promise<unknown> = Promise.resolve();
  let worker: Worker | undefined;

  async function shrinkOne(file: Blob): Promise<Shrunk> {
    worker ??= open();
    const answer = await answerOf(worker, file);
    if (answer.ok || answer.code !== 'incapable') return answer;
    worker.terminate();
    worker = undefined;
    return inPage(file);
  }

  return (file) => {
    const shrunk = previous.then(() => shrinkOne(file));
    previous = shrunk.catch(() => undefined);
    return shrunk;
  };
}

/** One file is with the worker at a time, so that its next message is this file's answer. */
function answerOf(worker: Worker, file: Blob): Promise<WorkerAnswer> {
  return new Promise((resolve) => {
    const ended = new AbortController();
    const settle = (answer: WorkerAnswer) => {
      ended.abort();
      resolve(answer);
    };
    const incapable: Incapacity = { ok: false, code: 'incapable' };
    const listen = { signal: ended.signal };
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => settle(data), listen);
    worker.addEventListener('messageerror', () => settle(incapable), listen);
    // It never loaded, or died of this file.
    worker.addEventListener(
      'error',
      (event) => {
        event.preventDefault();
        settle(incapable);
      },
      listen,
    );
    worker.postMessage(file);
  });
}

async function inPage(file: Blob): Promise<Shrunk> {
  try {
    return await redraw(file, pageEasel);
  } catch (error) {
    if (error instanceof Incapable) return { ok: false, code: 'unreadable' };
    throw error;
  }
}
