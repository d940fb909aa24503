import type { Page } from 'playwright-core';
import type { Patch } from '../../shared/protocol.ts';
import type { Row } from '../../shared/rows/row.ts';
import type { Phone, Stage } from './stage.ts';

/** A show that somebody has just made, with nothing in it. */
export const PREPARED = 'prepared';

/** Sixteen candidates as a spreadsheet gives them to the clipboard; the third has no university. */
export const TABLE = [
  'Date\tHeure\tDurée\tCandidat·e\tUniversité\tTitre de la thèse\tBluesky',
  ...Array.from({ length: 16 }, (_, at) => {
    const minutes = 15 + at * 5;
    const hour = `${17 + Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
    const university = at === 2 ? '' : `Université d’essai ${at}`;
    return `10/06/2027\t${hour}\t3\tCandidate ${at} Exemple\t${university}\tLa mer et ses marées\t@c${at}.example`;
  }),
].join('\n');

/** Makes it and opens the list of shows; gives a way to its rows. */
export async function emptyShow(
  { url }: Pick<Stage, 'url'>,
  { context, page }: Pick<Phone, 'context' | 'page'>,
): Promise<() => Promise<readonly Row[]>> {
  const data = { id: PREPARED, name: 'Finale préparée', rehearsal: false };
  const answer = await context.request.post(`${url}/shows`, { headers: { origin: url }, data });
  if (!answer.ok()) throw new Error(await answer.text());
  await page.goto(url);
  await page.locator(`a[href^="/s/${PREPARED}"]`).first().waitFor();
  return async () => ((await (await context.request.get(`${url}/shows/${PREPARED}/rows`)).json()) as Patch).rows;
}

export const pasteTable = (page: Page, table: string): Promise<void> =>
  page.getByRole('textbox', { name: 'Tableau copié d’un tableur' }).fill(table);
