import type { Page } from 'playwright-core';
import type { Row } from '../../shared/rows/row.ts';
import { publish } from '../browser/acts.ts';
import { loadShow } from './node-phone.ts';
import type { AppRig } from './real-app.ts';

const UNTIL_MS = 20_000;

/** Counted over all rounds. */
type Counted = Record<'said full' | 'said emptied' | 'given back', number>;

/** The browser's own quota, over and again: a full phone says so, a cleared one fills up again. */
export async function fullBrowser(
  rig: AppRig,
  { rounds, from }: { readonly rounds: number; readonly from: number },
): Promise<{ readonly violations: readonly string[]; readonly counted: Counted }> {
  const violations: string[] = [];
  const counted = { 'said full': 0, 'said emptied': 0, 'given back': 0 };
  for (let round = from; round < from + rounds; round += 1) {
    for (const play of [full, emptied, emptiedAway]) {
      const wrong = await play({ rig, round, counted });
      violations.push(...wrong.map((what) => `round ${round}: ${what}`));
    }
  }
  return { violations, counted };
}

interface Play {
  readonly rig: AppRig;
  readonly round: number;
  readonly counted: Counted;
}

/** Not even words fit: it is said, they go to the server all the same, and are kept once there is room. */
async function full({ rig, round, counted }: Play): Promise<readonly string[]> {
  const page = await openedFull(rig);
  const words = `Plus de place du tout ${round}`;
  await publish({ page }, { words });
  await page.getByRole('alert').filter({ hasText: 'n’y est plus gardé' }).waitFor();
  counted['said full'] += 1;
  await until(rig, has(words), 'what could not be kept reached the server');
  await setQuota(rig, page, undefined);
  const again = `De la place ${round}`;
  rig.line.halfOpen();
  rig.line.cut();
  await publish({ page }, { words: again });
  await page.getByRole('alert').filter({ hasText: 'n’y est plus gardé' }).waitFor({ state: 'detached' });
  return arrivesAfterKill(rig, again);
}

/** Cleared under the page: said, and what was not sent is on the disk again. */
async function emptied({ rig, round, counted }: Play): Promise<readonly string[]> {
  const page = await opened(rig);
  rig.line.halfOpen();
  rig.line.cut();
  const words = `Avant la purge ${round}`;
  await publish({ page }, { words });
  await clearMemory(rig, page);
  await publish({ page }, { words: `Après la purge ${round}` });
  await page.getByRole('alert').filter({ hasText: 'a vidé la mémoire' }).waitFor();
  counted['said emptied'] += 1;
  return arrivesAfterKill(rig, words);
}

/** Cleared with no page open: the server gives back what it has. */
async function emptiedAway({ rig, counted }: Play): Promise<readonly string[]> {
  const page = await rig.app.context.newPage();
  await clearMemory(rig, page);
  await page.goto(`${rig.line.url}/s/${rig.session.show}/posts`);
  const { rows } = await loadShow(rig.server.url, rig.session);
  const text = rows.findLast((row) => row.row === 'text' && row.words.startsWith('Plus de place du tout'));
  if (text?.row !== 'text') return ['there was nothing to give back'];
  await page.getByLabel('Chercher des mots, un nom').fill(text.words);
  await page.getByText(text.words).first().waitFor();
  await page.close();
  counted['given back'] += 1;
  return [];
}

/** What was called saved with no network is there once the whole app was killed, and reaches the server. */
async function arrivesAfterKill(rig: AppRig, words: string): Promise<readonly string[]> {
  await rig.app.kill();
  rig.line.heal();
  const page = await opened(rig);
  await until(rig, has(words), `« ${words} » came after a kill`);
  await page.close();
  return [];
}

const has =
  (words: string) =>
  (rows: readonly Row[]): boolean =>
    rows.some((row) => row.row === 'text' && row.words === words);

/** Asked of the server until it is so. */
async function until(rig: AppRig, is: (rows: readonly Row[]) => boolean, what: string): Promise<void> {
  const endMs = performance.now() + UNTIL_MS;
  while (!is((await loadShow(rig.server.url, rig.session)).rows)) {
    if (performance.now() > endMs) throw new Error(`it never was so that ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function opened(rig: AppRig): Promise<Page> {
  const page = await rig.app.page(`/s/${rig.session.show}/direct`);
  await page.getByRole('button', { name: 'Libre' }).waitFor();
  return page;
}

/** A browser reckons what is left when it first opens a database, and believes it for half a minute: so it starts anew. */
async function openedFull(rig: AppRig): Promise<Page> {
  await rig.app.kill();
  const page = await rig.app.context.newPage();
  await setQuota(rig, page, 1);
  await page.goto(`${rig.line.url}/s/${rig.session.show}/direct`);
  await page.getByRole('button', { name: 'Libre' }).waitFor();
  return page;
}

async function setQuota({ line }: AppRig, page: Page, bytes: number | undefined): Promise<void> {
  const control = await page.context().newCDPSession(page);
  const quotaSize = bytes === undefined ? {} : { quotaSize: bytes };
  await control.send('Storage.overrideQuotaForOrigin', { origin: line.url, ...quotaSize });
}

async function clearMemory({ line }: AppRig, page: Page): Promise<void> {
  const control = await page.context().newCDPSession(page);
  await control.send('Storage.clearDataForOrigin', { origin: line.url, storageTypes: 'indexeddb' });
}
