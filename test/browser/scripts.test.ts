import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Row } from '../../shared/rows/row.ts';
import { busyPhone } from './busy-phone.ts';
import { seedFinal } from './seed.ts';
import { openBrowser, openStage, SHOW } from './stage.ts';
import { VIEWS } from './views.ts';

/** In every way that words become a script where they are taken for HTML. */
const SCRIPT = `"'><script>window.ran=1</script><img src=x onerror="window.ran=1"><svg onload="window.ran=1"></svg>`;
/** Fields that people fill in with words of theirs. */
const WORDS = ['name', 'shortName', 'title', 'words', 'author', 'alt', 'credit', 'note', 'look', 'role', 'safeWords'];
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
      prepare: (env) => seedFinal(env, { segment: 'c04', lateMs: 60_000, change: withScript }),
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
    for (const file of ['recap.html', 'run-sheet.html']) {
      await page.goto(`${stage.url}/shows/${SHOW}/${file}`);
      await look(page, file);
    }
    expect(faults).toEqual([]);
    // As words, it is on most of them.
    expect(seen).toBeGreaterThan(20);
  },
  ALL_VIEWS_MS,
);

function withScript(row: Row): Row {
  const set = Object.entries(row).map(([field, value]) => [
    field,
    WORDS.includes(field) && typeof value === 'string' ? `${value}${SCRIPT}` : value,
  ]);
  return Object.fromEntries(set) as Row;
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
