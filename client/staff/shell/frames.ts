import { options } from 'preact';

/** A page that is not seen has no frames, and what is drawn on it may still be read aloud. */
const UNSEEN_MS = 100;

/**
 * From now on what changed is drawn between two frames, once, however many changes it holds. A tap makes several (saving,
 * saved, sent, received); drawn at once, they would stand between the finger and the disk's answer.
 */
export function drawBetweenFrames(): void {
  options.debounceRendering = (draw) => {
    const unseen = setTimeout(() => {
      cancelAnimationFrame(frame);
      draw();
    }, UNSEEN_MS);
    const frame = requestAnimationFrame(() => {
      clearTimeout(unseen);
      setTimeout(draw);
    });
  };
}
