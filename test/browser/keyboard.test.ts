import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { busyPhone } from './busy-phone.ts';
import { seedFinal } from './seed.ts';
import { openBrowser, openStage } from './stage.ts';
import { openView, VIEWS } from './views.ts';

/** Every view is walked through: more than the time one test usually has. */
const ALL_VIEWS_MS = 400_000;
/** A screen with more to press than this would be walked in part only: the test then fails. */
const STEPS_LIMIT = 250;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test(
  'AX10 what the keyboard reaches is never under a bar, a dock or a floating button',
  async () => {
    const stage = await openStage({ browser, prepare: (env) => seedFinal(env, { segment: 'c04', lateMs: 60_000 }) });
    const { page } = await busyPhone(stage);
    const faults: string[] = [];
    for (const view of VIEWS) {
      await openView(page, stage.url, view);
      // What is told in passing goes by itself: it is no part of the screen.
      await page.evaluate(() => document.querySelector('.toasts')?.replaceChildren());
      faults.push(...(await hiddenFocus(page)).map((found) => `${view.named}: ${found}`));
    }
    expect(faults).toEqual([]);
  },
  ALL_VIEWS_MS,
);

/** Goes through a screen with Tab, and tells what had the focus and could not be seen. */
async function hiddenFocus(page: Page): Promise<string[]> {
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
