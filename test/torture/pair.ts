import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { buildOf } from '../../server/build-id.ts';
import { builtPages } from '../../server/pages.ts';
import type { ArgsOf, MutationName } from '../../shared/apply/apply.ts';
import { FastClock } from '../browser/fast-clock.ts';
import { CHROMIUM_FLAGS, chromiumPath } from '../chromium.ts';
import { phoneId, smallShow } from '../contract/small-show.ts';
import { startWholeServer, type WholeServer } from '../fixtures/whole-server.ts';
import { Chance } from '../simulation/chance.ts';
import { type Line, openLine } from './line.ts';
import { within } from './within.ts';

const SHOW = 'finale';
const START_MS = Date.UTC(2027, 5, 10, 16);
const dist = join(import.meta.dirname, '../../dist');

/** Two people's browsers, each on a line of its own, before one server; all on one clock, which leaps over hours. */
export interface Pair {
  readonly show: string;
  readonly server: WholeServer;
  readonly clock: FastClock;
  readonly phones: readonly PairPhone[];
  /** What a third person does, on a phone that is always reached. False: it was refused. */
  act<N extends MutationName>(name: N, args: ArgsOf<N>): boolean;
}

export interface PairPhone {
  readonly name: string;
  readonly line: Line;
  /** Opens a screen of the show; what was open is gone without a word. */
  open(path: string): Promise<Page>;
}

/** Opens a pair for some work, and closes it whatever comes of it. */
export async function withPair<T>(from: number, work: (pair: Pair) => Promise<T>): Promise<T> {
  const clock = new FastClock(START_MS, { speed: 1 });
  const server = await startWholeServer({
    reach: () => Promise.reject(new Error('this show has no network')),
    machine: clock,
    after: clock.after,
    pages: builtPages(dist),
    build: buildOf(dist),
    prepare({ ledger, clock: now }) {
      const about = { id: `import/${SHOW}`, show: SHOW, madeAtMs: now.nowMs(), epoch: ledger.epoch };
      ledger.push([{ ...about, name: 'show.create', args: { rows: smallShow(SHOW) } }], { by: 'engine:import' });
    },
  });
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
  const lines: Line[] = [];
  try {
    const naima = await phone('naima', server.server.staffLink());
    const { invitation } = await invited(naima.context, naima.line.url);
    const loane = await phone('loane', invitation.url);
    return await work({
      show: SHOW,
      server,
      clock,
      phones: [naima, loane],
      act(name, args) {
        const mutation = {
          id: phoneId(),
          show: SHOW,
          name,
          args,
          madeAtMs: clock.wallMs(),
          epoch: server.ledger.epoch,
        };
        const [answer] = server.ledger.push([mutation], { by: 'naima', device: 'third' });
        return answer?.kind === 'applied';
      },
    });
  } finally {
    await within('the browser closed', browser.close());
    for (const line of lines) await line.close();
    await server.stop();
  }

  async function phone(name: string, link: string): Promise<PairPhone & { readonly context: BrowserContext }> {
    const line = await openLine({ to: server.url, chance: new Chance(from) });
    lines.push(line);
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'fr-FR' });
    await clock.wear(context);
    let page = await context.newPage();
    const { pathname, hash } = new URL(link);
    await page.goto(`${line.url}${pathname}${hash}`);
    await page.getByRole('button', { name: 'Relier' }).click();
    await page.waitForURL(/\/direct$/);
    // Kept whole: from here on it opens with no network.
    const whole = page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await within('the app was kept whole', whole);
    return {
      name,
      line,
      context,
      async open(path) {
        await page.close();
        page = await context.newPage();
        await page.goto(`${line.url}/s/${SHOW}/${path}`);
        return page;
      },
    };
  }
}

interface Invited {
  readonly invitation: { readonly url: string };
}

async function invited(context: BrowserContext, at: string): Promise<Invited> {
  const asked = { headers: { origin: at }, data: { show: SHOW, staff: 'loane' } };
  return (await (await context.request.post(`${at}/invitations`, asked)).json()) as Invited;
}
