import { setTimeout } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { PHONE, slowedPage, wearSession, withBrowser } from './browser.ts';
import { type Measure, percentile } from './figure.ts';
import { startPhone } from './phone.ts';
import { startServer } from './server.ts';

const TAPS = 60;
/** The first ones warm everything up, and are not counted. */
const WARMING = 5;
const QUIET_MS = 150;
/** A finger stays on the glass this long. */
const FINGER_MS = 80;
const STAR = '.posts-page-head button[aria-pressed]';

/** A tap in the app, until what it does is on the phone's disk: IndexedDB's strict durability. */
export const savedMeasure: Measure = {
  name: 'saved',
  async take() {
    const server = await startServer();
    try {
      const phone = await startPhone(server);
      const post = await phone.ready('« Une abeille sur cent connaît la route. » #MT180');
      return await withBrowser(async (browser) => {
        const context = await browser.newContext(PHONE);
        await wearSession(context, server, phone.cookie);
        const page = await slowedPage(context);
        await page.addInitScript(NOTE_SAVES);
        await page.goto(`${server.url}/s/${phone.show}/posts/${post.id}`);
        await page.waitForSelector('[data-link=online]');
        await page.waitForSelector(STAR);
        const finger = await context.newCDPSession(page);
        const times: number[] = [];
        for (let n = 0; n < WARMING + TAPS; n += 1) {
          await setTimeout(QUIET_MS);
          times.push(await tapToSaved(page, finger));
        }
        const counted = times.slice(WARMING);
        phone.close();
        return [
          {
            measure: 'tap → saved (strict), CPU 4× slower, p95',
            figure: percentile(counted, 95),
            unit: 'ms',
            limit: 50,
            how: `${TAPS} taps on a post’s star, from the finger’s leaving to the end of the strict transaction; p50 ${percentile(counted, 50).toFixed(1)} ms`,
          },
        ];
      });
    } finally {
      await server.close();
    }
  },
};

/** What the page says on its console once a tap is saved, before the milliseconds. */
const SAVED = 'saved: ';

async function tapToSaved(page: Page, finger: CDPSession): Promise<number> {
  const star = await page.locator(STAR).first().boundingBox();
  if (!star) throw new Error('no star to tap');
  const touch = { x: star.x + star.width / 2, y: star.y + star.height / 2 };
  // The page says it by itself: asked for it, it would be answering while it should be saving.
  const saved = page.waitForEvent('console', { predicate: (said) => said.text().startsWith(SAVED) });
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [touch] });
  await setTimeout(FINGER_MS);
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  return Number((await saved).text().slice(SAVED.length));
}

/** In the page: how long after each tap the first strict transaction begun since then was complete. */
const NOTE_SAVES = `{
  let tappedMs;
  addEventListener('click', ({ timeStamp, isTrusted }) => { if (isTrusted) tappedMs = timeStamp; }, true);
  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const made = transaction.call(this, stores, mode, options);
    if (options?.durability === 'strict' && tappedMs !== undefined) {
      const fromMs = tappedMs;
      tappedMs = undefined;
      made.addEventListener('complete', () => console.debug(${JSON.stringify(SAVED)} + (performance.now() - fromMs)));
    }
    return made;
  };
}`;
