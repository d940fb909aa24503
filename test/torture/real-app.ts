import { lstatSync, mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import type { SessionReply } from '../../shared/access.ts';
import { type BenchServer, startServer } from '../bench/server.ts';
import { CHROMIUM_FLAGS, chromiumPath } from '../chromium.ts';
import { Chance } from '../simulation/chance.ts';
import { type Line, openLine } from './line.ts';
import type { Session } from './node-phone.ts';
import { within } from './within.ts';

/** A real server, a line before it, and the app that reaches it over that line. */
export interface AppRig {
  readonly server: BenchServer;
  readonly line: Line;
  readonly app: RealApp;
  readonly session: Session;
}

/** Opens a rig for some work, and closes all of it whatever comes of it. */
export async function withApp<T>(from: number, work: (rig: AppRig) => Promise<T>): Promise<T> {
  await using opened = new AsyncDisposableStack();
  const server = await within('the server greeted', startServer());
  opened.defer(() => server.close());
  const line = await openLine({ to: server.url, chance: new Chance(from) });
  opened.defer(() => within('the line was closed', line.close()));
  const app = await openRealApp({ at: line.url, link: server.staffLink.replace(server.url, line.url) });
  opened.defer(() => app.close());
  return await work({ server, line, app, session: await sessionIn(app, line.url) });
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
    within(
      'the browser opened',
      chromium.launchPersistentContext(folder, {
        executablePath: chromiumPath(),
        args: CHROMIUM_FLAGS,
        viewport: { width: 390, height: 844 },
        locale: 'fr-FR',
      }),
    );
  const leave = () => within('the browser closed', context.close());
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
      const pid = holderOf(folder);
      // It dies of it, and never answers.
      void control?.send('Browser.crash').catch(() => undefined);
      try {
        await within('the browser died of its crash', gone);
      } finally {
        // Its line is gone before it is: one that still writes its last words would keep the next from the profile.
        await ended(pid);
      }
      context = await open();
    },
    async crash(page) {
      const control = await within('a line to the page', context.newCDPSession(page));
      const crashed = new Promise((resolve) => page.once('crash', resolve));
      void control.send('Page.crash').catch(() => undefined);
      await within('the page died of its crash', crashed);
    },
    async close() {
      const pid = holderOf(folder);
      try {
        await leave();
      } finally {
        await ended(pid);
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      }
    },
  };
  const page = await app.page(new URL(link).pathname + new URL(link).hash);
  await page.getByRole('button', { name: 'Relier' }).click();
  await page.waitForURL(/\/direct$/);
  const whole = page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await within('the app was kept whole', whole);
  // Cookies reach the disk half a minute late, or when the browser is left as it should be.
  await leave();
  context = await open();
  return app;
}

/** The process of the browser that has the profile, which names it there; undefined: none has. */
function holderOf(folder: string): number | undefined {
  const held = join(folder, 'SingletonLock');
  if (!lstatSync(held, { throwIfNoEntry: false })) return undefined;
  return Number(readlinkSync(held).split('-').at(-1));
}

/** Ends what is left of a browser; resolves once nothing is. */
async function ended(pid: number | undefined): Promise<void> {
  if (pid === undefined) return;
  const gone = async (): Promise<void> => {
    while (kill(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  await within('the browser’s process ended', gone());
}

/** False: there is no such process any more. */
function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
