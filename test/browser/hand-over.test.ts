import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openStage, PHONE, SHOW } from './stage.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('AC105 three taps: the other phone has the show open, and the first leaves once all it had is received', async () => {
  const stage = await openStage({ browser });
  const { page } = await stage.phone();
  const code = page.waitForResponse(
    (answer) => answer.url().endsWith('/handovers') && answer.request().method() === 'POST',
  );
  await page.locator('.top-show').click();
  await page.getByRole('button', { name: 'Passer sur un autre téléphone' }).click();
  const { handover } = (await (await code).json()) as { handover: { url: string } };
  await page.getByRole('img', { name: /^QR code/ }).waitFor();

  const other = await browser.newContext(PHONE);
  const theirs = await other.newPage();
  await theirs.goto(handover.url);
  await theirs.getByRole('button', { name: 'Relier' }).click();
  await theirs.waitForURL(`${stage.url}/s/${SHOW}/direct`);
  await theirs.getByRole('button', { name: 'Libre' }).waitFor();

  await page.getByText('est relié à votre nom.').waitFor();
  await page.getByText('Ce téléphone n’a plus rien à envoyer.').waitFor();
  await page.getByRole('button', { name: 'Quitter ce téléphone' }).click();
  await page.getByRole('heading', { name: 'Relier cet appareil' }).waitFor();
  expect(await theirs.getByRole('button', { name: 'Libre' }).isVisible()).toBe(true);
  await other.close();
});
