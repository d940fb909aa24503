import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Row } from '../../shared/rows/row.ts';
import type { Template } from '../../shared/rows/template.ts';
import { busyPhone } from './busy-phone.ts';
import { seedFinal } from './seed.ts';
import { openBrowser, openStage, SHOW } from './stage.ts';
import { VIEWS } from './views.ts';

/** In every way that words become a script where they are taken for HTML. */
const SCRIPT = `"'><script>window.ran=1</script><img src=x onerror="window.ran=1"><svg onload="window.ran=1"></svg>`;
/** Fields that people fill in with words of theirs, or that hold some. */
const WORDS = new Set([
  ...['name', 'shortName', 'title', 'words', 'author', 'alt', 'credit', 'note', 'look', 'role', 'safeWords', 'account'],
  ...['about', 'university', 'field', 'handles', 'bluesky', 'mastodon', 'linkedin', 'acronym'],
]);
const TEMPLATE: Template = {
  id: 'script',
  kind: 'intro',
  words: SCRIPT,
  language: 'fr',
  cue: { edge: 'hand' },
  freshForMs: 600_000,
  look: SCRIPT,
};
/** Asked by somebody in the audience, and given to one of the team, who answers by a link. */
const QUESTION: Row = {
  row: 'message',
  id: 'asked',
  network: 'bluesky',
  author: SCRIPT,
  words: SCRIPT,
  saidMs: 0,
  verdict: 'new',
  question: true,
  askedMs: 0,
  given: { to: { staff: 't3' }, by: 't1', atMs: 0 },
  rev: 1,
  by: 'engine:import',
  atMs: 0,
};
/** What opens over a screen and shows words of people's own. */
const OPENED = /people|staff|conducteur-list|dock-quick >> nth=0|wall-choice|questions-acts/;
/** Every screen is opened: more than the time one test usually has. */
const ALL_VIEWS_MS = 300_000;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test(
  'FA81 a script in every field of words runs nowhere: on no screen, on the wall, nor in what is exported, and is never taken for HTML',
  async () => {
    const stage = await openStage({
      browser,
      prepare: (env) => seedFinal(env, { segment: 'c04', lateMs: 60_000, change: withScript, more: [QUESTION] }),
    });
    const phone = await busyPhone(stage);
    await watch(phone.context);
    const { page } = phone;
    const faults: string[] = [];
    let seen = 0;
    const look = async (on: Page, where: string): Promise<void> => {
      const { ran, refused, shown } = await on.evaluate(state);
      if (ran || refused > 0) faults.push(`${where}: ran ${ran}, refused ${refused}`);
      if (shown) seen += 1;
    };
    // The probe sees what it is there for: words taken for HTML are refused by the policy, and counted.
    await phone.go('direct');
    await page.locator('#main h1').first().waitFor({ state: 'attached' });
    await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), SCRIPT);
    await page.waitForFunction(() => (globalThis as { refused?: number }).refused);

    for (const view of VIEWS.filter(({ open, named }) => !open || OPENED.test(named))) {
      await page.goto(stage.url + view.path, { waitUntil: 'domcontentloaded' });
      await page.locator('#main h1').first().waitFor({ state: 'attached' });
      await view.open?.(page);
      await look(page, view.named);
    }
    const wall = await stage.wall();
    await watch(wall.context());
    await wall.reload();
    await wall.locator('.scene').first().waitFor();
    await look(wall, 'wall');
    const shared = { headers: { origin: stage.url }, data: { person: 'p04' } };
    const said = await phone.context.request.post(`${stage.url}/shows/${SHOW}/links`, shared);
    const { link } = (await said.json()) as { readonly link: { readonly url: string } };
    const asked = await phone.context.request.get(`${stage.url}/shows/${SHOW}/questions/asked/link`);
    const pages = [`/shows/${SHOW}/recap.html`, `/shows/${SHOW}/run-sheet.html`, link.url, (await asked.json()).url];
    for (const at of pages) {
      await page.goto(new URL(at, stage.url).href);
      await look(page, at);
      expect(await page.evaluate(() => document.body.textContent)).toContain('window.ran=1');
    }
    // On a phone the wall is what visitors scroll.
    await page.goto(wall.url());
    await page.locator('.visitor').waitFor();
    await look(page, 'visitors');
    expect(faults).toEqual([]);
    // As words, it is on most of them.
    expect(seen).toBeGreaterThan(20);
  },
  ALL_VIEWS_MS,
);

function withScript(row: Row): Row {
  const changed = scripted(row) as Row;
  return changed.row === 'show' ? { ...changed, templates: [TEMPLATE] } : changed;
}

function scripted(value: unknown, field = ''): unknown {
  if (typeof value === 'string') return WORDS.has(field) ? `${value}${SCRIPT}` : value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, scripted(each, name)]));
}

/** From the next page on, what the policy refused is counted: a script that is only stopped by it was taken for HTML. */
const watch = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const counted = globalThis as { refused?: number };
    document.addEventListener('securitypolicyviolation', () => {
      counted.refused = (counted.refused ?? 0) + 1;
    });
  });

function state(): { readonly ran: boolean; readonly refused: number; readonly shown: boolean } {
  const page = globalThis as { ran?: number; refused?: number };
  const values = [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value);
  const text = document.body.textContent ?? '';
  return {
    ran: page.ran !== undefined,
    refused: page.refused ?? 0,
    shown: [text, ...values].some((words) => words.includes('window.ran=1')),
  };
}
