import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedFinal } from './seed.ts';
import { openBrowser, openStage } from './stage.ts';

const AT_TOP = { kind: 'segment', segment: 'c04', edge: 'start', offsetMs: 0 } as const;
const SENT = { id: 'sent', words: 'Part après la pause.', cue: AT_TOP, segment: 'c04' };
const LEFT = { id: 'left', words: 'Reste, on en décide.', cue: AT_TOP, segment: 'c04' };
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('EV4 what comes due during a hold stays; the release reviews it, and only what is ticked goes', async () => {
  const posts = [SENT, LEFT];
  const stage = await openStage({ browser, prepare: (env) => seedFinal(env, { segment: 'c04', lateMs: 0, posts }) });
  const wall = await stage.wall();
  const phone = await stage.phone();
  const { page } = phone;
  await page.getByRole('button', { name: 'Pause générale' }).click();
  await page.getByRole('button', { name: 'Incident technique' }).click();
  await page.getByText('Pause générale par Administration').waitFor();
  await wall.locator('[data-scene=safe]').waitFor();

  await page.getByRole('link', { name: 'Conducteur' }).click();
  await page.getByRole('button', { name: /^Top/ }).click();
  await expect.poll(async () => (await phone.row('segment', 'c04'))?.startMs).toBeTypeOf('number');
  await page.getByRole('button', { name: 'Reprendre…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Reprendre' });
  await sheet.getByRole('switch', { name: SENT.words }).waitFor();
  for (const { id } of posts) expect((await phone.row('post', id))?.state).toBe('approved');

  await sheet.getByRole('switch', { name: LEFT.words }).uncheck();
  await sheet.getByRole('button', { name: /^Reprendre :/ }).click();
  await page.getByText('La pause est levée.').waitFor();
  await wall.getByText(SENT.words).waitFor();
  expect((await phone.row('post', SENT.id))?.state).toBe('fired');
  expect((await phone.row('post', LEFT.id))?.state).toBe('approved');
  await page.getByRole('link', { name: 'À voir' }).click();
  await page.getByText(LEFT.words).first().waitFor();
});
