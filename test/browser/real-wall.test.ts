import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postOf, publish } from './acts.ts';
import { openBrowser, openStage } from './stage.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('EV5 a wall reloaded with the server dead still shows its card and its photo', async () => {
  const stage = await openStage({ browser });
  const phone = await stage.phone();
  const wall = await stage.wall();
  await publish(phone, { words: 'Une carte qui reste.', alt: 'La salle, en bleu.' });
  await shows(wall, 'Une carte qui reste.');
  await wall.locator('figure img').waitFor();

  await stage.stop();
  await wall.reload();
  await shows(wall, 'Une carte qui reste.');
  const picture = wall.locator('figure img');
  await picture.waitFor();
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
});

test('EV6 a post withdrawn on a phone leaves two walls', async () => {
  const stage = await openStage({ browser });
  const phone = await stage.phone();
  const walls = [await stage.wall(), await stage.wall()];
  const words = 'Une phrase à reprendre.';
  await publish(phone, { words });
  for (const wall of walls) await shows(wall, words);

  const { id } = await postOf(phone, words);
  await phone.go(`posts/${id}`);
  await phone.page.getByRole('button', { name: 'Autres gestes' }).click();
  await phone.page.getByRole('button', { name: 'Retirer partout' }).click();
  for (const wall of walls) {
    await wall.waitForFunction((gone) => !document.body.textContent?.includes(gone), words);
    await wall.locator('.wall .scene').waitFor();
  }
});

/** A card fits its words in parts where it must: what it says is on the page. */
const shows = (wall: Page, words: string) => wall.locator('.words:not(.probe)', { hasText: words }).waitFor();
