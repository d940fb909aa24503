import {
  type Browser,
  type BrowserContext,
  type CDPSession,
  type ConsoleMessage,
  chromium,
  type Page,
} from 'playwright-core';
import { CHROMIUM_FLAGS, chromiumPath } from '../chromium.ts';
import type { BenchServer } from './server.ts';

/** How much slower than this computer a phone is taken to be. */
const SLOWED = 4;
/** A full hall's network: 1.6 Mbit/s each way, 150 ms. */
const HALL = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 200_000 } as const;

export const PHONE = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  locale: 'fr-FR',
} as const;
export const SCREEN = { viewport: { width: 1920, height: 1080 }, locale: 'fr-FR' } as const;

/** Direct can be used: what composes and holds is there to press. */
export const DIRECT_USABLE = '.dock button.dock-quick:not([disabled])';
/** A card on the wall: its words, less the copy by which their size is tried. */
export const CARD = '.card .words:not(.probe)';

export async function withBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** A page whose thread is slowed, and its network too where asked. */
export async function slowedPage(
  context: BrowserContext,
  { hall = false }: { readonly hall?: boolean } = {},
): Promise<Page> {
  const page = await context.newPage();
  const session = await slow(page);
  if (hall) {
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', HALL);
  }
  return page;
}

/** From here on the page's thread takes a phone's time. */
export async function slow(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  return session;
}

/** As fast as this machine again. */
export async function hasten(slowed: CDPSession): Promise<void> {
  await slowed.send('Emulation.setCPUThrottlingRate', { rate: 1 });
}

/** Gives a browser the session that a phone opened: as if it had signed in here. */
export async function wearSession(context: BrowserContext, server: BenchServer, cookie: string): Promise<void> {
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: 'Strict' }]);
}

/** Paths of what the page had begun to fetch when that was drawn, and not since. */
export async function fetchedBefore(page: Page): Promise<ReadonlySet<string>> {
  await paintedMs(page);
  const paths = await page.evaluate(() => {
    const { drawnMs } = window as { drawnMs?: number };
    return performance
      .getEntriesByType('resource')
      .filter(({ startTime }) => startTime < (drawnMs ?? 0))
      .map(({ name }) => new URL(name).pathname);
  });
  return new Set(paths);
}

/** Everything of the page is kept by its service worker: it opens with no server. */
export async function isKept(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}

/** What the page says on its console once it has painted, before the milliseconds. */
const PAINTED = 'painted: ';
/** What each watched page has said, and nobody has asked for yet. */
const paints = new WeakMap<Page, number[]>();

/**
 * To be called before the page is opened: `paintedMs` then tells when something of this kind was first painted. The page
 * says it by itself: asked time and again, a page whose thread is slowed would mostly be answering.
 */
export async function watchPaint(page: Page, selector: string): Promise<void> {
  const said: number[] = [];
  paints.set(page, said);
  page.on('console', (message) => {
    if (isPaint(message)) said.push(Number(message.text().slice(PAINTED.length)));
  });
  await page.addInitScript(`{
    const seen = () => {
      if (!document.querySelector(${JSON.stringify(selector)})) return;
      watcher.disconnect();
      window.drawnMs = performance.now();
      // A task posted from a frame's callback runs once that frame is painted.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => console.debug(${JSON.stringify(PAINTED)} + performance.now());
        port2.postMessage(0);
      });
    };
    const watcher = new MutationObserver(seen);
    watcher.observe(document, { childList: true, subtree: true, attributes: true });
  }`);
}

/** Milliseconds from the start of the navigation. */
export async function paintedMs(page: Page): Promise<number> {
  const said = paints.get(page);
  if (!said) throw new Error('nobody watches this page');
  if (said.length === 0) await page.waitForEvent('console', { predicate: isPaint, timeout: 60_000 });
  return said.shift() ?? Number.NaN;
}

const isPaint = (message: ConsoleMessage): boolean => message.text().startsWith(PAINTED);
