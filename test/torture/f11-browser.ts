import type { Page } from 'playwright-core';
import { Chance } from '../simulation/chance.ts';
import type { Told } from './fault.ts';
import { loadShow } from './node-phone.ts';
import type { AppRig } from './real-app.ts';
import { eachRound } from './within.ts';

const DAY_MS = 24 * 3_600_000;
/** After so many measures the hour of the venue is shown within a second. */
const MEASURES = 3;
const SHOWN_WITHIN_MS = 1_000;
const SEGMENT = 'ouverture';
/** Longer than any try to connect: the app is then not what this was written for. */
const ANSWERED_MS = 60_000;

/** A browser whose clock is a day off, is set while the app is open, and whose page sleeps: the countdown and the order of what it did. */
export async function setClocks(
  { server, line, app, session }: AppRig,
  asked: { readonly rounds: number; readonly from: number },
): Promise<Told> {
  const violations: string[] = [];
  const counted = { jumps: 0, sleeps: 0, written: 0, 'seconds read': 0 };
  let worstMs = 0;
  const endMs = await begun();
  await eachRound(asked, play);
  const figures = [{ what: 'countdown, off at worst', value: worstMs, unit: 'ms' as const, atMost: SHOWN_WITHIN_MS }];
  return { rounds: asked.rounds, violations, figures, counted };

  /** Says that a segment has begun, so that Direct counts down; when that ends by the server's clock, which is this one. */
  async function begun(): Promise<number> {
    const page = await app.page(`/s/${session.show}/conducteur`);
    await page.getByRole('button', { name: /^Top/ }).first().click();
    for (const untilMs = performance.now() + ANSWERED_MS; ; ) {
      if (performance.now() > untilMs) throw new Error(`${SEGMENT} never began`);
      const { rows } = await loadShow(server.url, session);
      const found = rows.find((row) => row.row === 'segment' && row.id === SEGMENT);
      if (found?.row === 'segment' && found.startMs !== undefined) {
        // Not before: a page that is left in the moment of a tap has nothing of it yet.
        await page.goto(`${line.url}/s/${session.show}/direct`);
        await page.locator('.now .countdown').waitFor();
        await page.close();
        return found.startMs + found.durationMs + found.overrunMs;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async function play(round: number): Promise<void> {
    const chance = new Chance(round);
    const page = await app.context.newPage();
    const measured = watchMeasures(page);
    await page.addInitScript(wearClock, chance.between(-DAY_MS, DAY_MS));
    await page.goto(`${line.url}/s/${session.show}/direct`);
    await page.getByRole('button', { name: 'Libre' }).waitFor();
    const written: string[] = [];
    for (let turn = chance.between(2, 4); turn > 0; turn -= 1) {
      await disturb(page, chance);
      counted.written += 1;
      written.push(`Horloge ${round}-${counted.written}`);
      await write(page, written.at(-1) ?? '');
    }
    await read(page, { round, measured });
    await inOrder(written, round);
    await page.close();
  }

  async function disturb(page: Page, chance: Chance): Promise<void> {
    if (chance.next() < 0.3) {
      counted.sleeps += 1;
      const control = await app.context.newCDPSession(page);
      await control.send('Page.setWebLifecycleState', { state: 'frozen' });
      // How long it sleeps is the fault itself.
      await new Promise((resolve) => setTimeout(resolve, chance.between(100, 3_000)));
      await control.send('Page.setWebLifecycleState', { state: 'active' });
      return;
    }
    counted.jumps += 1;
    const by = [DAY_MS, 3_600_000, 8_000, 300][chance.between(0, 3)] ?? 0;
    await page.evaluate(
      (ms) => {
        const page = globalThis as typeof globalThis & { offMs: number };
        page.offMs += ms;
      },
      chance.between(-by, by),
    );
  }

  async function write(page: Page, words: string): Promise<void> {
    await page.evaluate(typeAtOnce, words);
    await page.getByRole('button', { name: 'Libre' }).click();
    const sheet = page.getByRole('dialog');
    await sheet
      .getByText(/^(Gardé|Reçu)/)
      .first()
      .waitFor();
    await sheet.getByRole('button', { name: 'Fermer' }).first().click();
    await sheet.waitFor({ state: 'detached' });
  }

  /** Looked at again as often as there are measures; from then on each second that begins on the screen must have begun. */
  async function read(
    page: Page,
    { round, measured }: { readonly round: number; readonly measured: () => Promise<void> },
  ): Promise<void> {
    for (let measure = 0; measure < MEASURES; measure += 1) {
      const answered = measured();
      await page.evaluate(lookAwayAndBack);
      await answered;
    }
    const { says, atMs } = await page.evaluate(nextSecond);
    counted['seconds read'] += 1;
    const offMs = Math.abs(secondOf(says, endMs) - atMs);
    worstMs = Math.max(worstMs, offMs);
    if (offMs > SHOWN_WITHIN_MS) violations.push(`round ${round}: « ${says} » is ${Math.round(offMs)} ms off`);
  }

  /** The server has what was done in the order in which it was done. */
  async function inOrder(written: readonly string[], round: number): Promise<void> {
    const untilMs = performance.now() + 30_000;
    for (;;) {
      const { rows } = await loadShow(server.url, session);
      const texts = rows
        .flatMap((row) => (row.row === 'text' && written.includes(row.words) ? [row] : []))
        .sort((a, b) => a.rev - b.rev)
        .map(({ words }) => words);
      if (texts.length === written.length || performance.now() > untilMs) {
        if (texts.join() !== written.join()) violations.push(`round ${round}: written ${written}, there ${texts}`);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** The whole second of the server's clock at which a countdown to `endMs` says so: a begun second counts whole. */
function secondOf(says: string, endMs: number): number {
  const leftS = says
    .replace('+', '')
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0);
  const shownMs = says.startsWith('+') ? endMs + leftS * 1000 : endMs - leftS * 1000;
  return Math.ceil(shownMs / 1000) * 1000;
}

/** Calls back at the next answer to a `clock` that this page is given from now on. */
function watchMeasures(page: Page): () => Promise<void> {
  let told = () => {};
  const asked = new Set<string>();
  const sent = (packets: string): void => {
    for (const [, id = ''] of packets.matchAll(/42\/staff,(\d+)\["clock"/g)) asked.add(id);
  };
  const received = (packets: string): void => {
    for (const [, id = ''] of packets.matchAll(/43\/staff,(\d+)\[/g)) if (asked.delete(id)) told();
  };
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => sent(String(payload)));
    socket.on('framereceived', ({ payload }) => received(String(payload)));
  });
  // Where no websocket came through, it talks by requests.
  page.on('request', (request) => sent(request.postData() ?? ''));
  page.on('response', async (response) => {
    if (!response.url().includes('transport=polling')) return;
    // One whose page is gone has no body any more, and nobody waits for it.
    received(await response.text().catch(() => ''));
  });
  return () =>
    new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error('no clock was answered')), ANSWERED_MS);
      told = () => {
        clearTimeout(limit);
        resolve();
      };
    });
}

/**
 * Runs in the page: writes into the next editor in the very moment in which it is there, as a hand on a slow phone does.
 * What the app has still to do once it is painted must not lose it.
 */
function typeAtOnce(words: string): void {
  const watch = new MutationObserver(() => {
    const area = document.querySelector('.compose-area') as (Element & { value: string }) | null;
    if (!area) return;
    watch.disconnect();
    area.value = words;
    area.dispatchEvent(new Event('input', { bubbles: true }));
  });
  watch.observe(document.body, { subtree: true, childList: true });
}

/** Runs in the page: a person who comes back to the app has the clock asked at once. */
function lookAwayAndBack(): void {
  for (const visibility of ['hidden', 'visible']) {
    Object.defineProperty(document, 'visibilityState', { value: visibility, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }
}

/** Runs in the page: what its countdown says as soon as it says something else, and when, by a clock that nobody set. */
function nextSecond(): Promise<{ readonly says: string; readonly atMs: number }> {
  const countdown = document.querySelector('.now .countdown');
  if (!countdown) throw new Error('no countdown');
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('a second took ten')), 10_000);
    const watch = new MutationObserver(() => {
      watch.disconnect();
      resolve({ says: countdown.textContent ?? '', atMs: performance.timeOrigin + performance.now() });
    });
    watch.observe(countdown, { subtree: true, childList: true, characterData: true });
  });
}

/** Runs in the page, before the app: a clock that is off by so much, until it is set. */
function wearClock(offMs: number): void {
  const page = globalThis as typeof globalThis & { offMs: number };
  page.offMs = offMs;
  const World = Date;
  const now = () => World.now() + page.offMs;
  page.Date = new Proxy(World, {
    construct: (target, given: unknown[]) => Reflect.construct(target, given.length === 0 ? [now()] : given),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}
