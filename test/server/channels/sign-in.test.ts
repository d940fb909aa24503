import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { safeFetch } from '../../../server/channels/safe-fetch.ts';
import {
  type MastodonFixture,
  type MastodonServerOptions,
  startMastodon,
  TOKEN,
} from '../../fixtures/servers/mastodon.ts';
import { startX } from '../../fixtures/servers/x.ts';
import type { WholeServer } from '../../fixtures/whole-server.ts';
import { signIn } from '../signing-in.ts';
import { fire, startBothShows } from './network-show.ts';

let whole: WholeServer;
let admin: string;
beforeAll(async () => {
  const reach = safeFetch({ plainHttp: true, mayReach: () => true });
  ({ whole, admin } = await startBothShows({ masto: 'mastodon', 'masto-2': 'mastodon' }, { reach }));
});
afterAll(() => whole.stop());

const path = (show: string, channel = 'masto') => `/shows/${show}/channels/${channel}/connection`;
const begin = (server: string, { show = 'soiree', channel = 'masto', cookie = admin } = {}) =>
  whole.ask('POST', `${path(show, channel)}/sign-in`, { cookie, body: { network: 'mastodon', server } });
const end = (body: object, cookie = admin) => whole.ask('POST', '/connected', { cookie, body });

async function start(options: MastodonServerOptions = {}): Promise<MastodonFixture> {
  const server = await startMastodon(options);
  onTestFinished(server.close);
  return server;
}

/** Opens the page of the network and presses its button, as a person does: where it then sends their browser. */
async function allowAt(url: string): Promise<URL> {
  const page = await (await fetch(url)).text();
  const [, href] = /href="([^"]+)"/.exec(page) ?? [];
  if (!href) throw new Error(page);
  return new URL(href.replace(/&amp;/g, '&'));
}
const givenBy = (back: URL) => Object.fromEntries(back.searchParams) as { code: string; state: string };

test('CH120 a person signs in on the server’s own page, and the channel publishes on that account', async () => {
  const server = await start();
  const begun = await begin(server.url);
  const url = new URL(begun.body.check.url);
  expect(url.origin).toBe(server.url);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    response_type: 'code',
    redirect_uri: `${whole.url}/connected`,
    scope: 'read write:statuses write:media',
    code_challenge_method: 'S256',
  });
  const back = await allowAt(url.href);
  expect(back.origin + back.pathname).toBe(`${whole.url}/connected`);
  const ended = await end(givenBy(back));
  expect(ended.body).toMatchObject({
    ok: true,
    show: 'soiree',
    channel: 'masto',
    check: { ok: true, identity: { account: 'regie@mastodon.example' } },
  });
  const post = { post: 'p1', words: 'Bonsoir à tous\u202F!' };
  fire(whole, { channel: 'masto', ...post });
  await whole.until('soiree', 'publication', 'p1:masto', ({ state }) => state === 'published');
  expect([...server.posts.values()].map(({ text }) => text)).toEqual([post.words]);
  for (const said of [
    JSON.stringify(begun.body),
    JSON.stringify(ended.body),
    JSON.stringify(whole.logged),
    whole.bytes(),
  ]) {
    expect(said).not.toContain(TOKEN);
  }
});

test('CH121 only who began can end it, once, and only with the code that was given for it', async () => {
  const server = await start();
  const other = (await signIn({ url: whole.url, staffLink: whole.server.staffLink() }, 'phone-other')).cookie;
  const first = givenBy(await allowAt((await begin(server.url)).body.check.url));
  expect((await end(first, other)).body.code).toBe('unknown');
  expect((await end({ ...first, state: 'guessed' })).body.code).toBe('unknown');
  expect((await end({ ...first, code: 'guessed' })).body.check).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/^token: The provided authorization grant is invalid/),
  });
  expect((await end(first)).body.code).toBe('used');

  // A code stolen from another sign-in of ours is of no use: its challenge is not this one's.
  const theirs = givenBy(await allowAt((await begin(server.url, { cookie: other })).body.check.url));
  const mine = givenBy(await allowAt((await begin(server.url)).body.check.url));
  expect((await end({ state: mine.state, code: theirs.code })).body.check).toMatchObject({ ok: false });
});

test('CH122 a server that offers no challenge is signed in to without one', async () => {
  const server = await start({ offersPkce: false });
  const { url } = (await begin(server.url, { channel: 'masto-2' })).body.check;
  expect(new URL(url).searchParams.has('code_challenge')).toBe(false);
  expect((await end(givenBy(await allowAt(url)))).body).toMatchObject({ channel: 'masto-2', check: { ok: true } });
});

test('CH123 a no on the network’s page connects nothing and leads back to its channel', async () => {
  const server = await start();
  await whole.ask('DELETE', path('soiree'), { cookie: admin });
  const begun = await begin(server.url);
  const state = new URL(begun.body.check.url).searchParams.get('state');
  expect((await end({ state })).body).toEqual({
    ok: true,
    show: 'soiree',
    channel: 'masto',
    network: 'mastodon',
  });
  expect((await whole.ask('GET', path('soiree'), { cookie: admin })).body.state).toBe('none');
});

test('CH124 a host that is no such server, a rehearsal and a stranger begin nothing', async () => {
  const server = await start();
  const elsewhere = await startX();
  onTestFinished(elsewhere.close);
  expect((await begin(elsewhere.url)).body.check).toEqual({
    ok: false,
    reason: `wrong-host: ${new URL(elsewhere.url).host}`,
  });
  expect((await begin('http://127.0.0.1:1')).body.check).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/^unreachable: /),
  });
  expect((await begin(server.url, { show: 'repetition' })).body).toMatchObject({
    code: 'not-allowed',
    detail: 'rehearsal',
  });
  expect((await begin(server.url, { channel: 'wall' })).body.code).toBe('bad-packet');
  expect((await begin(server.url, { cookie: '' })).body.code).toBe('no-session');
  expect(server.applications.size).toBe(0);
});
