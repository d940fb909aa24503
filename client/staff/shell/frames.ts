import { options } from 'preact';
import { onceSaved } from '../../sync/under-way.ts';

/** A page that is not seen has no frames, and what is drawn on it may still be read aloud. */
const UNSEEN_MS = 100;
/** What a disk usually takes; one that takes longer must not keep the screen from answering. */
export const SAVE_MS = 40;

/**
 * From now on what changed is drawn between two frames, once, however many changes it holds, and once what a tap saves
 * is on the disk: the disk answers on the thread that draws, and would wait for the drawing's end.
 */
export function drawBetweenFrames(): void {
  options.debounceRendering = betweenFrames;
}

/** Draws at once, for the very next frame, what this changes: kept for what is small and answers a hand. */
export function drawAtOnce(change: () => void): void {
  options.debounceRendering = (draw) => draw();
  change();
  options.debounceRendering = betweenFrames;
}

function betweenFrames(draw: () => void): void {
  void (isAnswered ? answered : soonPainted()).then(() => onceSaved(draw, SAVE_MS));
}

/** Resolves once what has just changed on the page itself is painted, or would be if the page were seen. */
export const soonPainted = (): Promise<void> =>
  new Promise((resolve) => {
    const unseen = setTimeout(resolve, UNSEEN_MS);
    requestAnimationFrame(() => {
      clearTimeout(unseen);
      setTimeout(resolve);
    });
  });

let answered = Promise.resolve();
let isAnswered = false;

/** What was tapped has just been marked. */
export function answering(): void {
  answered = soonPainted();
}

/**
 * Does what a tap asks for once its mark is painted: at once where it is already, or where nothing was marked. What this
 * changes is drawn without waiting for another frame.
 */
export async function onceAnswered<T>(act: () => T): Promise<T> {
  await answered;
  isAnswered = true;
  try {
    return act();
  } finally {
    isAnswered = false;
  }
}
