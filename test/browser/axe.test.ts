import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publish } from './acts.ts';
import { seedFinal } from './seed.ts';
import { openBrowser, openStage, PHONE, type Phone, SHOW, type Stage } from './stage.ts';

type Theme = 'dark' | 'light';

/** What passes is not told, which is most of the work; nothing is fetched anew. */
const VIOLATIONS: Parameters<AxeBuilder['options']>[0] = { resultTypes: ['violations'], preload: false };

/** Something one looks at: an address, and what is pressed there. */
interface View {
  readonly path: string;
  readonly open?: (page: Page) => Promise<void>;
}

const at = (screen: string, open?: View['open']): View => ({
  path: `/s/${SHOW}/${screen}`,
  ...(open === undefined ? {} : { open }),
});
const dialog = (button: string) => async (page: Page) => {
  await page.locator(button).first().click();
  await page.locator('dialog[open]').waitFor();
};

const VIEWS: readonly View[] = [
  { path: '/' },
  { path: '/', open: dialog('main > .button-large') },
  at('direct'),
  at('direct', dialog('.top-show')),
  at('direct', dialog('.button-hold')),
  at('direct', dialog('.dock-quick >> nth=0')),
  at('direct', dialog('.dock-quick >> nth=1')),
  at('conducteur'),
  at('conducteur', dialog('.conducteur-list .line-open')),
  at('conducteur', dialog('.conducteur-tools .button')),
  at('posts'),
  at('posts/list'),
  at('posts/approve'),
  at('posts/bin'),
  at('posts/c05-intro'),
  at('tray'),
  at('wall'),
  at('wall', dialog('[aria-haspopup=dialog].wall-choice')),
  at('recap'),
  at('rehearsal'),
  at('settings'),
  ...['show', 'rooms', 'people', 'prizes', 'channels', 'staff', 'checks', 'out', 'device', 'end'].map((page) =>
    at(`settings/${page}`),
  ),
];

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test.each([
  ['fr', ['dark', 'light']],
  ['en', ['light', 'dark']],
] as const)('EV10 axe finds nothing on any screen, in %s, dark and light', async (language, themes) => {
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
    await page.goto(stage.url + view.path);
    await page.locator('#main h1').first().waitFor({ state: 'attached' });
    // What is fetched apart, pieces of the screen and what the server alone knows, has come too.
    await page.waitForLoadState('networkidle');
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    await view.open?.(page);
    faults.push(...(await faultsOf(page, { where: `${view.path} ${view.open ?? ''}`, themes })));
  }
  expect(faults).toEqual([]);
});

/** A phone in the middle of an evening: a talk runs, something has gone out with a photo. */
async function busyPhone(stage: Stage): Promise<Phone> {
  const phone = await stage.phone();
  await publish(phone, { words: 'Le quatrième candidat entre.', alt: 'La scène, en bleu.' });
  await phone.page.getByRole('link', { name: 'Conducteur' }).click();
  await phone.page.getByRole('button', { name: /^Top/ }).click();
  await phone.page.locator('.on-stage').waitFor();
  return phone;
}

/** Everything in the first theme; in the other one colours, which are all that a theme changes. */
async function faultsOf(
  page: Page,
  { where, themes: [first, second] }: { readonly where: string; readonly themes: readonly [Theme, Theme] },
): Promise<readonly unknown[]> {
  await page.evaluate(rest, first);
  const whole = await new AxeBuilder({ page }).setLegacyMode().options(VIOLATIONS).analyze();
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
