import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { buildOf } from '../../server/build-id.ts';
import type { Fetch } from '../../server/channels/http.ts';
import { safeFetch } from '../../server/channels/safe-fetch.ts';
import { builtPages } from '../../server/pages.ts';
import { seenOf } from '../../shared/post-status.ts';
import type { Patch } from '../../shared/protocol.ts';
import { stamp } from '../../shared/rows/row.ts';
import { smallShow } from '../contract/small-show.ts';
import { startX } from '../fixtures/servers/x.ts';
import { startWholeServer } from '../fixtures/whole-server.ts';
import { publish } from './acts.ts';
import { seedFinal } from './seed.ts';
import { openBrowser, openStage, PHONE, SHOW } from './stage.ts';

const dist = join(import.meta.dirname, '../../dist');

const REAL = 'for-real';
const WORDS = 'Bonsoir de la finale.';
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('SR58 nothing goes out for real from the editor nor from Direct before the accounts were read and held', async () => {
  const stage = await openStage({ browser });
  const { context, page } = await stage.phone();
  const data = { id: REAL, name: 'Finale', from: SHOW, rehearsal: false, startMs: Date.now() + 3_600_000 };
  expect((await context.request.post(`${stage.url}/shows`, { headers: { origin: stage.url }, data })).ok()).toBe(true);
  const publications = async () => {
    const patch = (await (await context.request.get(`${stage.url}/shows/${REAL}/rows`)).json()) as Patch;
    return patch.rows.flatMap((row) => (row.row === 'publication' ? [row.channel] : []));
  };
  // Made beside the app, which learns of it from its list.
  await page.goto(stage.url);
  await page.locator(`a[href^="/s/${REAL}"]`).first().waitFor();
  await page.goto(`${stage.url}/s/${REAL}/settings/channels`);
  const account = page.getByRole('listitem').filter({ hasText: 'Mastodon' });
  await account.getByText('pas connecté').waitFor();
  await account.getByRole('switch').check();
  await page.getByText('Vous publiez en tant que @mt180@social.example (Mastodon)').waitFor();

  const ask = page.getByRole('dialog', { name: 'Première publication pour de vrai' });
  await page.goto(`${stage.url}/s/${REAL}/direct`);
  await page.getByRole('button', { name: 'Libre' }).click();
  await page.getByRole('dialog').getByRole('textbox').first().fill(WORDS);
  const publish = page.getByRole('dialog').getByRole('button', { name: 'Valider et publier' });
  await publish.click();
  await ask.getByText('@mt180@social.example').waitFor();
  await ask.getByText(/Il est \d+\sh/).waitFor();
  await ask.getByRole('button', { name: 'Pas maintenant' }).click();
  await ask.waitFor({ state: 'detached' });
  expect(await publications()).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Fermer' }).first().click();

  const first = page.locator('.dock').getByRole('button', { name: /^Valider et publier/ });
  await first.click();
  await ask.getByRole('button', { name: 'Pas maintenant' }).click();
  await ask.waitFor({ state: 'detached' });
  expect(await publications()).toEqual([]);
  await first.click();
  const hold = ask.getByRole('button', { name: 'Maintenir pour publier' });
  await hold.focus();
  // By keyboard a first activation arms it, a second one acts.
  await page.keyboard.press('Enter');
  await ask.getByRole('button', { name: 'Encore une fois pour confirmer' }).waitFor();
  await page.keyboard.press('Enter');
  await ask.waitFor({ state: 'detached' });
  await expect.poll(publications).toContain('masto');
});

test('PO172 what is out is relayed by our other account from Direct, seen in the rehearsal under its own name, and taken back', async () => {
  const stage = await openStage({
    browser,
    prepare: (env) =>
      seedFinal(env, {
        segment: 'c04',
        lateMs: 60_000,
        change: (row) =>
          row.row === 'channel' && row.id === 'x'
            ? { ...row, network: 'bluesky', account: 'labo.example', on: true, default: false }
            : row,
      }),
  });
  const phone = await stage.phone();
  const { page } = phone;
  await publish(phone, { words: WORDS });
  await page.locator('.journey').getByRole('button', { name: 'Relayer' }).click();
  const sheet = page.getByRole('dialog', { name: 'Relayer' });
  await sheet.getByRole('button', { name: 'Relayer depuis @labo.example' }).click();
  await sheet.getByText('· fait').waitFor();
  await sheet.getByRole('button', { name: 'Fermer' }).first().click();

  await phone.go('rehearsal');
  await page.getByRole('radio', { name: 'Bluesky · @labo' }).check({ force: true });
  const shown = page.locator('.rehearsal-post', { hasText: WORDS });
  await shown.getByText('@labo.example').waitFor();
  expect(await shown.count()).toBe(1);

  await phone.go('direct');
  await page.locator('.journey').getByRole('button', { name: 'Relayer' }).click();
  await sheet.getByRole('button', { name: 'Retirer le relais' }).click();
  await expect
    .poll(async () => (await phone.rows()).flatMap((row) => (row.row === 'relay' ? [row.state] : [])))
    .toEqual(['removed']);
});

test('CH166 the app is told where to send people back, a person signs in on X’s page, and next time the app is known', async () => {
  const application = { clientId: 'Regie-180:1:ci', secret: 'the-secret-of-the-app' };
  const loopback = safeFetch({ plainHttp: true, mayReach: () => true });
  const reach: Fetch = (input, init) => loopback(String(input).replace('https://api.x.com', x.url), init);
  // By how much the server's hour is ahead: nobody waits here for what is looked for after half a minute.
  let aheadMs = 0;
  const machine = { wallMs: () => Date.now() + aheadMs, monotonicMs: () => performance.now() + aheadMs };
  const whole = await startWholeServer({ reach, machine, pages: builtPages(dist), build: buildOf(dist) });
  onTestFinished(() => whole.stop());
  const x = await startX({ app: { ...application, redirectUris: [`${whole.url}/connected`] } });
  onTestFinished(x.close);
  const account = { account: '', rank: 2, spacingMs: 0, on: true, served: 'server', default: true } as const;
  const of = { rev: 0, by: 'engine:import', atMs: 0 };
  const rows = [...smallShow(REAL), stamp({ row: 'channel', id: 'x', network: 'x', ...account }, of)];
  whole.push(REAL, 'show.create', { rows }, 'engine:import');
  const context = await browser.newContext(PHONE);
  onTestFinished(() => context.close());
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  // What is X's on the web is answered by the faithful server.
  await context.route('https://x.com/**', async (route) => {
    const answer = await fetch(route.request().url().replace('https://x.com', x.url));
    await route.fulfill({ status: answer.status, contentType: 'text/html', body: await answer.text() });
  });
  const page = await context.newPage();
  await page.goto(whole.server.staffLink());
  await page.getByRole('button', { name: 'Relier' }).click();
  await page.locator(`a[href^="/s/${REAL}"]`).first().waitFor();
  const sheet = page.getByRole('dialog');
  const toSignIn = async () => {
    await page.goto(`${whole.url}/s/${REAL}/settings/channels`);
    await page.getByRole('listitem').filter({ hasText: 'X' }).getByRole('button').first().click();
    await sheet.getByRole('button', { name: /^Connecter un/ }).click();
  };

  await toSignIn();
  await sheet.getByRole('button', { name: 'Copier l’adresse' }).click();
  await sheet.getByText('Adresse copiée.').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${whole.url}/connected`);
  await sheet.getByLabel('Identifiant de l’application').fill(application.clientId);
  await sheet.getByLabel('Secret de l’application').fill(application.secret);
  await sheet.getByRole('button', { name: 'Se connecter sur X' }).click();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await page.getByText('L’application n’a pas été autorisée sur X. Rien n’a changé.').waitFor();
  expect(page.url()).toBe(`${whole.url}/connected`);

  await toSignIn();
  await sheet.getByText(application.clientId).waitFor();
  expect(await sheet.getByLabel('Secret de l’application').count()).toBe(0);
  await sheet.getByRole('button', { name: 'Se connecter sur X' }).click();
  await page.getByRole('link', { name: 'Authorize app' }).click();
  await page.waitForURL(`${whole.url}/s/${REAL}/settings/channels`);
  await page.getByText('Connecté\u00a0: @regie180').waitFor();
  await page.getByRole('listitem').filter({ hasText: '@regie180' }).getByText('connecté', { exact: true }).waitFor();

  // What it costs is told on Direct; an answer that is lost is looked for at once from the tray (CH153, PU201).
  const fields = { kind: 'free', cue: { kind: 'hand' }, freshForMs: 600_000, language: 'fr', needsTwo: false } as const;
  const fire = (post: string, words: string) => {
    whole.push(REAL, 'post.create', { post, words, fields: { ...fields, channels: ['x'], slots: [] } }, 'naima');
    const now = whole.ledger.rows(REAL);
    const row = now?.get('post', post);
    if (!now || !row) throw new Error('no post');
    whole.push(REAL, 'post.fire', { post, seen: seenOf(now, row) }, 'naima');
  };
  fire('p1', WORDS);
  await whole.until(REAL, 'publication', 'p1:x', ({ state }) => state === 'published');
  x.faults.push('html-before');
  fire('p2', 'Le palmarès.');
  await whole.until(REAL, 'publication', 'p2:x', ({ state }) => state === 'unknown');
  aheadMs += 31_000;
  await whole.until(REAL, 'publication', 'p2:x', ({ asks }) => asks);
  await page.locator('nav.tabs').getByRole('link', { name: 'Direct' }).click();
  const cost = page.getByRole('region', { name: 'Coût et limites des réseaux' });
  // Both: what nobody knows of may have been paid for.
  await cost.getByText(/0,03\s\$ dépensés/).waitFor();
  await page.locator('nav.tabs').getByRole('link', { name: 'À voir' }).click();
  const asks = page.locator('.tray-item[data-reason=unknown]', { hasText: 'Le palmarès.' });
  await asks.getByText(/Cherché pour la dernière fois à .*, pas vu\./).waitFor();
  const [first] = x.posts.values();
  if (!first) throw new Error('nothing is out');
  // It lands late, as some do.
  x.posts.set('1999', { ...first, id: '1999', text: 'Le palmarès.', atMs: Date.now() + aheadMs });
  await asks.getByRole('button', { name: 'Chercher maintenant' }).click();
  await asks.waitFor({ state: 'detached' });
  expect(whole.ledger.rows(REAL)?.get('publication', 'p2:x')).toMatchObject({
    state: 'published',
    remote: { id: '1999' },
  });
});
