import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PostRow } from '../../shared/rows/post.ts';
import type { Row } from '../../shared/rows/row.ts';
import { publish } from './acts.ts';
import {
  addQuestion,
  announceWinner,
  approveSubmitted,
  CORRECTED,
  catchQuote,
  correctPublished,
  type Done,
  deliverRecap,
  giveQuestion,
  jobsTable,
  MISTAKEN,
  makeSafe,
  ON_STAGE,
  PRIZE,
  prepareFromTable,
  publishWithPhoto,
  QUOTE,
  resume,
  SUBMITTED,
  showMessage,
  stopAll,
  submitPost,
  TARGETS,
  tellLate,
  timed,
  WINNER,
} from './jobs.ts';
import { pictureFile } from './picture.ts';
import { emptyShow, PREPARED, pasteTable, TABLE } from './prepared.ts';
import { openProxy } from './proxy.ts';
import { type Seed, seedFinal } from './seed.ts';
import { openBrowser, openStage, type Phone, SHOW } from './stage.ts';

let browser: Browser;
const all: Done[] = [];

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  console.log(jobsTable(all));
  await browser.close();
});

const stageOf = (seed: Seed) => openStage({ browser, prepare: (env) => seedFinal(env, seed) });

/** Taps are counted and asserted; milliseconds are printed, and held to their targets by the bench. */
function expectTaps(done: Done): void {
  all.push(done);
  expect(done.tapsDone).toBeLessThanOrEqual(done.taps);
}

const postWith = async (phone: Phone, words: string): Promise<PostRow | undefined> => {
  const rows = await phone.rows();
  const text = rows.find((row) => row.row === 'text' && row.words.includes(words));
  return rows.find((row): row is PostRow => row.row === 'post' && text?.row === 'text' && row.id === text.post);
};

const count = (rows: readonly Row[], name: Row['row']) => rows.filter(({ row }) => row === name).length;

test('IM70 NI31 job 1: on a phone, a pasted table becomes a running order and sixteen introductions in four taps, and both are undone', async () => {
  const stage = await stageOf(ON_STAGE);
  const phone = await stage.phone();
  const { page } = phone;
  const rows = await emptyShow(stage, phone);
  await page.goto(`${stage.url}/s/${PREPARED}/settings/import`);
  expectTaps(await prepareFromTable(page));
  await page.getByText('16 déjà là').waitFor();
  const made = async () => (['segment', 'person', 'post'] as const).map(async (name) => count(await rows(), name));
  await expect.poll(async () => Promise.all(await made())).toEqual([16, 16, 16]);
  await page.getByRole('button', { name: 'Annuler' }).click();
  await page.getByText('16 à créer').waitFor();

  await page.goto(`${stage.url}/s/${PREPARED}/settings/import`);
  await pasteTable(page, TABLE.replace('17 h 15', '17 h 12').replace('\t3\tCandidate 5', '\tbientôt\tCandidate 5'));
  await page.getByRole('button', { name: 'Lire ce tableau' }).click();
  await page.getByText('Ligne 7.').waitFor();
  await page.getByText('Mis à jour : 1').waitFor();
  await page.getByRole('button', { name: 'Importer sans 1 ligne' }).click();
  await page.getByRole('button', { name: 'Annuler cet import' }).click();
  await page.getByText('1 valeur remise').waitFor();
});

test('NI32 job 2: a prepared post with a fresh photo in three taps, its alternative text there already', async () => {
  const stage = await stageOf(ON_STAGE);
  const phone = await stage.phone();
  expectTaps(await publishWithPhoto(phone.page));
  await expect.poll(async () => (await phone.row('post', 'c06-intro'))?.state).toBe('fired');
  const photo = (await phone.rows()).find((row) => row.row === 'photo' && row.post === 'c06-intro');
  expect(photo).toMatchObject({ alt: expect.stringContaining('Capucine d’Aigrelune'), slot: 'photo-live' });
});

test('NI33 NI95 job 3: a quote in one tap to type and one to send, its person and hashtag there; it is seen to go', async () => {
  const stage = await stageOf(ON_STAGE);
  const phone = await stage.phone();
  const scrolled = phone.page.locator('.scroll');
  await scrolled.evaluate((part) => part.scrollTo(0, part.scrollHeight));
  expectTaps(await catchQuote(phone.page));
  const [top, above] = await phone.page
    .locator('.journeys, .scroll')
    .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().top));
  expect(above).toBeGreaterThanOrEqual(top ?? Number.NaN);
  await expect.poll(async () => (await postWith(phone, QUOTE))?.state).toBe('fired');
  const rows = await phone.rows();
  const text = rows.find((row) => row.row === 'text' && row.words.includes(QUOTE));
  expect(text).toMatchObject({ words: `«\u00A0${QUOTE}\u00A0» @{p05|full} #MT180` });
});

test('NI34 job 4: late in two taps from Direct, with what it moves; undone in one', async () => {
  const stage = await stageOf(ON_STAGE);
  const phone = await stage.phone();
  const moved = async () => (await phone.row('segment', 'c06'))?.delayMs;
  expectTaps(await tellLate(phone.page));
  await expect.poll(moved).toBe(300_000);
  await phone.page.getByRole('button', { name: 'Annuler' }).click();
  await expect.poll(moved).toBe(0);
});

test('NI35 job 5: everything stopped by one press, though the phone dies at once; the wall safe; resumed in two, after a review', async () => {
  const stage = await stageOf(ON_STAGE);
  const wall = await stage.wall();
  const phone = await stage.phone();
  const other = await stage.otherPhone(phone, 't3');
  expectTaps(await stopAll(phone.page));
  await expect.poll(async () => (await other.row('show', 'finale'))?.held?.kind).toBe('person');
  await phone.page.close();
  await wall.locator('[data-scene=safe]').waitFor();
  await other.page.getByText('Pause générale par Administration').waitFor();
  expectTaps(await resume(other.page));
  await expect.poll(async () => (await other.row('show', 'finale'))?.held).toBeUndefined();
});

test('NI36 job 6: what is submitted is told at once, seen as it will stand, and approved in two taps', async () => {
  const stage = await stageOf(ON_STAGE);
  const approver = await stage.phone();
  const { page } = await stage.otherPhone(approver, 't1');
  await submitPost(page);
  expectTaps(await approveSubmitted(approver.page));
  await expect.poll(async () => (await postWith(approver, SUBMITTED))?.state).toBe('approved');
});

test('NI37 job 7: a winner in three taps of two people: named from the faces, the rest fills in, impossible while empty', async () => {
  const stage = await stageOf(PRIZE);
  const second = await stage.phone();
  const namer = await stage.otherPhone(second, 't1');
  // Nobody can publish a prize whose winner is not named.
  expect(await second.page.getByRole('button', { name: /^Publier/ }).count()).toBe(0);
  expectTaps(await announceWinner(namer.page, second.page));
  await expect.poll(async () => (await second.row('post', 'prix-lycees-annonce'))?.state).toBe('fired');
  const out = await second.row('publication', 'prix-lycees-annonce:bsky');
  expect(out?.payload.words).toContain(WINNER);
  expect(out?.payload.words).not.toMatch(/[{}]/);
});

test('NI38 job 8: with no network nothing is asked of anyone: three posts and a photo, the app killed, all there once', async () => {
  const stage = await stageOf(ON_STAGE);
  const line = await openProxy(stage.url);
  const phone = await stage.phone({ through: line.url });
  line.cut();
  await phone.page.getByText('Hors ligne').first().waitFor();
  for (const words of ['Un premier mot.', 'Un deuxième mot.', 'Un troisième mot.']) {
    await phone.page.getByRole('button', { name: 'Libre' }).click();
    await phone.page.getByLabel('Texte du post').fill(words);
    if (words.includes('troisième')) {
      await phone.page.locator('input[type=file][multiple]').setInputFiles(await pictureFile());
      await phone.page.getByLabel('Texte alternatif').fill('La scène.');
    }
    await phone.page.getByRole('dialog').getByRole('button', { name: 'Valider et publier' }).click();
    await phone.page.getByText('Validé, et en route.').waitFor();
  }
  await phone.page.close();
  const page = await phone.context.newPage();
  await page.goto(`${line.url}/s/finale/direct`);
  await page.getByText('Un premier mot.').first().waitFor();
  const photo = async () => (await phone.rows()).find((row) => row.row === 'photo' && row.alt === 'La scène.');
  const arrived = async () => {
    const rows = await phone.rows();
    return rows.filter((row) => row.row === 'text' && row.words.endsWith(' mot.')).length;
  };
  const back = timed(TARGETS.network, [], async () => {
    line.mend();
    await expect.poll(arrived).toBe(3);
    await expect.poll(async () => ((await photo()) as { received?: boolean } | undefined)?.received).toBe(true);
    return 0;
  });
  expectTaps(await back);
  // The words came before the photo's bytes did.
  const rows = await phone.rows();
  const last = rows.find((row) => row.row === 'text' && row.words === 'Un troisième mot.');
  expect(last?.rev).toBeLessThan((await photo())?.rev ?? 0);
  const fired = rows.filter((row) => row.row === 'publication' && row.payload.words.endsWith(' mot.'));
  expect(new Set(fired.map(({ id }) => id)).size).toBe(fired.length);
});

test('PO101 NI39 NI71 NI81 NI82 job 9: a published mistake is corrected in two taps from Direct, three from the board, found by a search, everywhere, and the trace is kept', async () => {
  const stage = await stageOf(ON_STAGE);
  const phone = await stage.phone();
  const { page } = phone;
  await publish(phone, { words: MISTAKEN });
  await expect.poll(async () => (await postWith(phone, MISTAKEN))?.state).toBe('fired');
  const post = (await postWith(phone, MISTAKEN))?.id;
  const publication = (channel: string) => phone.row('publication', `${post}:${channel}`);
  const networks = ['bsky', 'masto'];
  for (const channel of networks) await expect.poll(async () => (await publication(channel))?.state).toBe('published');

  expectTaps(await correctPublished(page));
  for (const channel of [...networks, 'wall'])
    await expect.poll(async () => (await publication(channel))?.payload.words).toBe(CORRECTED);
  for (const channel of networks) await expect.poll(async () => (await publication(channel))?.state).toBe('published');
  const said = await phone.context.request.get(`${stage.url}/shows/${SHOW}/rehearsal`);
  const { posts } = (await said.json()) as { posts: readonly { channel: string; words: string; removed: boolean }[] };
  for (const channel of networks) {
    const standing = posts.filter(
      (one) => one.channel === channel && !one.removed && [MISTAKEN, CORRECTED].includes(one.words),
    );
    expect(standing.map(({ words }) => words)).toEqual([CORRECTED]);
  }
  await phone.go(`posts/${post}`);
  await page.getByText('Avant la correction').first().click();
  await page.getByText(MISTAKEN).first().waitFor();

  await phone.go('posts');
  await page.getByRole('searchbox').fill('amphithéâtre ampère');
  await page.getByRole('link', { name: `Corriger ${CORRECTED}` }).click();
  await page.waitForURL(`**/posts/${post}#correct`);
  await expect.poll(() => page.locator('textarea:focus').inputValue()).toBe(CORRECTED);
  await page.getByRole('link', { name: 'Tous les posts' }).click();
  await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('amphithéâtre ampère');
  await page.getByRole('link', { name: `Corriger ${CORRECTED}` }).waitFor();

  // From far down a list too.
  await page.getByRole('searchbox').fill('');
  await page.getByText('Liste', { exact: true }).click();
  const far = page.locator('.posts-item').last();
  await far.scrollIntoViewIfNeeded();
  const place = () => page.locator('#main').evaluate(({ scrollTop }) => scrollTop);
  const left = await place();
  expect(left).toBeGreaterThan(1_000);
  await far.click();
  await expect.poll(place).toBe(0);
  await page.getByRole('link', { name: 'Tous les posts' }).click();
  await expect.poll(place).toBe(left);

  // Later in the evening, from the board: its line, *Corriger*, the words, *Corriger*.
  await phone.go('posts');
  await page.locator('.posts-line[data-now=true]').click();
  await page.getByRole('link', { name: `Corriger ${CORRECTED}` }).click();
  await page.locator('textarea:focus').fill(MISTAKEN);
  await page
    .getByRole('region', { name: 'Ce qui sera fait' })
    .getByRole('button', { name: 'Corriger', exact: true })
    .click();
  for (const channel of networks)
    await expect.poll(async () => (await publication(channel))?.payload.words).toBe(MISTAKEN);
});

test('NI40 job 10: a message on the wall in one tap, and the wall safe in one', async () => {
  const stage = await stageOf({ ...ON_STAGE, segment: 'c16' });
  const wall = await stage.wall();
  const phone = await stage.phone();
  await phone.page.getByRole('link', { name: 'Mur' }).click();
  expectTaps(await showMessage(phone.page));
  await expect
    .poll(async () => (await phone.rows()).filter((row) => row.row === 'message' && row.verdict === 'shown').length)
    .toBe(1);
  expectTaps(await makeSafe(phone.page));
  await wall.locator('[data-scene=safe]').waitFor();
});

test('NI41 NI83 job 11: a question is given in two taps, and the link to send is there', async () => {
  const stage = await stageOf(ON_STAGE);
  const phone = await stage.phone();
  // Shared from another app: the link is there, what it asks is still to be typed.
  await phone.go(`questions/${encodeURIComponent('https://bsky.app/profile/lea.example/post/3k')}`);
  await expect.poll(() => phone.page.locator('textarea:focus').count()).toBe(1);
  await phone.page.getByRole('dialog').getByRole('button', { name: 'Fermer' }).first().click();
  await phone.go('questions');
  await addQuestion(phone.page);
  expectTaps(await giveQuestion(phone.page));
  await expect.poll(async () => (await phone.rows()).some((row) => row.row === 'message' && row.given)).toBe(true);
});

test('NI42 job 12: on a laptop, the recap built already, in two taps', async () => {
  const stage = await stageOf(PRIZE);
  const phone = await stage.phone();
  await phone.page.setViewportSize({ width: 1280, height: 800 });
  await phone.page.reload();
  await phone.page.getByText('En ligne', { exact: true }).waitFor();
  expectTaps(await deliverRecap(phone.page));
  // What must go is unticked, and the file no longer holds it.
  const said = await phone.page.locator('.recap-said').count();
  await phone.page.getByRole('switch').first().click();
  await expect.poll(async () => (await phone.rows()).filter((row) => row.row === 'post' && row.leftOut).length).toBe(1);
  await phone.page.getByText('Écarté du récapitulatif (1)').waitFor();
  expect(await phone.page.locator('.recap-said').count()).toBe(said);
});
