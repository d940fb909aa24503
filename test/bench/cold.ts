import type { BrowserContext } from 'playwright-core';
import {
  DIRECT_USABLE,
  isKept,
  PHONE,
  paintedMs,
  slowedPage,
  watchPaint,
  wearSession,
  withBrowser,
} from './browser.ts';
import { type Figure, type Measure, median } from './figure.ts';
import { startPhone } from './phone.ts';
import { startServer } from './server.ts';

const TIMES = 5;

/**
 * The app opened from nothing, its service worker asleep too, with no server anywhere: as the browser's only page, and
 * beside another. Alone, the page waits for what is the browser's own too: a window, which a desktop's browser draws with
 * pages of its own (its address bar, say).
 */
export const coldMeasure: Measure = {
  name: 'cold',
  async take() {
    const server = await startServer();
    try {
      const phone = await startPhone(server);
      const url = `${server.url}/s/${phone.show}/direct`;
      return await withBrowser(async (browser) => {
        const context = await browser.newContext(PHONE);
        await wearSession(context, server, phone.cookie);
        const first = await context.newPage();
        await first.goto(url);
        await first.waitForSelector(DIRECT_USABLE);
        await isKept(first);
        await first.close();
        phone.close();
        await server.kill();
        const alone: number[] = [];
        const beside: number[] = [];
        // In turns, as the computer's own pace changes from one minute to the next.
        for (let time = 0; time < TIMES; time += 1) {
          alone.push(await coldStart(context, url));
          const other = await context.newPage();
          // Not counted: the window's own pages are still starting beside it.
          await coldStart(context, url);
          beside.push(await coldStart(context, url));
          await other.close();
        }
        const how = `median of ${TIMES}; a new page, its service worker stopped, to the paint of Direct and its buttons`;
        return [
          figure('cold start offline to usable, CPU 4× slower', alone, `${how}; in a window that opens with it`),
          figure('the same start beside another page', beside, `${how}; in a window that is open`),
        ];
      });
    } finally {
      await server.close();
    }
  },
};

const figure = (measure: string, starts: readonly number[], how: string): Figure => ({
  measure,
  figure: median(starts) / 1_000,
  unit: 's',
  limit: 1,
  how,
});

async function coldStart(context: BrowserContext, url: string): Promise<number> {
  const page = await slowedPage(context);
  const session = await context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await watchPaint(page, DIRECT_USABLE);
  await page.goto(url, { waitUntil: 'commit' });
  const usableMs = await paintedMs(page);
  await page.close();
  return usableMs;
}
