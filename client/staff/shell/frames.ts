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
  options.debounceRendering = (draw) => {
    const drawOnceSaved = () => onceSaved(draw, SAVE_MS);
    const unseen = setTimeout(() => {
      cancelAnimationFrame(frame);
      drawOnceSaved();
    }, UNSEEN_MS);
    const frame = requestAnimationFrame(() => {
      clearTimeout(unseen);
      setTimeout(drawOnceSaved);
    });
  };
}

/** Resolves once what has just changed on the page itself is painted, or would be if the page were seen. */
export const soonPainted = (): Promise<void> =>
  new Promise((resolve) => {
    const unseen = setTimeout(resolve, UNSEEN_MS);
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(unseen);
        resolve();
      }),
    );
  });
