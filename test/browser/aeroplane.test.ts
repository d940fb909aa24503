import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publish } from './acts.ts';
import { openBrowser, openStage, phoneOf } from './stage.ts';

const WORDS = 'Écrit sans réseau, vu sur le mur.';
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('EV1 a post with its photo, made in aeroplane mode and outliving the page, is on the wall once the server is back', async () => {
  const stage = await openStage({ browser });
  const wall = await stage.wall();
  const phone = await stage.phone();

  await stage.stop();
  await phone.context.setOffline(true);
  await phone.page.getByText('Hors ligne', { exact: true }).waitFor();
  await publish(phone, { words: WORDS, alt: 'La scène vide, en bleu.' });

  const crashed = phone.page.waitForEvent('crash');
  await phone.page.goto('chrome://crash').catch(() => undefined);
  await crashed;
  await phone.page.close();

  const again = phoneOf(phone.context, await phone.context.newPage(), stage.url);
  await again.go('posts');
  await again.page.getByLabel('Chercher des mots, un nom').fill('Écrit sans réseau');
  await again.page.getByText(WORDS).first().waitFor();
  await again.go('tray');
  await again.page.getByText('1 photo').waitFor();

  await phone.context.setOffline(false);
  await stage.start();
  await again.page.getByText('En ligne', { exact: true }).waitFor();
  await wall.getByText(WORDS).waitFor();
  const picture = wall.locator('figure img');
  await picture.waitFor();
  expect(await picture.evaluate((image: HTMLImageElement) => [image.naturalWidth > 0, image.alt])).toEqual([
    true,
    'La scène vide, en bleu.',
  ]);
  expect((await again.rows()).filter((row) => row.row === 'text' && row.words === WORDS)).toHaveLength(1);
});
