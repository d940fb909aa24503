import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postOf } from './acts.ts';
import { openBrowser, openStage, type Phone } from './stage.ts';

const FIRST = 'Le jury entre en scène.';
const [MINE, THEIRS] = ['Le jury entre en scène, sous les bravos.', 'Le jury de douze personnes entre.'] as const;
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('EV2 words of one post edited on two phones with no network are both shown, and one is chosen for both', async () => {
  const stage = await openStage({ browser });
  const mine = await stage.phone();
  const theirs = await stage.otherPhone(mine, 't3');
  await mine.page.getByRole('button', { name: 'Libre' }).click();
  await mine.page.getByLabel('Texte du post').fill(FIRST);
  await mine.page.getByText('Reçu par le serveur.').waitFor();
  await mine.page.getByRole('button', { name: 'Fermer' }).first().click();
  const { id } = await postOf(mine, FIRST);
  const opened = async (phone: Phone) => {
    await phone.go(`posts/${id}`);
    await expect.poll(() => phone.page.getByLabel('Texte du post').inputValue()).toBe(FIRST);
  };
  await opened(mine);
  await opened(theirs);

  await stage.stop();
  for (const [phone, words] of [
    [mine, MINE],
    [theirs, THEIRS],
  ] as const) {
    await phone.page.getByText('hors ligne').or(phone.page.getByText('Hors ligne')).first().waitFor();
    await phone.page.getByLabel('Texte du post').fill(words);
    await phone.page.getByText('Gardé sur ce téléphone.').waitFor();
    await phone.page.getByRole('link', { name: 'Tous les posts' }).click();
    await phone.page.getByText('sur ce téléphone, hors ligne').waitFor();
  }
  await stage.start();
  for (const phone of [mine, theirs]) await phone.page.getByText('En ligne', { exact: true }).waitFor();

  for (const phone of [mine, theirs]) {
    await phone.go(`posts/${id}`);
    const both = phone.page.getByRole('region', { name: 'Deux versions de ce texte' });
    await both.getByText(MINE).waitFor();
    await both.getByText(THEIRS).waitFor();
  }
  await mine.page
    .getByRole('article')
    .filter({ hasText: THEIRS })
    .getByRole('button', { name: 'Garder celle-ci' })
    .click();
  for (const phone of [mine, theirs]) {
    await phone.page.getByRole('region', { name: 'Deux versions de ce texte' }).waitFor({ state: 'detached' });
    await expect.poll(() => phone.page.getByLabel('Texte du post').inputValue()).toBe(THEIRS);
  }
});
