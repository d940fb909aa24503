import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { soonest } from '../../client/staff/shell/soonest.ts';
import { SAMPLE_ADMINISTRATOR } from '../../server/import/sample.ts';
import { runningOrder } from '../../shared/running-order.ts';
import { dueOn, type FastPhone, type FastStage, openFastStage, recapAgrees, underWay } from './fast-stage.ts';
import { pictureFile } from './picture.ts';
import { openBrowser } from './stage.ts';

const ROOMS = ['pleniere', 'A', 'B', 'C', 'hall'];
const IN_THE_BASEMENT = 'Les hérissons ne lisent pas l’heure.';
const IN_THE_GREENHOUSE = 'Un capteur à dix euros vaut mieux que rien';
const TAKEDOWN_MS = 120_000;
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('NI51 the sample forum is rehearsed whole, ten times as fast: a title written on site, two rooms cut off, delays, a takedown, and a recap that agrees', async () => {
  const stage = await openFastStage({
    browser,
    file: 'open-forum',
    show: 'forum',
    startsAt: '2027-04-03T09:27:00+02:00',
  });
  const sidonie = await stage.phone(SAMPLE_ADMINISTRATOR);
  const [marceau, ysee] = [await stage.phone('t2'), await stage.phone('t3')];
  const wall = await stage.wall();
  for (const post of ['temoin-en', 'temoin-fr', 'c2-debut']) await approve(stage, sidonie, post);
  for (const { page } of [sidonie, marceau, ysee]) await allRooms(page);
  await sidonie.tab('Conducteur');

  const { rehearsal } = stage.script;
  const [basement, greenhouse] = rehearsal.networkCuts;
  const [topic, closing] = rehearsal.delays;
  const [rename] = rehearsal.renames;
  if (!basement || !greenhouse || !topic || !closing || !rename) throw new Error('the sample has no script');
  for (;;) {
    const next = soonest(runningOrder(stage.rows(), stage.clock.wallMs()), ROOMS);
    if (!next) break;
    const atMs = stage.expectedMs(next.id) + (next.id === closing.atSegment ? closing.delaySec * 1_000 : 0);
    await dueOn(stage, atMs);
    await sidonie.tab('Conducteur');
    await sidonie.page.getByRole('button', { name: /^Top/ }).click();
    await expect.poll(() => stage.row('segment', next.id).startMs, { message: next.id }).toBeTypeOf('number');
    switch (next.id) {
      case 'marche':
        await photo(stage, ysee, 'marche');
        await titleOnSite(stage, sidonie, rename);
        await delay(stage, sidonie, topic);
        break;
      case 'c1':
        await photo(stage, ysee, 'b1-debut');
        break;
      case 'b1':
        marceau.line.cut();
        await dueOn(stage, stage.expectedMs('b1') + 30 * 60_000);
        await sayInTheDark(marceau);
        await takeDown(stage, { sidonie, wall });
        await dueOn(stage, Date.parse(basement.to));
        await backInTheLight(stage, { marceau, sidonie });
        break;
      case 'c2':
        await dueOn(stage, stage.clock.wallMs() + 310_000);
        await fireAsSecond(stage, marceau, 'c2-debut');
        ysee.line.cut();
        await fillInTheDark(ysee);
        await dueOn(stage, Date.parse(greenhouse.to));
        await filledLater(stage, { ysee, sidonie });
        break;
      case 'restitution':
        await dueOn(stage, stage.clock.wallMs() + 70_000);
        await fireAsSecond(stage, marceau, 'vote');
        break;
    }
  }
  await dueOn(stage, stage.clock.wallMs() + 10 * 60_000);

  for (const { id } of stage.sample.posts.filter(({ status }) => status === 'validé')) {
    const { state } = stage.row('post', id);
    expect(`${id} ${state}`).toBe(`${id} fired`);
  }
  // What nobody confirmed by ear did not go out.
  expect(stage.row('post', 'ouverture').state).toBe('submitted');
  expect(stage.row('segment', 'b1')).toMatchObject({ title: rename.newTitle, durationMs: 80 * 60_000 });
  expect(stage.row('segment', 'b1').startMs).toBeGreaterThanOrEqual(
    stage.row('segment', 'b1').plannedMs + topic.delaySec * 1_000,
  );
  await expect.poll(() => underWay(stage)).toEqual([]);

  const recap = await recapAgrees(stage, sidonie);
  expect(recap.parts.map(({ segment }) => segment?.title)).toContain(rename.newTitle);
  const said = recap.parts.flatMap((part) => part.said);
  const words = said.flatMap(({ versions }) => versions.map((version) => version.words)).join('\n');
  expect(words).toContain(IN_THE_BASEMENT);
  expect(words).toContain(IN_THE_GREENHOUSE);
  expect(said.flatMap(({ photos }) => photos)).toHaveLength(1);
}, 400_000);

const allRooms = async (page: Page): Promise<void> => {
  await page.locator('.room-choice select').first().selectOption('*');
};

async function approve(stage: FastStage, { page, go, tab }: FastPhone, post: string): Promise<void> {
  await go(`posts/${post}`);
  await page.getByRole('button', { name: 'Valider', exact: true }).click();
  await expect.poll(() => stage.row('post', post).state).toBe('approved');
  await tab('Direct');
}

/** The place in the post, and the shutter. */
async function photo(stage: FastStage, { page, go }: FastPhone, post: string): Promise<void> {
  await go(`posts/${post}`);
  const opening = page.waitForEvent('filechooser');
  await page.locator('.compose-slot').click();
  await (await opening).setFiles(await pictureFile(`${post}.jpg`));
  await expect.poll(() => stage.rows().ofPost('photo', post)[0]?.received).toBe(true);
}

/** The topic found at half past ten, typed with no network while someone else changes how long it lasts: both stand. */
async function titleOnSite(
  stage: FastStage,
  { page, line }: FastPhone,
  { segment, newTitle }: { readonly segment: string; readonly newTitle: string },
): Promise<void> {
  line.cut();
  await page.getByText('Hors ligne').first().waitFor();
  await page.locator('.line-open', { hasText: stage.row('segment', segment).title }).click();
  await page.getByRole('button', { name: 'Modifier', exact: true }).click();
  await page.getByRole('dialog').locator('input').first().fill(newTitle);
  await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click();
  await page.locator('.line-open', { hasText: newTitle }).waitFor();
  const change = { durationMs: { from: stage.row('segment', segment).durationMs, to: 80 * 60_000 } };
  stage.push('segment.edit', { segment, change }, SAMPLE_ADMINISTRATOR);
  line.mend();
  await expect.poll(() => stage.row('segment', segment)).toMatchObject({ title: newTitle, durationMs: 80 * 60_000 });
}

/** Only its room waits. */
async function delay(
  stage: FastStage,
  { page }: FastPhone,
  { atSegment, delaySec }: { readonly atSegment: string; readonly delaySec: number },
): Promise<void> {
  const others = () => ['a1', 'c1', 'flash'].map(stage.expectedMs);
  const before = others();
  await page.locator('.line-open', { hasText: stage.row('segment', atSegment).title }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `${delaySec / 60} min de plus` })
    .click();
  await page.getByRole('button', { name: 'Décaler' }).click();
  await expect.poll(() => stage.row('segment', atSegment).delayMs).toBe(delaySec * 1_000);
  expect(others().slice(0, 2)).toEqual(before.slice(0, 2));
}

/** In the basement, where nothing passes: said all the same. */
async function sayInTheDark({ page, tab }: FastPhone): Promise<void> {
  await tab('Direct');
  await page.getByText('Hors ligne').first().waitFor();
  await page.getByRole('button', { name: 'Libre' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Texte du post').fill(IN_THE_BASEMENT);
  await sheet.getByRole('button', { name: 'Soumettre' }).click();
  await page.getByText('Soumis').first().waitFor();
}

/** It arrives late, in its place, and asks: nothing floods out. */
async function backInTheLight(
  stage: FastStage,
  { marceau, sidonie }: { readonly marceau: FastPhone; readonly sidonie: FastPhone },
): Promise<void> {
  const said = () => [...stage.rows().all('text')].find(({ words }) => words === IN_THE_BASEMENT);
  expect(said()).toBeUndefined();
  marceau.line.mend();
  await expect.poll(() => said()?.post).toBeTypeOf('string');
  const post = said()?.post ?? '';
  await expect.poll(() => stage.row('post', post).state).toBe('submitted');
  await publish(stage, sidonie, post);
}

/** A parent asks, and two minutes later the photo is nowhere; who took it down is kept. */
async function takeDown(
  stage: FastStage,
  { sidonie: { page, tab, go }, wall }: { readonly sidonie: FastPhone; readonly wall: Page },
): Promise<void> {
  const asked = stage.sample.audience.find(({ id }) => id === stage.script.rehearsal.takedown?.inbound);
  if (!asked) throw new Error('nobody asks');
  const { id, network, author, text } = asked;
  const message = { id: `audience-${id}`, network, author, words: text, saidMs: Date.parse(asked.receivedAt) };
  stage.push('message.see', message, 'engine:audience');
  await tab('Mur');
  await page.locator('.wall-judge', { hasText: text }).waitFor();
  const out = stage.rows().ofPost('publication', 'b1-debut');
  expect(out.map(({ payload }) => payload.photos.length)).toEqual([1, 1, 1]);

  const askedMs = stage.clock.wallMs();
  await go('posts/b1-debut');
  await page.getByText('Retrait d’urgence').click();
  const hold = page.getByRole('button', { name: 'Maintenir pour effacer cette photo partout' });
  await hold.hover();
  await page.mouse.down();
  await page.getByText(/Photo effacée par Administration/).waitFor();
  await page.mouse.up();
  await page.getByText('Retiré partout.').waitFor();
  const networks = stage
    .rows()
    .ofPost('publication', 'b1-debut')
    .filter(({ payload }) => payload.network !== 'wall');
  expect(networks.map(({ state }) => state)).toEqual(['removed', 'removed']);
  for (const { atMs } of networks) expect(atMs - askedMs).toBeLessThan(TAKEDOWN_MS);
  expect(stage.rows().ofPost('photo', 'b1-debut')).toMatchObject([{ erased: true, alt: '', by: SAMPLE_ADMINISTRATOR }]);
  const hash = stage.rows().ofPost('photo', 'b1-debut')[0]?.hash ?? '';
  expect(hash).not.toBe('');
  await expect.poll(() => wall.locator(`img[src*="${hash}"]`).count()).toBe(0);
}

/** In the greenhouse, two per cent of a network: the place of a quote is filled. */
async function fillInTheDark({ page, go }: FastPhone): Promise<void> {
  await page.getByText('Hors ligne').first().waitFor();
  await go('posts/c-idee');
  const quote = page.getByLabel('Citation', { exact: true });
  await quote.fill(IN_THE_GREENHOUSE);
  await quote.blur();
}

async function filledLater(
  stage: FastStage,
  { ysee, sidonie }: { readonly ysee: FastPhone; readonly sidonie: FastPhone },
): Promise<void> {
  const fill = () => stage.row('post', 'c-idee').slots[0]?.fill;
  expect(fill()).toBeUndefined();
  ysee.line.mend();
  await expect.poll(fill).toBe(IN_THE_GREENHOUSE);
  await publish(stage, sidonie, 'c-idee');
}

async function publish(stage: FastStage, { page, go }: FastPhone, post: string): Promise<void> {
  await go(`posts/${post}`);
  await page.getByRole('button', { name: 'Valider et publier' }).click();
  await expect.poll(() => stage.row('post', post).state).toBe('fired');
}

/** What needs two people: another than who approved it. */
async function fireAsSecond(stage: FastStage, { page, go }: FastPhone, post: string): Promise<void> {
  await go(`posts/${post}`);
  await page.getByRole('button', { name: 'Publier maintenant' }).click();
  await expect.poll(() => stage.row('post', post).state).toBe('fired');
}
