import { unzipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publish } from './acts.ts';
import { openBrowser, openStage, PHONE } from './stage.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('OU16 speakers get their links from the phone, read what was said of them on theirs, and no more once it is withdrawn', async () => {
  const stage = await openStage({ browser });
  const phone = await stage.phone();
  const { page, go } = phone;
  await publish(phone, { words: 'Clélia Vantadour-Mist ouvre la soirée.' });
  await go('recap');
  await page.getByRole('button', { name: 'Télécharger ou partager' }).click();
  await page.getByRole('link', { name: /^Feuille de route, agenda/ }).click();
  await page.getByRole('heading', { name: 'Documents et liens' }).waitFor();

  await page.getByRole('button', { name: /^Créer les \d+ liens$/ }).click();
  await page.getByRole('button', { name: /^Créer les/ }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Clélia Vantadour-Mist/ }).click();
  const see = page.getByRole('link', { name: 'Voir la page' });
  const address = (await see.getAttribute('href')) ?? '';

  // Somebody else’s phone, with no session.
  const theirs = await browser.newContext(PHONE);
  const reading = await theirs.newPage();
  await reading.goto(address);
  await reading.getByRole('heading', { name: 'Ce qui a été dit de Clélia Vantadour-Mist' }).waitFor();
  expect(await reading.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);

  await page.getByRole('button', { name: 'Retirer le lien' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Retirer le lien' }).click();
  await page.getByText('Lien retiré').waitFor();
  await reading.reload();
  await reading.getByRole('heading', { name: 'Ce lien ne s’ouvre plus' }).waitFor();
  await theirs.close();
});

test('OU16 the kit and the sheet are fetched from the phone, and the calendar by whoever has its link', async () => {
  const stage = await openStage({ browser });
  const { page, go } = await stage.phone();
  await go('settings/out');
  const [kit] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Télécharger : Kit pour les partenaires' }).click(),
  ]);
  expect(kit.suggestedFilename()).toMatch(/^kit-mt180-\d{4}-\d\d-\d\d\.zip$/);
  const pieces: Buffer[] = [];
  for await (const piece of await kit.createReadStream()) pieces.push(piece as Buffer);
  expect(Object.keys(unzipSync(Buffer.concat(pieces))).map((name) => name.replace(/^.*\//, ''))).toEqual([
    'kit.html',
    'programme.csv',
    'programme.ics',
  ]);

  await page.getByRole('button', { name: 'Créer un lien', exact: true }).click();
  const subscribe = page.getByRole('link', { name: 'S’abonner' });
  const address = (await subscribe.getAttribute('href')) ?? '';
  expect(address).toMatch(/^webcal:\/\/localhost:\d+\/out\/[\w-]{38}\.ics$/);
  const calendar = await fetch(address.replace('webcal:', 'http:'));
  expect(await calendar.text()).toMatch(/^BEGIN:VCALENDAR\r\n/);
});

test('PV7 an administrator sees where one person is, takes the file out, and erases them by a held button', async () => {
  const stage = await openStage({ browser });
  const { page, go, rows } = await stage.phone();
  await go('settings/privacy');
  await page.getByRole('heading', { name: 'Données personnelles' }).waitFor();
  await page.getByText(/Rien ne s’efface tant que l’événement n’est pas terminé/).waitFor();
  await page.locator('label').filter({ hasText: '7 jours' }).click();
  await page.getByText('En ligne', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Ouvrir les personnes' }).click();
  await page.getByRole('button', { name: /^Clélia Vantadour-Mist/ }).click();
  await page.getByText(/^Ses données/).click();
  await page.getByText(/\d+ posts?, .*1 étape$/).waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Sortir ses données' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('donnees-personnelles.json');
  await page.getByRole('button', { name: 'Maintenir pour effacer partout' }).press('Enter');
  await page.getByRole('button', { name: 'Encore une fois pour confirmer' }).press('Enter');
  await page.getByText('Effacé de 1 événement').waitFor();
  await page.getByRole('searchbox').fill('Vantadour');
  await page.getByText('Personne de ce nom').waitFor();
  const kept = await rows();
  expect(JSON.stringify(kept)).not.toMatch(/Vantadour/);
  expect(kept.find(({ row }) => row === 'show')).toMatchObject({ draftsKeptDays: 7 });
});
