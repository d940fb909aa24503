import type { Browser, Page, Response } from 'playwright-core';
import { CARD, DIRECT_USABLE, fetchedBefore, PHONE, SCREEN, watchPaint, wearSession, withBrowser } from './browser.ts';
import type { Figure, Measure } from './figure.ts';
import { type File, importedBy, kBOf, STAFF_LIMIT_KB, sum, WALL_LIMIT_KB } from './first-load.ts';
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
          limit: STAFF_LIMIT_KB,
          device: PHONE,
          selector: DIRECT_USABLE,
          async open(page) {
            await wearSession(page.context(), server, phone.cookie);
            await page.goto(`${server.url}/s/${phone.show}/direct`, { waitUntil: 'commit' });
          },
        }),
        await figureOf(browser, {
          measure: 'first load, wall, until its first card',
          limit: WALL_LIMIT_KB,
          device: SCREEN,
          // Its first card comes drawn in the page: what counts is all that makes it a wall.
          selector: `html[style] ${CARD}`,
          open: (page) => page.goto(server.wallLink, { waitUntil: 'commit' }),
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
  /** What stands there once it can be used. */
  readonly selector: string;
  readonly open: (page: Page) => Promise<unknown>;
}

async function figureOf(browser: Browser, { measure, limit, device, selector, open }: Wish): Promise<Figure> {
  // A service worker would fetch every other screen meanwhile, to keep them.
  const context = await browser.newContext({ ...device, serviceWorkers: 'block' });
  const first = await context.newPage();
  const files = await fetchedUntil(first, { selector, open });
  const html = await (await fetch(first.url())).text();
  await first.close();
  // With what is kept, without what acts: that the page can be drawn so is what shows that it does not need it.
  const acts = actsAmong(files, html);
  const again = await context.newPage();
  for (const { path } of acts) await again.route(`**${path}`, (route) => route.abort());
  const needed = await fetchedUntil(again, { selector, open });
  await context.close();
  const beside = files.filter(({ path }) => !needed.some((file) => file.path === path));
  return {
    measure,
    figure: sum(needed),
    unit: 'kB',
    limit,
    how: `gzip -9 of ${listOf(needed)}${beside.length > 0 ? `; on the very first visit, beside it, to act and synchronise: ${listOf(beside)}` : ''}`,
  };
}

/** The scripts and styles that a page had begun to fetch when this was drawn. */
async function fetchedUntil(page: Page, { selector, open }: Pick<Wish, 'selector' | 'open'>): Promise<readonly File[]> {
  const responses = new Map<string, Response>();
  page.on('response', (response) => responses.set(new URL(response.url()).pathname, response));
  await watchPaint(page, selector);
  await open(page);
  const before = [...(await fetchedBefore(page))].filter((path) => /\.(js|css)$/.test(path));
  const files = before.map(async (path): Promise<File> => {
    const body = await responses.get(path)?.body();
    return { path, text: `${body}`, kB: body ? kBOf(body) : 0 };
  });
  const [, inside] = /<style>(.*?)<\/style>/s.exec(await responseText(page, responses)) ?? [];
  const style =
    inside === undefined ? [] : [{ path: 'style inside the page', text: inside, kB: kBOf(Buffer.from(inside)) }];
  return [...style, ...(await Promise.all(files))].filter(({ kB }) => kB > 0);
}

const responseText = async (page: Page, responses: ReadonlyMap<string, Response>): Promise<string> =>
  `${await responses.get(new URL(page.url()).pathname)?.text()}`;

/** What the page fetches to act and synchronise, and draws without. */
const ACTS = '/browser-phone-';

/** What only the script that acts imports. */
function actsAmong(files: readonly File[], html: string): readonly File[] {
  const draws = importedBy(files, ({ path }) => html.includes(path));
  return importedBy(files, ({ path }) => path.includes(ACTS)).filter((file) => !draws.includes(file));
}

function listOf(files: readonly File[]): string {
  const largest = [...files].sort((a, b) => b.kB - a.kB).slice(0, LISTED);
  const named = largest.map(({ path, kB }) => `${path.replace(/.*\/|-.{8}(?=\.)/g, '')} ${kB.toFixed(1)}`);
  const rest = files.length > LISTED ? ['…'] : [];
  return `${files.length} files, ${sum(files).toFixed(1)} kB (${[...named, ...rest].join(', ')})`;
}

const LISTED = 4;
