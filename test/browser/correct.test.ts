import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedFinal } from './seed.ts';
import { openBrowser, openStage, SHOW } from './stage.ts';

const OLD = 'Bienvenue à la finale, salle Curie.';
const NEW = 'Bienvenue à la finale, amphithéâtre Ampère.';
const POST = 'erreur';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('PO101 a published mistake is corrected from its page in two taps and its words, everywhere, and the trace is kept', async () => {
  const post = {
    id: POST,
    words: OLD,
    cue: { kind: 'hand' },
    segment: 'c05',
    channels: ['bsky', 'masto', 'wall'],
  } as const;
  const stage = await openStage({
    browser,
    prepare: (env) => seedFinal(env, { segment: 'c05', lateMs: 0, begun: true, posts: [post] }),
  });
  const phone = await stage.phone();
  const { page } = phone;
  const publication = (channel: string) => phone.row('publication', `${POST}:${channel}`);
  await phone.go(`posts/${POST}`);
  await page.getByRole('button', { name: 'Publier maintenant' }).click();
  for (const channel of ['bsky', 'masto'])
    await expect.poll(async () => (await publication(channel))?.state).toBe('published');

  await phone.go(`posts/${POST}`);
  await page.getByRole('textbox').first().fill(NEW);
  await page.getByRole('button', { name: 'Corriger ce qui est publié' }).click();
  const panel = page.getByRole('region', { name: 'Ce qui sera fait' });
  await panel.getByRole('radio', { name: 'Modifier sur place' }).waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Corriger ce qui est publié' }).waitFor({ state: 'hidden' });
  await panel.getByRole('button', { name: 'Corriger', exact: true }).click();
  for (const channel of ['bsky', 'masto', 'wall'])
    await expect.poll(async () => (await publication(channel))?.payload.words, { timeout: 60_000 }).toBe(NEW);
  await expect.poll(async () => (await publication('bsky'))?.state, { timeout: 60_000 }).toBe('published');
  const said = await phone.context.request.get(`${stage.url}/shows/${SHOW}/rehearsal`);
  const { posts } = (await said.json()) as { posts: readonly { channel: string; words: string; removed: boolean }[] };
  for (const channel of ['bsky', 'masto']) {
    const standing = posts.filter((one) => one.channel === channel && !one.removed && [OLD, NEW].includes(one.words));
    expect(standing.map(({ words }) => words)).toEqual([NEW]);
  }
  await phone.go(`posts/${POST}`);
  await page.getByText('Avant la correction').first().click();
  await page.getByText(OLD).first().waitFor();
}, 180_000);
