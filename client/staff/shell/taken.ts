import './taken.css';
import { onceSaved } from '../../sync/under-way.ts';
import { SAVE_MS, soonPainted } from './frames.ts';

/**
 * What is held says so once it has been held for long enough, and a button that sleeps does nothing. A small switch, such
 * as a star, shows by itself what it is now: a mark would be taken for that, and its frame would come before the disk.
 */
const TAPPED = 'a[href], button:not([aria-disabled="true"], .button-hold, [aria-pressed])';

/**
 * From now on what is tapped says so in the very next frame, before what it does is worked out and drawn: that takes some
 * tenths of a second on a slow phone. The tab tapped stands out as the one to come, and a button is followed by "…". Seen
 * only: a screen reader says by itself what was activated.
 */
export function markTaken(): void {
  // Once, however often it is asked for: it is the same function.
  document.addEventListener('click', mark);
  document.addEventListener('held', mark);
}

function mark({ type, target }: Event): void {
  const tapped = target instanceof Element ? target.closest<HTMLElement>(type === 'held' ? '*' : TAPPED) : null;
  if (!tapped) return;
  tapped.dataset.taken = '';
  void soonDrawn().then(() => delete tapped.dataset.taken);
}

/** Resolves once the drawing that what has just been done asked for is painted, or no such drawing came. */
async function soonDrawn(): Promise<void> {
  await soonPainted();
  await new Promise<void>((saved) => onceSaved(saved, SAVE_MS));
  await soonPainted();
}
