import type { Page } from 'playwright-core';

/** A screen with more to press than this would be walked in part only: it is told as a fault. */
const STEPS_LIMIT = 250;

/** Goes through a screen with Tab, and tells what had the focus and could not be seen. */
export async function hiddenFocus(page: Page): Promise<string[]> {
  // What is told in passing goes by itself: it is no part of the screen.
  await page.evaluate(() => document.querySelector('.toasts')?.replaceChildren());
  const hidden: string[] = [];
  for (let step = 0; step < STEPS_LIMIT; step += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(seen);
    if (found === 'round') return hidden;
    if (found !== 'seen') hidden.push(found);
  }
  return [...hidden, `more than ${STEPS_LIMIT} steps`];
}

/** Runs in the page: whether what has the focus can be seen where it is, in the most part of it. */
function seen(): string {
  const focused = document.activeElement;
  // Past the last one the window itself has it, and then the first one again.
  if (!focused || focused === document.body) return 'seen';
  if (focused.hasAttribute('data-walked')) return 'round';
  focused.setAttribute('data-walked', '');
  // A control drawn by its label is looked for there.
  const drawn = focused.matches('input.aside') ? (focused.closest('label') ?? focused) : focused;
  const box = drawn.getBoundingClientRect();
  const left = Math.max(box.left, 0);
  const top = Math.max(box.top, 0);
  const right = Math.min(box.right, innerWidth);
  const bottom = Math.min(box.bottom, innerHeight);
  const shares = [0.1, 0.3, 0.5, 0.7, 0.9];
  const points = shares.flatMap((across) =>
    shares.map((down) => document.elementFromPoint(left + across * (right - left), top + down * (bottom - top))),
  );
  const clear = points.filter((at) => at && (drawn.contains(at) || at === drawn.parentElement)).length;
  // A text may be longer than the window: it is seen where its caret is.
  const least = focused.matches('textarea') ? 1 : points.length / 2;
  if (right > left && bottom > top && clear >= least) return 'seen';
  const over = points.find((at) => at && !drawn.contains(at) && at !== drawn.parentElement);
  return `${focused.outerHTML.slice(0, 120)} [${[left, top, right, bottom].map(Math.round)}] under ${over?.className}`;
}
