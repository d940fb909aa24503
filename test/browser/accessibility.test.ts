import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { busyPhone } from './busy-phone.ts';
import { seedFinal } from './seed.ts';
import { openBrowser, openStage, PHONE } from './stage.ts';
import { openView, VIEWS } from './views.ts';

/** Every view is opened: more than the time one test usually has. */
const ALL_VIEWS_MS = 300_000;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

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

test(
  'AX2 on every screen and in what opens over it, what is pressed is 48 pixels high and wide',
  async () => {
    expect(await faultsOf(smallTargets)).toEqual([]);
  },
  ALL_VIEWS_MS,
);

test(
  'AX3 twice the text runs over the side of no screen, nor of what opens over it',
  async () => {
    expect(await faultsOf(runsOver)).toEqual([]);
  },
  ALL_VIEWS_MS,
);

async function faultsOf(look: (page: Page) => Promise<readonly string[]>): Promise<readonly string[]> {
  const stage = await openStage({ browser, prepare: (env) => seedFinal(env, { segment: 'c04', lateMs: 60_000 }) });
  const { page } = await busyPhone(stage);
  const faults: string[] = [];
  for (const view of VIEWS) {
    await openView(page, stage.url, view);
    faults.push(...(await look(page)).map((found) => `${view.named}: ${found}`));
  }
  return faults;
}

/** What can be pressed, with the label that presses it; links inside a sentence and the rehearsal’s strip set apart. */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const over = document.querySelector('dialog[open]');
    return [
      ...(over ?? document).querySelectorAll('button, a[href], input:not([type=file]), select, textarea, summary'),
    ]
      .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.matches('.banner'))
      .flatMap((each) => {
        const pressed = each.matches('[type=checkbox], [type=radio]') ? (each.closest('label') ?? each) : each;
        const { width, height } = pressed.getBoundingClientRect();
        const isInWords = getComputedStyle(pressed).display === 'inline' && pressed.closest('p') !== null;
        if (width === 0 || isInWords || (width > 47.5 && height > 47.5)) return [];
        return [`${pressed.className} ${Math.round(width)}×${Math.round(height)} ${pressed.textContent?.slice(0, 40)}`];
      });
  });

/** With twice the text, what is wider than where it stands: only what scrolls by itself inside a screen may be. */
const runsOver = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
    const over = document.querySelector('dialog[open]');
    const scrolling = over
      ? [over, ...over.querySelectorAll('.sheet-inside, .sheet-head, .sheet-body, .sheet-foot')]
      : [...document.querySelectorAll('html, .top, .banner, .tabs, .main, .scroll, .dock')];
    return scrolling
      .filter((each) => each.scrollWidth > each.clientWidth + 1)
      .map((each) => {
        const widest = [...each.querySelectorAll('*')].find(
          (part) => part.getBoundingClientRect().right > each.getBoundingClientRect().right + 1,
        );
        return `${each.className} ${each.scrollWidth} > ${each.clientWidth} ${widest?.outerHTML.slice(0, 120)}`;
      });
  });
