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
import { type Measure, median } from './figure.ts';
import { startPhone } from './phone.ts';
import { startServer } from './server.ts';

const TIMES = 5;

/** The app opened from nothing, its service worker asleep too, with no server anywhere. */
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
        const starts: number[] = [];
        for (let time = 0; time < TIMES; time += 1) starts.push(await coldStart(context, url));
        return [
          {
            measure: 'cold start offline to usable, CPU 4× slower',
            figure: median(starts) / 1_000,
            unit: 's',
            limit: 1,
            how: `median of ${TIMES}; a new page, its service worker stopped, to the paint of Direct and its buttons`,
          },
        ];
      });
    } finally {
      await server.close();
    }
  },
};

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
