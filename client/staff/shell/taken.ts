import './taken.css';
import { onceSaved } from '../../sync/under-way.ts';
import { addressOf, type ScreenName } from './address.ts';
import { answering, onceAnswered, SAVE_MS, soonPainted } from './frames.ts';
import { screens } from './screens.ts';

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
export function markTaken(route: (url: string) => void): void {
  follow = route;
  // Once, however often it is asked for: they are the same functions. Before what is tapped hears of it: what it asks for
  // waits until the mark is painted.
  document.addEventListener('click', mark, true);
  document.addEventListener('held', mark, true);
  document.addEventListener('click', go);
  document.addEventListener('pointerdown', bring);
}

let follow: (url: string) => void;

/** Before the router hears of it, at the window: the browser that is told of a new address works for it at once. */
function go(event: MouseEvent): void {
  const link = linkIn(event);
  const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
  if (!link || !isPlain || link.target || link.download || screenOf(link) === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  void onceAnswered(() => follow(link.href.slice(location.origin.length)));
}

/** A finger that comes down on a link: the screen it leads to comes while the finger is lifted and the tap is marked. */
function bring(event: Event): void {
  const link = linkIn(event);
  const screen = link && screenOf(link);
  // What cannot be brought is asked for again where it is drawn, and says there why it could not be.
  if (screen) screens[screen]?.fetch().catch(() => undefined);
}

/** A place on the same page is the browser's to go to. */
const linkIn = ({ target }: Event): HTMLAnchorElement | null =>
  target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]:not([href^="#"])') : null;

function screenOf({ origin, pathname }: HTMLAnchorElement): ScreenName | undefined {
  const address = origin === location.origin ? addressOf(pathname) : undefined;
  return address?.at === 'show' ? address.screen : undefined;
}

function mark({ type, target }: Event): void {
  const tapped = target instanceof Element ? target.closest<HTMLElement>(type === 'held' ? '*' : TAPPED) : null;
  if (!tapped) return;
  tapped.dataset.taken = '';
  answering();
  void soonDrawn().then(() => delete tapped.dataset.taken);
}

/** Resolves once the drawing that what has just been done asked for is painted, or no such drawing came. */
async function soonDrawn(): Promise<void> {
  await soonPainted();
  await new Promise<void>((saved) => onceSaved(saved, SAVE_MS));
  await soonPainted();
}
