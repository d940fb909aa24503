import { expect, test } from 'vitest';
import { openBrowser, openStage, PHONE } from './stage.ts';

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
