import type { Browser, BrowserContext } from 'playwright-core';
import {
  CARD,
  DIRECT_USABLE,
  PHONE,
  paintedMs,
  SCREEN,
  slowedPage,
  watchPaint,
  wearSession,
  withBrowser,
} from './browser.ts';
import { type Figure, type Measure, median } from './figure.ts';
import { startPhone } from './phone.ts';
import { startServer } from './server.ts';

const TIMES = 5;

/** What a first visit in a full hall shows, and when. */
export const paintMeasure: Measure = {
  name: 'paint',
  async take() {
    const server = await startServer();
    try {
      const phone = await startPhone(server);
      await (await phone.ready('« Une abeille sur cent connaît la route. » #MT180')).fire();
      return await withBrowser(async (browser) => {
        const staff = await visits(browser, {
          url: `${server.url}/s/${phone.show}/direct`,
          device: PHONE,
          selector: DIRECT_USABLE,
          prepare: (context) => wearSession(context, server, phone.cookie),
        });
        const wall = await visits(browser, { url: server.wallLink, device: SCREEN, selector: CARD });
        return figuresOf(staff, wall);
      });
    } finally {
      await server.close();
    }
  },
};

interface Visit {
  readonly firstMs: number;
  readonly shownMs: number;
}

function figuresOf(staff: readonly Visit[], wall: readonly Visit[]): readonly Figure[] {
  const hall = `median of ${TIMES} first visits, nothing kept; CPU 4× slower, 1.6 Mbit/s, 150 ms`;
  const seconds = (visits: readonly Visit[], of: (visit: Visit) => number) => median(visits.map(of)) / 1_000;
  const shown = ({ shownMs }: Visit) => shownMs;
  return [
    {
      measure: 'first contentful paint, staff app',
      figure: seconds(staff, ({ firstMs }) => firstMs),
      unit: 's',
      limit: 1.2,
      how: `${hall}; signed in; Direct itself, from the server, at ${seconds(staff, shown).toFixed(2)} s`,
    },
    {
      measure: 'first contentful paint, wall with its first card',
      figure: seconds(wall, ({ firstMs, shownMs }) => Math.max(firstMs, shownMs)),
      unit: 's',
      limit: 0.9,
      how: `${hall}; the card painted; anything at ${seconds(wall, ({ firstMs }) => firstMs).toFixed(2)} s`,
    },
  ];
}

interface Wish {
  readonly url: string;
  readonly device: typeof PHONE | typeof SCREEN;
  readonly selector: string;
  readonly prepare?: (context: BrowserContext) => Promise<void>;
}

async function visits(browser: Browser, { url, device, selector, prepare }: Wish): Promise<readonly Visit[]> {
  const visits: Visit[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const context = await browser.newContext(device);
    await prepare?.(context);
    const page = await slowedPage(context, { hall: true });
    await watchPaint(page, selector);
    await page.goto(url, { waitUntil: 'commit' });
    const shownMs = await paintedMs(page);
    visits.push({ firstMs: await page.evaluate(firstPaintMs), shownMs });
    await context.close();
  }
  return visits;
}

/** The browser tells of a paint some time after it: a page that has just painted may know of none yet. */
const firstPaintMs = (): Promise<number> =>
  new Promise((told) => {
    new PerformanceObserver((list) => {
      const [first] = list.getEntriesByName('first-contentful-paint');
      if (first) told(first.startTime);
    }).observe({ type: 'paint', buffered: true });
  });
