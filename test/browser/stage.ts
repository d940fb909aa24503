import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { Patch } from '../../shared/protocol.ts';
import type { Row, RowName, RowOf } from '../../shared/rows/row.ts';
import { CHROMIUM_FLAGS, chromiumPath } from '../chromium.ts';
import { emptyFolder, type ServerProcess, startProcess } from '../server/server-process.ts';

/** The show that a fresh install opens on: a rehearsal of the sample final. */
export const SHOW = 'finale';
/** A phone of the team, in French. */
export const PHONE = { viewport: { width: 390, height: 844 }, locale: 'fr-FR' } as const;
/** The computer at the projector. */
const SCREEN = { viewport: { width: 1920, height: 1080 }, locale: 'fr-FR' } as const;

/** A server process of its own, whose port and folder outlive it, with what opens on it in a browser. */
export interface Stage {
  /** Where the app is opened; the server's own address unless told otherwise. */
  readonly url: string;
  readonly server: ServerProcess;
  /** Kills the server: from here on nothing answers, and every open socket is cut. */
  stop(): Promise<void>;
  /** Starts it again on the same port and folder. */
  start(): Promise<void>;
  /** A phone signed in with the link that the server printed, Direct open; `through`: at another address of the server. */
  phone(options?: { readonly through?: string }): Promise<Phone>;
  /** A phone of the same show, signed in with a link made on the first one. */
  otherPhone(first: Phone, staff: string): Promise<Phone>;
  /** The wall in a browser of its own. */
  wall(): Promise<Page>;
}

/** One phone: a browser's context, which is its disk, and the page that is open. */
export interface Phone {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Opens a screen of the show by its address. */
  go(path: string): Promise<void>;
  /** The rows of the show as the server has them. */
  rows(): Promise<readonly Row[]>;
  row<N extends RowName>(name: N, id: string): Promise<RowOf<N> | undefined>;
}

interface StageOptions {
  readonly browser: Browser;
  /** Fills the folder before the server first starts. */
  readonly prepare?: (env: Readonly<Record<string, string>>) => void;
}

export const openBrowser = (...flags: string[]): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: [...CHROMIUM_FLAGS, ...flags] });

/** To be called in a test: everything it opens is closed with the test. */
export async function openStage({ browser, prepare }: StageOptions): Promise<Stage> {
  const { env } = emptyFolder();
  prepare?.(env);
  let server = await startProcess(env);
  const { url } = server;
  const { port } = new URL(url);

  async function context(options: object): Promise<BrowserContext> {
    const made = await browser.newContext(options);
    onTestFinished(() => made.close());
    made.setDefaultTimeout(60_000);
    return made;
  }
  async function signIn(link: string, at = url): Promise<Phone> {
    const made = await context(PHONE);
    const page = await made.newPage();
    await page.goto(link.replace(url, at));
    await page.getByRole('button', { name: 'Relier' }).click();
    await page.waitForURL(`${at}/s/${SHOW}/direct`);
    // Kept whole: from here on it opens with no network.
    await page.getByText('elle s’ouvre aussi sans réseau').waitFor();
    await page.getByText('En ligne', { exact: true }).waitFor();
    return phoneOf(made, page, at);
  }

  return {
    url,
    get server() {
      return server;
    },
    async stop() {
      await server.end('SIGKILL');
    },
    async start() {
      server = await startProcess({ ...env, PORT: port });
    },
    phone: ({ through } = {}) => signIn(server.staffLink, through),
    async otherPhone(first, staff) {
      const answer = await first.context.request.post(`${url}/invitations`, {
        headers: { origin: url },
        data: { show: SHOW, staff },
      });
      const { invitation } = (await answer.json()) as { readonly invitation: { readonly url: string } };
      return signIn(invitation.url);
    },
    async wall() {
      const page = await (await context(SCREEN)).newPage();
      await page.goto(server.wallLink);
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      return page;
    },
  };
}

/** A phone's page may die; what is on its disk stays, and another page opens on it. */
export function phoneOf(context: BrowserContext, page: Page, url: string): Phone {
  const rows = async (): Promise<readonly Row[]> => {
    const answer = await context.request.get(`${url}/shows/${SHOW}/rows`);
    return ((await answer.json()) as Patch).rows;
  };
  return {
    context,
    page,
    async go(path) {
      await page.goto(`${url}/s/${SHOW}/${path}`);
    },
    rows,
    async row(name, id) {
      const found = (await rows()).find((row) => row.row === name && row.id === id);
      return found as RowOf<typeof name> | undefined;
    },
  };
}
