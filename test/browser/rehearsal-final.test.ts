import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { soonest } from '../../client/staff/shell/soonest.ts';
import { SAMPLE_ADMINISTRATOR } from '../../server/import/sample.ts';
import { runningOrder } from '../../shared/running-order.ts';
import { dueOn, type FastPhone, type FastStage, openFastStage, recapAgrees, underWay } from './fast-stage.ts';
import { pictureFile } from './picture.ts';
import { openBrowser } from './stage.ts';

const PRIZES = ['prix-lycees', 'prix-public', 'prix-3', 'prix-2', 'prix-1'];
const CUT_WORDS = 'Une lune qui bout sous la glace';
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('NI50 the sample final is rehearsed whole, ten times as fast: delays, a cut of eleven minutes, five winners, and a recap that agrees', async () => {
  const stage = await openFastStage({
    browser,
    file: 'mt180-final',
    show: 'finale',
    startsAt: '2027-06-10T18:27:00+02:00',
  });
  const naima = await stage.phone(SAMPLE_ADMINISTRATOR);
  const [sidonie, loane, isidore] = [await stage.phone('t5'), await stage.phone('t1'), await stage.phone('t2')];
  const wall = await stage.wall();
  for (const prize of PRIZES) await approveOpen(stage, naima, `${prize}-annonce`);
  await sidonie.tab('Conducteur');

  const { rehearsal } = stage.script;
  const [late, longer] = rehearsal.delays;
  const [cut] = rehearsal.networkCuts;
  if (!late || !longer || !cut) throw new Error('the sample has no script');
  for (;;) {
    const next = soonest(runningOrder(stage.rows(), stage.clock.wallMs()), ['scene']);
    if (!next) break;
    const atMs = stage.expectedMs(next.id) + (next.id === late.atSegment ? late.delaySec * 1_000 : 0);
    await dueOn(stage, atMs);
    await sidonie.page.getByRole('button', { name: /^Top/ }).click();
    await expect.poll(() => stage.row('segment', next.id).startMs).toBeTypeOf('number');
    if (next.id === 'ouverture') await photoInTwoTaps(stage, isidore, 'debut');
    if (next.id === 'c01') await goDark(stage, loane, cut.from);
    if (next.id === 'c02') await quoteInTheDark(loane);
    if (next.id === 'c03') await backInTheLight(stage, { loane, naima, from: cut.to });
    if (next.id === 'c16') await judge(stage, naima);
    if (next.id === 'vote-ouvre') await fireAsSecond(stage, isidore, 'vote-ouvre');
    if (next.id === longer.atSegment) await delay(stage, sidonie, longer.delaySec);
    if (next.kind === 'prize') await announce(stage, { prize: next.id, loane, isidore });
    if (next.id === 'photo') await photoInTwoTaps(stage, isidore, 'photo-famille');
  }
  await dueOn(stage, stage.clock.wallMs() + 20 * 60_000);

  // Everything that was ready went out at its moment, and nothing twice.
  for (const { id } of stage.sample.posts.filter(({ status }) => status === 'validé')) {
    expect(`${id} ${stage.row('post', id).state}`).toBe(`${id} fired`);
  }
  expect(stage.row('segment', 'c04').startMs).toBeGreaterThanOrEqual(stage.row('segment', 'c04').plannedMs + 150_000);
  expect(stage.row('segment', 'prix-lycees').startMs).toBeGreaterThanOrEqual(
    stage.row('segment', 'prix-lycees').plannedMs + 300_000,
  );
  await expect.poll(() => underWay(stage)).toEqual([]);
  await wall.getByText('1er prix du jury').first().waitFor();

  const recap = await recapAgrees(stage, naima);
  expect(Object.fromEntries(recap.prizes.map(({ id, winner }) => [id, winner?.id]))).toEqual(rehearsal.results);
  expect(recap.messages.map(({ words }) => words)).not.toContain(expect.stringContaining('500 €'));
  expect(recap.speakers.map(({ posts }) => posts.length).every((count) => count >= 1)).toBe(true);
  expect(recap.parts.flatMap(({ said }) => said).filter(({ photos }) => photos.length > 0)).toHaveLength(2);
}, 400_000);

/** A prize is approved before anyone knows who wins. */
async function approveOpen(stage: FastStage, { page, go }: FastPhone, post: string): Promise<void> {
  await go(`posts/${post}`);
  await page.getByRole('button', { name: 'Valider', exact: true }).click();
  await expect.poll(() => stage.row('post', post).state).toBe('approved');
}

/** Direct: the place, the shutter; what is approved goes by itself once its photo is there. */
async function photoInTwoTaps(stage: FastStage, { page, tab }: FastPhone, post: string): Promise<void> {
  await tab('Direct');
  const opening = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Prendre la photo' }).click();
  await (await opening).setFiles(await pictureFile(`${post}.jpg`));
  await expect.poll(() => stage.rows().ofPost('photo', post).length).toBe(1);
  await expect.poll(() => stage.rows().ofPost('photo', post)[0]?.received).toBe(true);
  const due = stage.row('post', post).cue;
  if (due.kind === 'segment') await stage.until((stage.row('segment', due.segment).startMs ?? 0) + due.offsetMs);
  await expect.poll(() => stage.row('post', post).state).toBe('fired');
}

async function goDark(stage: FastStage, { page, line }: FastPhone, from: string): Promise<void> {
  await stage.until(from);
  line.cut();
  await page.getByText('Hors ligne').first().waitFor();
}

/** On a phone that reaches nobody: the quote of who is on stage, submitted all the same. */
async function quoteInTheDark({ page }: FastPhone): Promise<void> {
  await page.getByRole('button', { name: '« Citation »' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.locator('textarea:focus').pressSequentially(CUT_WORDS);
  await sheet.getByRole('button', { name: 'Soumettre' }).click();
  await page.getByText('Soumis').first().waitFor();
}

async function backInTheLight(
  stage: FastStage,
  { loane, naima, from }: { readonly loane: FastPhone; readonly naima: FastPhone; readonly from: string },
): Promise<void> {
  const quote = () => [...stage.rows().all('text')].find(({ words }) => words.includes(CUT_WORDS))?.post;
  expect(quote()).toBeUndefined();
  await dueOn(stage, Date.parse(from));
  loane.line.mend();
  await expect.poll(quote).toBeTypeOf('string');
  const post = quote() ?? '';
  await expect.poll(() => stage.row('post', post).state).toBe('submitted');
  // Nothing floods out: it waits for who approves.
  await naima.go(`posts/${post}`);
  await naima.page.getByRole('button', { name: 'Valider et publier' }).click();
  await expect.poll(() => stage.row('post', post).state).toBe('fired');
}

/** One message after the other: what is kind is shown, the rest is not. */
async function judge(stage: FastStage, { page, tab }: FastPhone): Promise<void> {
  await tab('Mur');
  for (;;) {
    const fresh = [...stage.rows().all('message')].filter(({ verdict }) => verdict === 'new');
    if (fresh.length === 0) break;
    const [first] = fresh.sort((a, b) => a.saidMs - b.saidMs);
    const said = stage.script.audience.find(({ id }) => `audience-${id}` === first?.id);
    const card = page.locator('.wall-judge', { hasText: first?.words ?? '' });
    const button = card.getByRole('button', { name: said?.expected === 'ok' ? 'Afficher' : 'Refuser', exact: true });
    // Ten times as fast, the fifteen seconds that a judgement is good for are one and a half: whoever misses them presses again.
    await expect
      .poll(
        async () => {
          const isNew = stage.row('message', first?.id ?? '').verdict === 'new';
          if (isNew && (await button.isVisible())) await button.click();
          return stage.row('message', first?.id ?? '').verdict;
        },
        { interval: 1_000 },
      )
      .not.toBe('new');
  }
}

/** What needs two people: another than who approved it. */
async function fireAsSecond(stage: FastStage, { page, tab }: FastPhone, post: string): Promise<void> {
  await tab('Direct');
  await page.getByRole('button', { name: /^Publier/ }).click();
  await expect.poll(() => stage.row('post', post).state).toBe('fired');
}

async function delay(stage: FastStage, { page }: FastPhone, seconds: number): Promise<void> {
  for (let left = Math.round(seconds / 60); left > 0; ) {
    const minutes = left >= 5 ? 5 : 1;
    await page.getByRole('button', { name: `${minutes} min de plus` }).click();
    await page.getByRole('button', { name: 'Décaler' }).click();
    left -= minutes;
    await expect.poll(() => stage.row('segment', 'deliberation').overrunMs).toBe(seconds * 1_000 - left * 60_000);
  }
}

/** Named by one, published by another, once its moment has come. */
async function announce(
  stage: FastStage,
  { prize, loane, isidore }: { readonly prize: string; readonly loane: FastPhone; readonly isidore: FastPhone },
): Promise<void> {
  const winner = stage.script.rehearsal.results[prize] ?? '';
  await loane.page.getByRole('button', { name: 'Choisir qui a gagné' }).click();
  await loane.page
    .locator('.compose-faces')
    .getByRole('button', { name: stage.row('person', winner).name })
    .click();
  await expect.poll(() => stage.row('prize', prize).winner).toBe(winner);
  await stage.until((stage.row('segment', prize).startMs ?? 0) + 20_000);
  await fireAsSecond(stage, isidore, `${prize}-annonce`);
}
