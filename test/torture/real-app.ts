import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import type { SessionReply } from '../../shared/access.ts';
import { type BenchServer, startServer } from '../bench/server.ts';
import { CHROMIUM_FLAGS, chromiumPath } from '../chromium.ts';
import { Chance } from '../simulation/chance.ts';
import { type Line, openLine } from './line.ts';
import type { Session } from './node-phone.ts';

/** A real server, a line before it, and the app that reaches it over that line. */
export interface AppRig {
  readonly server: BenchServer;
  readonly line: Line;
  readonly app: RealApp;
  readonly session: Session;
}

/** Opens a rig for some work, and closes it whatever comes of it. */
export async function withApp<T>(from: number, work: (rig: AppRig) => Promise<T>): Promise<T> {
  const server = await startServer();
  const line = await openLine({ to: server.url, chance: new Chance(from) });
  const app = await openRealApp({ at: line.url, link: server.staffLink.replace(server.url, line.url) });
  try {
    return await work({ server, line, app, session: await sessionIn(app, line.url) });
  } finally {
    await app.close();
    await line.close();
    await server.close();
  }
}

/** The session that the app has, for what asks the server beside it. */
async function sessionIn(app: RealApp, at: string): Promise<Session> {
  const [cookie] = await app.context.cookies(at);
  const worn = `${cookie?.name}=${cookie?.value}`;
  const answer = await fetch(`${at}/session`, { headers: { cookie: worn } });
  const { session } = (await answer.json()) as SessionReply;
  const { id: show = '', staff = '' } = session.shows[0] ?? {};
  return { cookie: worn, show, staff, device: session.device };
}

/** A Chromium of its own on a profile that outlives it: it can be killed as a phone kills an app, and opened again. */
export interface RealApp {
  readonly context: BrowserContext;
  page(path: string): Promise<Page>;
  /** The whole app dies at once: no event, no last write. */
  kill(): Promise<void>;
  /** Its page dies alone, as one does that took too much memory. */
  crash(page: Page): Promise<void>;
  close(): Promise<void>;
}

/** Signed in with that link, and kept whole by its service worker. `at`: where the server is reached. */
async function openRealApp({ at, link }: { readonly at: string; readonly link: string }): Promise<RealApp> {
  const folder = mkdtempSync(join(tmpdir(), 'regie-app-'));
  const open = () =>
    chromium.launchPersistentContext(folder, {
      executablePath: chromiumPath(),
      args: CHROMIUM_FLAGS,
      viewport: { width: 390, height: 844 },
      locale: 'fr-FR',
    });
  let context = await open();
  const app: RealApp = {
    get context() {
      return context;
    },
    async page(path) {
      const page = await context.newPage();
      await page.goto(at + path);
      return page;
    },
    async kill() {
      const gone = new Promise((resolve) => context.once('close', resolve));
      const control = await context.browser()?.newBrowserCDPSession();
      // It dies of it, and never answers.
      void control?.send('Browser.crash').catch(() => undefined);
      await gone;
      context = await open();
    },
    async crash(page) {
      const crashed = page.waitForEvent('crash');
      const control = await context.newCDPSession(page);
      void control.send('Page.crash').catch(() => undefined);
      await crashed;
    },
    async close() {
      await context.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  const page = await app.page(new URL(link).pathname + new URL(link).hash);
  await page.getByRole('button', { name: 'Relier' }).click();
  await page.waitForURL(/\/direct$/);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  // Cookies reach the disk half a minute late, or when the browser is left as it should be.
  await context.close();
  context = await open();
  return app;
}
