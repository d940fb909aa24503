import type { Signal } from '@preact/signals';
import { onceAnswered, soonPainted } from '../shell/frames.ts';

/** A disk takes less. After this what was pressed is seen again, still at it: nobody is left to think that it was lost. */
const AT_MOST_MS = 1_000;

/**
 * Does it with the sheet out of the way: what follows, words onto the disk and all that they change on the screen, takes
 * several tenths of a second on a slow phone. What was tapped says so first: a modal dialog that closes has the browser
 * style the whole page again. Not done, the sheet is there again.
 */
export async function outOfTheWay<T>(
  away: Signal<boolean>,
  work: () => Promise<T>,
  isDone: (done: T) => boolean = Boolean,
): Promise<T> {
  await onceAnswered(() => {
    away.value = true;
  });
  const back = setTimeout(() => {
    away.value = false;
  }, AT_MOST_MS);
  let isOver = false;
  try {
    await soonPainted();
    const done = await work();
    isOver = isDone(done);
    return done;
  } finally {
    clearTimeout(back);
    if (!isOver) away.value = false;
  }
}
