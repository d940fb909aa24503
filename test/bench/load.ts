import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { CARD, DIRECT_USABLE, PHONE, SCREEN, wearSession, withBrowser } from './browser.ts';
import type { Figure, Measure } from './figure.ts';
import { startPhone } from './phone.ts';
import { startServer } from './server.ts';

/** What is fetched on a first visit, with nothing kept, until each page can be used. */
export const loadMeasure: Measure = {
  name: 'load',
  async take() {
    const server = await startServer();
    try {
      const phone = await startPhone(server);
      await (await phone.ready('« Une abeille sur cent connaît la route. »')).fire();
      return await withBrowser(async (browser) => [
        await figureOf(browser, {
          measure: 'first load, staff app, what Direct needs',
          limit: 45,
          device: PHONE,
          async open(page) {
            await wearSession(page.context(), server, phone.cookie);
            await page.goto(`${server.url}/s/${phone.show}/direct`, { waitUntil: 'commit' });
            await page.waitForSelector(DIRECT_USABLE);
          },
        }),
        await figureOf(browser, {
          measure: 'first load, wall, until its first card',
          limit: 25,
          device: SCREEN,
          async open(page) {
            await page.goto(server.wallLink, { waitUntil: 'commit' });
            await page.waitForSelector(CARD);
          },
        }),
      ]);
    } finally {
      await server.close();
    }
  },
};

interface Wish {
  readonly measure: string;
  readonly limit: number;
  readonly device: typeof PHONE | typeof SCREEN;
  readonly open: (page: Page) => Promise<void>;
}

interface File {
  readonly name: string;
  readonly text: string;
  readonly kB: number;
}

async function figureOf(browser: Browser, { measure, limit, device, open }: Wish): Promise<Figure> {
  // A service worker would fetch every other screen meanwhile, to keep them.
  const context = await browser.newContext({ ...device, serviceWorkers: 'block' });
  const page = await context.newPage();
  const fetching: Promise<File>[] = [];
  page.on('response', (response) => {
    const name = new URL(response.url()).pathname.split('/').at(-1) ?? '';
    if (!/\.(js|css)$/.test(name)) return;
    fetching.push(
      response
        .body()
        .then((body) => ({ name, text: body.toString(), kB: gzipSync(body, { level: 9 }).length / 1_000 })),
    );
  });
  await open(page);
  const files = await Promise.all([...fetching]);
  const html = await (await fetch(page.url())).text();
  await context.close();
  const needed = reachedFrom(html, files);
  const beside = files.filter((file) => !needed.includes(file));
  return {
    measure,
    figure: sum(needed),
    unit: 'kB',
    limit,
    how: `gzip -9 of ${needed.length} scripts and styles: ${largestOf(needed)}${beside.length > 0 ? `; beside them, for the first tap and the network, ${sum(beside).toFixed(1)} kB: ${largestOf(beside)}` : ''}`,
  };
}

/** What acts and synchronises: fetched beside what draws, which does not wait for it. */
const ACTS = 'browser-phone-';

/** What the page names and all that it imports, then or later, but for what only `ACTS` imports. */
function reachedFrom(html: string, files: readonly File[]): readonly File[] {
  const reached = files.filter(({ name }) => html.includes(name));
  // A list that grows while it is gone through: whatever is reached is searched in its turn.
  for (const { text } of reached) {
    for (const file of files) {
      if (!reached.includes(file) && !file.name.startsWith(ACTS) && isImported(text, file.name)) reached.push(file);
    }
  }
  return reached;
}

/** Not where a script only names it among what to fetch ahead: that list is the first line of the script. */
const isImported = (text: string, name: string): boolean =>
  name.endsWith('.css') ? text.includes(name) : text.split(`./${name}`).length > 1;

const sum = (files: readonly File[]): number => files.reduce((total, { kB }) => total + kB, 0);

const largestOf = (files: readonly File[]): string =>
  [...files]
    .sort((a, b) => b.kB - a.kB)
    .slice(0, 6)
    .map(({ name, kB }) => `${name.replace(/-.{8}\./, '.')} ${kB.toFixed(1)}`)
    .join(', ');
