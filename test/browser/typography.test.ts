import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openStage } from './stage.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('TX126 a correction shows with the way back, which keeps what was typed since, and is not made again', async () => {
  const stage = await openStage({ browser });
  const { page } = await stage.phone();
  await page.getByRole('button', { name: 'Libre' }).click();
  const area = page.getByLabel('Texte du post');
  const typed = () => area.inputValue();
  await area.fill('');
  await area.pressSequentially("C'est parti ! ");
  await expect.poll(typed).toBe('C’est parti\u202F! ');
  await page.getByText('Typographie corrigée').waitFor();
  await area.pressSequentially('Et la suite');
  await page.getByRole('button', { name: 'Annuler', exact: true }).click();
  await expect.poll(typed).toBe('C’est parti ! Et la suite');
  // The caret is still behind the last letter, in the field.
  await page.keyboard.type(' vient : bravo ! ');
  await expect.poll(typed).toBe('C’est parti ! Et la suite vient\u00A0: bravo\u202F! ');
  await page.getByRole('button', { name: 'Heure', exact: true }).focus();
  await expect.poll(typed).toBe('C’est parti ! Et la suite vient\u00A0: bravo\u202F! ');

  // Nor another day, when it is opened again.
  await page.getByText('Reçu par le serveur.').waitFor();
  await page.getByRole('button', { name: 'Fermer' }).first().click();
  await page.goto(`${stage.url}/s/finale/posts/list`);
  await page.getByText('C’est parti ! Et la suite').first().click();
  await area.press('Control+End');
  await page.keyboard.type('Vive la science ! ');
  await expect.poll(typed).toBe('C’est parti ! Et la suite vient\u00A0: bravo\u202F! Vive la science\u202F! ');
});

test('TX126 a post of another language is left as typed', async () => {
  const stage = await openStage({ browser });
  const { page } = await stage.phone();
  await page.getByRole('button', { name: 'Libre' }).click();
  await page.locator('.compose-fold > summary').filter({ hasText: 'français' }).click();
  await page.getByLabel('Langue').first().selectOption('de');
  const area = page.getByLabel('Texte du post');
  await area.fill('');
  await area.pressSequentially('Was ist das ? 19h15 : "ja" ! ');
  await page.getByRole('button', { name: 'Heure', exact: true }).focus();
  expect(await area.inputValue()).toBe('Was ist das ? 19h15 : "ja" ! ');
  expect(await page.getByText('Typographie corrigée').count()).toBe(0);
});
