import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SAMPLE_ADMINISTRATOR } from '../../server/import/sample.ts';
import { axeFaults, type Theme } from './axe.ts';
import { busyPhone } from './busy-phone.ts';
import { hiddenFocus } from './hidden-focus.ts';
import { runsOver, smallTargets } from './measured.ts';
import { seedFinal } from './seed.ts';
import { openBrowser, openStage, PHONE, type Phone, SHOW, type Stage } from './stage.ts';
import { openView, VIEWS } from './views.ts';

/** Every view is opened, in two languages: more than the time one test usually has. */
const ALL_VIEWS_MS = 400_000;

interface Language {
  readonly language: 'fr' | 'en';
  readonly themes: readonly [Theme, Theme];
}
const FRENCH: Language = { language: 'fr', themes: ['dark', 'light'] };
const ENGLISH: Language = { language: 'en', themes: ['light', 'dark'] };

/** What was found on a view, by what was looked for. */
interface Looked {
  readonly axe: readonly string[];
  readonly small: readonly string[];
  readonly hidden: readonly string[];
  readonly over: readonly string[];
}
interface Found extends Looked {
  readonly named: string;
}

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test(
  'EV10 AX2 AX3 AX10 no screen, nor what opens over it, in two languages, has a fault for axe, small targets, hidden focus, or text over its sides',
  async () => {
    const stage = await openStage({ browser, prepare: (env) => seedFinal(env, { segment: 'c04', lateMs: 60_000 }) });
    const phone = await busyPhone(stage);
    const other = await stage.otherPhone(phone, SAMPLE_ADMINISTRATOR);
    // Both at once: each waits half of its time, and there are some forty views.
    const found = await Promise.all([visit(stage, phone, FRENCH), visit(stage, other, ENGLISH)]);
    const faultsOf = (looked: keyof Looked) =>
      found.flat().flatMap((view) => view[looked].map((fault) => `${view.named}: ${fault}`));
    expect({
      axe: faultsOf('axe'),
      small: faultsOf('small'),
      hidden: faultsOf('hidden'),
      over: faultsOf('over'),
    }).toEqual({ axe: [], small: [], hidden: [], over: [] });
  },
  ALL_VIEWS_MS,
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
    const faults: string[] = [];
    const pages = [`${shows}/run-sheet.html`, `${shows}/recap.html`, link.url, `${stage.url}/out/none`, answer ?? ''];
    for (const where of [...pages, `${stage.url}/q/none`, stage.server.wallLink]) {
      await page.goto(where);
      await page.locator('h1').first().waitFor();
      faults.push(...(await axeFaults(page, ['light', 'dark'])).map((fault) => `${where}: ${fault}`));
    }
    const wall = await stage.wall();
    await wall.locator('.scene').first().waitFor();
    faults.push(...(await axeFaults(wall, ['dark', 'light'])));
    await context.close();
    expect(faults).toEqual([]);
  },
  ALL_VIEWS_MS,
);

test('AX1 the declaration opens from the sign-in with no session, in both languages, and says what was not checked', async () => {
  const stage = await openStage({ browser });
  for (const [locale, link, title, gap] of [
    ['fr-FR', /^Accessibilité/, 'Déclaration d’accessibilité', /Aucun lecteur d’écran réel/],
    ['en-GB', /^Accessibility/, 'Accessibility statement', /No real screen reader/],
  ] as const) {
    const context = await browser.newContext({ ...PHONE, locale });
    const page = await context.newPage();
    await page.goto(stage.url);
    await page.getByRole('link', { name: link }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.getByText(gap).waitFor();
    expect(await runsOver(page)).toEqual([]);
    await context.close();
  }
});

async function visit(stage: Stage, { context, page }: Phone, { language, themes }: Language): Promise<Found[]> {
  const found = await atTheDoor(stage, { language, themes });
  await context.addInitScript((wanted) => localStorage.setItem('regie.language', wanted), language);
  for (const view of VIEWS) {
    await openView(page, stage.url, view);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    found.push({ named: `${language} ${view.named}`, ...(await lookAt(page, themes)) });
  }
  return found;
}

/** What one sees who is not signed in. */
async function atTheDoor({ url, server }: Stage, { language, themes }: Language): Promise<Found[]> {
  const newcomer = await browser.newContext({ ...PHONE, locale: language });
  const page = await newcomer.newPage();
  const found: Found[] = [];
  for (const link of [url, server.staffLink, `${url}/accessibility`]) {
    await page.goto(link);
    await page.locator('main h1').waitFor();
    found.push({ named: `${language} ${link}`, ...(await lookAt(page, themes)) });
  }
  await newcomer.close();
  return found;
}

/** Each look leaves the view to the next one as it was opened; twice the text comes last. */
async function lookAt(page: Page, themes: readonly [Theme, Theme]): Promise<Looked> {
  const small = await smallTargets(page);
  const axe = await axeFaults(page, themes);
  const hidden = await hiddenFocus(page);
  return { small, axe, hidden, over: await runsOver(page) };
}
