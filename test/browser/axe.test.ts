import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { busyPhone } from './busy-phone.ts';
import { seedFinal } from './seed.ts';
import { openBrowser, openStage, PHONE, SHOW } from './stage.ts';
import { openView, VIEWS } from './views.ts';

type Theme = 'dark' | 'light';

/** Every view is opened, twice looked at: more than the time one test usually has. */
const WHOLE_MS = 400_000;
/** What passes is not told, which is most of the work; nothing is fetched anew. */
const VIOLATIONS: Parameters<AxeBuilder['options']>[0] = { resultTypes: ['violations'], preload: false };

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test.each([
  ['fr', ['dark', 'light']],
  ['en', ['light', 'dark']],
] as const)(
  'EV10 axe finds nothing on any screen, in %s, dark and light',
  async (language, themes) => {
    const stage = await openStage({ browser, prepare: (env) => seedFinal(env, { segment: 'c04', lateMs: 60_000 }) });
    const faults: unknown[] = [];

    const newcomer = await browser.newContext({ ...PHONE, locale: language });
    const door = await newcomer.newPage();
    for (const link of [stage.url, stage.server.staffLink, `${stage.url}/accessibility`]) {
      await door.goto(link);
      await door.locator('main h1').waitFor();
      faults.push(...(await faultsOf(door, { where: link, themes })));
    }
    await newcomer.close();

    const phone = await busyPhone(stage);
    await phone.context.addInitScript((wanted) => localStorage.setItem('regie.language', wanted), language);
    for (const view of VIEWS) {
      const { page } = phone;
      await openView(page, stage.url, view);
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      faults.push(...(await faultsOf(page, { where: view.named, themes })));
    }
    expect(faults).toEqual([]);
  },
  WHOLE_MS,
);

test(
  'AX13 axe finds nothing on what leaves the team: wall, visitors’ feed, run sheet, recap, speaker’s page, answer to a question',
  async () => {
    const stage = await openStage({ browser, prepare: (env) => seedFinal(env, { segment: 'c04', lateMs: 60_000 }) });
    const phone = await busyPhone(stage);
    const { request } = phone.context;
    const shows = `${stage.url}/shows/${SHOW}`;
    const said = (await phone.rows()).find((row) => row.row === 'person');
    const made = await request.post(`${shows}/links`, { headers: { origin: stage.url }, data: { person: said?.id } });
    const { link } = (await made.json()) as { readonly link: { readonly url: string } };
    await phone.page.locator('.questions-acts .button-act').click();
    await phone.page.locator('dialog .questions-person').first().click();
    const answer = await phone.page.locator('.questions-link').textContent();

    // A page that may run no script runs axe once its policy is set aside.
    const context = await browser.newContext({
      ...PHONE,
      bypassCSP: true,
      storageState: await phone.context.storageState(),
    });
    const page = await context.newPage();
    const faults: unknown[] = [];
    const pages = [`${shows}/run-sheet.html`, `${shows}/recap.html`, link.url, `${stage.url}/out/none`, answer ?? ''];
    for (const where of [...pages, `${stage.url}/q/none`, stage.server.wallLink]) {
      await page.goto(where);
      await page.locator('h1').first().waitFor();
      faults.push(...(await faultsOf(page, { where, themes: ['light', 'dark'] })));
    }
    const wall = await stage.wall();
    await wall.locator('.scene').first().waitFor();
    faults.push(...(await faultsOf(wall, { where: 'wall', themes: ['dark', 'light'] })));
    await context.close();
    expect(faults).toEqual([]);
  },
  WHOLE_MS,
);

/** Everything in the first theme; in the other one colours, which are all that a theme changes. */
async function faultsOf(
  page: Page,
  { where, themes: [first, second] }: { readonly where: string; readonly themes: readonly [Theme, Theme] },
): Promise<readonly unknown[]> {
  await page.emulateMedia({ colorScheme: first });
  await page.evaluate(rest, first);
  const whole = await new AxeBuilder({ page }).setLegacyMode().options(VIOLATIONS).analyze();
  await page.emulateMedia({ colorScheme: second });
  await page.evaluate(rest, second);
  const colours = await page.evaluate(
    (options) => (window as unknown as { axe: { run(options: object): Promise<typeof whole> } }).axe.run(options),
    { ...VIOLATIONS, runOnly: ['color-contrast'] },
  );
  const toldOf = (theme: Theme, { violations }: typeof whole) =>
    violations.map(({ id, nodes }) => [
      where,
      theme,
      id,
      nodes.map((node) => `${node.html.slice(0, 200)} ${node.any[0]?.message ?? ''}`),
    ]);
  return [...toldOf(first, whole), ...toldOf(second, colours)];
}

/** Runs in the page: wears a theme, and brings all that moves to its end, since colours are judged at rest. */
async function rest(theme: Theme): Promise<void> {
  document.documentElement.dataset.theme = theme;
  await document.fonts.ready;
  for (const moving of document.getAnimations()) {
    if (moving.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY) moving.cancel();
    else moving.finish();
  }
}
