import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser, openStage, PHONE } from './stage.ts';

const SETTINGS = ['show', 'rooms', 'people', 'prizes', 'channels', 'staff', 'checks', 'out', 'device', 'end'];
const SCREENS = [
  ...['direct', 'conducteur', 'posts', 'posts/list', 'posts/approve', 'tray', 'wall', 'recap', 'rehearsal', 'settings'],
  ...SETTINGS.map((page) => `settings/${page}`),
];
/** Where large text still runs over the side, as the declaration says. */
const RUNS_OVER = new Set(['direct', 'posts', 'recap', 'rehearsal', 'settings/end']);

test('AX1 the declaration opens from the sign-in with no session, in both languages, and says what was not checked', async () => {
  const browser = await openBrowser();
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
    // Twice the text, and nothing is pushed out of the side.
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.viewport.width);
    await context.close();
  }
  await browser.close();
});

test('AX2 on every screen what is pressed is 48 pixels high and wide', async () => {
  expect(await faultsOn(SCREENS, smallTargets)).toEqual([]);
});

test('AX3 twice the text runs over the side of no screen but those declared', async () => {
  const screens = SCREENS.filter((screen) => !RUNS_OVER.has(screen));
  expect(await faultsOn(screens, async (page) => ((await runsOver(page)) ? ['runs over'] : []))).toEqual([]);
});

async function faultsOn(screens: readonly string[], look: (page: Page) => Promise<readonly string[]>) {
  const browser = await openBrowser();
  const stage = await openStage({ browser });
  const { page, go } = await stage.phone();
  const faults: string[] = [];
  for (const screen of screens) {
    await go(screen);
    await page.locator('#main h1').first().waitFor({ state: 'attached' });
    await page.waitForLoadState('networkidle');
    faults.push(...(await look(page)).map((found) => `${screen}: ${found}`));
  }
  await browser.close();
  return faults;
}

/** What can be pressed, with the label that presses it; links inside a sentence and the rehearsal’s strip set apart. */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, a[href], input:not([type=file]), select, textarea, summary')]
      .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.matches('.banner'))
      .flatMap((each) => {
        const pressed = each.matches('[type=checkbox], [type=radio]') ? (each.closest('label') ?? each) : each;
        const { width, height } = pressed.getBoundingClientRect();
        const isInWords = getComputedStyle(pressed).display === 'inline' && pressed.closest('p') !== null;
        if (width === 0 || isInWords || (width > 47.5 && height > 47.5)) return [];
        return [`${pressed.className} ${Math.round(width)}×${Math.round(height)}`];
      }),
  );

/** With twice the text, the screen is wider than its window: only what scrolls by itself may be. */
const runsOver = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
    const scrolling = [...document.querySelectorAll('html, .main, .scroll')];
    return scrolling.some((each) => each.scrollWidth > each.clientWidth + 1);
  });
