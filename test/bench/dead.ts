import { setTimeout } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import {
  CARD,
  DIRECT_USABLE,
  isKept,
  PHONE,
  paintedMs,
  SCREEN,
  watchPaint,
  wearSession,
  withBrowser,
} from './browser.ts';
import type { Figure, Measure } from './figure.ts';
import { type BenchPhone, startPhone } from './phone.ts';
import { type BenchServer, startServer } from './server.ts';

/** Long enough for the pages' tries to be far apart. */
const DEAD_MS = 10_000;
const LIMIT_S = 3;

/** A server killed under an open wall and an open phone: reloaded without it, then with it back. */
export const deadMeasure: Measure = {
  name: 'dead',
  async take() {
    const server = await startServer();
    try {
      const phone = await startPhone(server);
      await (await phone.ready('« Une abeille sur cent connaît la route. » #MT180')).fire();
      return await withBrowser((browser) => outage(browser, { server, phone }));
    } finally {
      await server.close();
    }
  },
};

async function outage(
  browser: Browser,
  { server, phone }: { server: BenchServer; phone: BenchPhone },
): Promise<Figure[]> {
  const wall = await (await browser.newContext(SCREEN)).newPage();
  await visit(wall, { url: server.wallLink, selector: CARD });
  const staffContext = await browser.newContext(PHONE);
  await wearSession(staffContext, server, phone.cookie);
  const staff = await staffContext.newPage();
  await visit(staff, { url: `${server.url}/s/${phone.show}/direct`, selector: DIRECT_USABLE });

  await server.kill();
  const shownS = [await reload(wall), await reload(staff)] as const;
  await setTimeout(DEAD_MS);
  await server.start();
  const backS = await back([
    () => wall.waitForFunction(() => !document.querySelector('.mark')?.textContent?.includes('Hors ligne')),
    () => staff.waitForSelector('[data-link=online]'),
    async () => {
      await phone.reconnect();
      await (await phone.ready('De retour.')).fire();
      await wall.waitForSelector(`${CARD}:text("De retour.")`);
    },
  ]);
  phone.close();
  const after = `after ${DEAD_MS / 1_000} s without a server, from its greeting`;
  const [wallBackS = 0, staffBackS = 0, newsS = 0] = backS;
  return [
    figure('server dead: wall reloaded shows all', shownS[0], 'one visit before; to the paint of its card'),
    figure('server dead: staff app reloaded shows all', shownS[1], 'one visit before; to Direct painted'),
    figure('wall back after the server’s restart', Math.max(wallBackS, newsS), `${after}, to a new post’s paint`),
    figure('staff app back after the server’s restart', staffBackS, `${after}, to “online”`),
  ];
}

const figure = (measure: string, seconds: number, how: string): Figure => ({
  measure,
  figure: seconds,
  unit: 's',
  limit: LIMIT_S,
  how,
});

async function visit(
  page: Page,
  { url, selector }: { readonly url: string; readonly selector: string },
): Promise<void> {
  await watchPaint(page, selector);
  await page.goto(url, { waitUntil: 'commit' });
  await paintedMs(page);
  await isKept(page);
}

async function reload(page: Page): Promise<number> {
  await page.reload({ waitUntil: 'commit' });
  return (await paintedMs(page)) / 1_000;
}

/** How long each takes from now, in seconds. */
async function back(each: readonly (() => Promise<unknown>)[]): Promise<readonly number[]> {
  const fromMs = performance.now();
  return Promise.all(each.map((wait) => wait().then(() => (performance.now() - fromMs) / 1_000)));
}
