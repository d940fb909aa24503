import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Patch } from '../../shared/protocol.ts';
import type { Row } from '../../shared/rows/row.ts';
import { openBrowser, openStage, type Phone, type Stage } from './stage.ts';

const PREPARED = 'prepared';
/** Sixteen candidates as a spreadsheet gives them to the clipboard; the third has no university. */
const TABLE = [
  'Date\tHeure\tDurée\tCandidat·e\tUniversité\tTitre de la thèse\tBluesky',
  ...Array.from({ length: 16 }, (_, at) => {
    const minutes = 15 + at * 5;
    const hour = `${17 + Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
    const university = at === 2 ? '' : `Université d’essai ${at}`;
    return `10/06/2027\t${hour}\t3\tCandidate ${at} Exemple\t${university}\tLa mer et ses marées\t@c${at}.example`;
  }),
].join('\n');
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function emptyShow({ url }: Stage, { context, page }: Phone): Promise<() => Promise<readonly Row[]>> {
  const data = { id: PREPARED, name: 'Finale préparée', rehearsal: false };
  expect((await context.request.post(`${url}/shows`, { headers: { origin: url }, data })).ok()).toBe(true);
  await page.goto(url);
  await page.locator(`a[href^="/s/${PREPARED}"]`).first().waitFor();
  return async () => ((await (await context.request.get(`${url}/shows/${PREPARED}/rows`)).json()) as Patch).rows;
}
const count = (rows: readonly Row[], name: Row['row']) => rows.filter(({ row }) => row === name).length;

async function importTable(page: Page, url: string, table: string): Promise<void> {
  await page.goto(`${url}/s/${PREPARED}/settings/import`);
  await page.getByRole('textbox', { name: 'Tableau copié d’un tableur' }).fill(table);
  await page.getByRole('button', { name: 'Lire ce tableau' }).click();
}

test('IM70 on a phone, a pasted table becomes a running order and sixteen introductions, and both are undone', async () => {
  const stage = await openStage({ browser });
  const phone = await stage.phone();
  const { page } = phone;
  const rows = await emptyShow(stage, phone);

  await importTable(page, stage.url, TABLE);
  await page.getByText('16 étapes, 16 personnes').waitFor();
  expect(count(await rows(), 'segment')).toBe(0);
  await page.getByRole('button', { name: 'Importer', exact: true }).click();
  await page.getByRole('heading', { name: 'C’est importé' }).waitFor();
  expect([count(await rows(), 'segment'), count(await rows(), 'person')]).toEqual([16, 16]);

  await page.getByRole('link', { name: 'Préparer les posts de tous' }).click();
  await page.getByText('16 à créer').waitFor();
  await page.getByText('Sur scène : Candidate 2 Exemple. « La mer et ses marées »').first().waitFor();
  await page.getByRole('button', { name: 'Créer 16 brouillons' }).click();
  await page.getByText('16 brouillons créés').waitFor();
  await page.getByText('16 déjà là').waitFor();
  await expect.poll(async () => count(await rows(), 'post')).toBe(16);
  await page.getByRole('button', { name: 'Annuler' }).click();
  await page.getByText('16 à créer').waitFor();

  await importTable(
    page,
    stage.url,
    TABLE.replace('17 h 15', '17 h 12').replace('\t3\tCandidate 5', '\tbientôt\tCandidate 5'),
  );
  await page.getByText('Ligne 7.').waitFor();
  await page.getByText('Mis à jour : 1').waitFor();
  await page.getByRole('button', { name: 'Importer sans 1 ligne' }).click();
  await page.getByRole('button', { name: 'Annuler cet import' }).click();
  await page.getByText('1 valeur remise').waitFor();
});

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
  await page.getByRole('textbox', { name: 'Tableau copié d’un tableur' }).fill(TABLE);
  await page.getByRole('button', { name: 'Lire ce tableau' }).click();
  await page.getByText('Pas de réseau').first().waitFor();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Réessayer' }).click();
  await page.getByText('16 étapes, 16 personnes').waitFor();
});
