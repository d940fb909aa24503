import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { emptyShow, PREPARED, pasteTable, TABLE } from './prepared.ts';
import { openBrowser, openStage } from './stage.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('IM71 what cannot be read says what it is and what to do, and leaves the phone as it was', async () => {
  const stage = await openStage({ browser });
  const phone = await stage.phone();
  await emptyShow(stage, phone);
  const { page, context } = phone;
  await page.goto(`${stage.url}/s/${PREPARED}/settings/import`);
  const picker = page.locator('input[type=file]');
  await picker.setInputFiles({
    name: 'programme.xlsx',
    mimeType: 'application/vnd.ms-excel',
    buffer: Buffer.from('PK\u0003\u0004'),
  });
  await page.getByText('C’est un classeur de tableur.').waitFor();
  await page.getByRole('button', { name: 'Autre fichier' }).click();
  await picker.setInputFiles({ name: 'lourd.csv', mimeType: 'text/csv', buffer: Buffer.alloc(4_000_001, 'a') });
  await page.getByText('Plus de 4 Mo').waitFor();
  await context.setOffline(true);
  await pasteTable(page, TABLE);
  await page.getByRole('button', { name: 'Lire ce tableau' }).click();
  await page.getByText('Pas de réseau').first().waitFor();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Réessayer' }).click();
  await page.getByText('16 étapes, 16 personnes').waitFor();
});
