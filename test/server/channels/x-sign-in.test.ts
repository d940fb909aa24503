import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Fetch } from '../../../server/channels/http.ts';
import { safeFetch } from '../../../server/channels/safe-fetch.ts';
import { startX, type XFixture, type XServerOptions } from '../../fixtures/servers/x.ts';
import type { WholeServer } from '../../fixtures/whole-server.ts';
import { signIn } from '../signing-in.ts';
import { fire, showWith, startBothShows } from './network-show.ts';

const APPLICATION = { clientId: 'Regie-180:1:ci', clientSecret: 'the-secret-of-the-app' };
const MINUTE_MS = 60_000;

let whole: WholeServer;
let admin: string;
/** What is called `api.x.com` for now. */
let api: XFixture;
/** By how much this test's hour is ahead. */
let aheadMs = 0;
beforeAll(async () => {
  const loopback = safeFetch({ plainHttp: true, mayReach: () => true });
  const reach: Fetch = (input, init) => loopback(String(input).replace('https://api.x.com', api.url), init);
  const machine = { wallMs: () => Date.now() + aheadMs, monotonicMs: () => performance.now() + aheadMs };
  const channels = { x: 'x', 'x-2': 'x' } as const;
  ({ whole, admin } = await startBothShows(channels, { reach, machine }));
  whole.push('autre', 'show.create', { rows: showWith('autre', channels) }, 'engine:import');
});
afterAll(() => whole.stop());

const path = (channel = 'x', show = 'soiree') => `/shows/${show}/channels/${channel}/connection`;
const means = (cookie = admin) => whole.ask('GET', `${path()}/sign-in`, { cookie });
const begin = (more: object = { application: APPLICATION }, { channel = 'x', show = 'soiree', cookie = admin } = {}) =>
  whole.ask('POST', `${path(channel, show)}/sign-in`, { cookie, body: { network: 'x', ...more } });
const end = (body: object, cookie = admin) => whole.ask('POST', '/connected', { cookie, body });
const stateOf = async (channel = 'x') => (await whole.ask('GET', path(channel), { cookie: admin })).body.state;

async function start(options: XServerOptions = {}): Promise<XFixture> {
  const { clientId, clientSecret: secret } = APPLICATION;
  const app = { clientId, secret, redirectUris: [`${whole.url}/connected`] };
  const nowMs = () => Date.now() + aheadMs;
  api = await startX({ app, nowMs, ...options });
  onTestFinished(api.close);
  return api;
}

/** Opens X's page and presses one of its two links, as a person does: where it then sends their browser. */
async function answerAt(url: string, press: 'allow' | 'cancel' = 'allow'): Promise<Record<string, string>> {
  expect(new URL(url).origin).toBe('https://x.com');
  const page = await (await fetch(url.replace('https://x.com', api.url))).text();
  const [yes, no] = [...page.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href.replace(/&amp;/g, '&'));
  const back = new URL((press === 'allow' ? yes : no) ?? page);
  expect(back.origin + back.pathname).toBe(`${whole.url}/connected`);
  return Object.fromEntries(back.searchParams);
}

test('CH160 a person signs in on X with the team’s app, and the channel publishes there and renews its own token', async () => {
  const server = await start();
  expect((await means()).body).toEqual({ ok: true, redirectUrl: `${whole.url}/connected` });
  const begun = await begin();
  const asked = new URL(begun.body.check.url);
  expect(asked.origin + asked.pathname).toBe('https://x.com/i/oauth2/authorize');
  expect(asked.href).not.toContain('+');
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({
    client_id: APPLICATION.clientId,
    redirect_uri: `${whole.url}/connected`,
    scope: 'tweet.read tweet.write users.read media.write offline.access',
  });
  const ended = await end(await answerAt(asked.href));
  expect(ended.body).toEqual({
    ok: true,
    show: 'soiree',
    channel: 'x',
    network: 'x',
    check: { ok: true, identity: expect.objectContaining({ account: 'regie180', host: 'x.com' }) },
  });
  fire(whole, { channel: 'x', post: 'p1', words: 'Bonsoir à tous\u202F!' });
  await whole.until('soiree', 'publication', 'p1:x', ({ state }) => state === 'published');
  // Two hours later: renewed with the app's id and secret, kept since the sign-in.
  server.expire();
  fire(whole, { channel: 'x', post: 'p2', words: 'Deux heures plus tard.' });
  await whole.until('soiree', 'publication', 'p2:x', ({ state }) => state === 'published');
  expect([...server.posts.values()].map(({ text }) => text)).toEqual([
    'Bonsoir à tous\u202F!',
    'Deux heures plus tard.',
  ]);
  expect(server.calls.filter((call) => call.endsWith('/oauth2/token'))).toHaveLength(2);

  const told = await means();
  expect(told.body.application).toEqual({ clientId: APPLICATION.clientId, hasSecret: true });
  const said = [begun.body, ended.body, told.body, whole.logged].map((each) => JSON.stringify(each));
  for (const each of [...said, whole.bytes()]) {
    for (const secret of [APPLICATION.clientSecret, 'access-1', 'refresh-1', 'refresh-2']) {
      expect(each).not.toContain(secret);
    }
  }
});

test('CH161 an app without a secret signs in as well, each channel on its own, and is asked for once a show', async () => {
  const app = { clientId: 'public-app', redirectUris: [`${whole.url}/connected`] };
  const server = await start({ app });
  const first = await begin({ application: { clientId: 'public-app' } });
  expect((await end(await answerAt(first.body.check.url))).body.check.ok).toBe(true);
  expect((await means()).body.application).toEqual({ clientId: 'public-app', hasSecret: false });
  const second = await begin({ threads: 'numbered' }, { channel: 'x-2' });
  expect((await end(await answerAt(second.body.check.url))).body).toMatchObject({
    channel: 'x-2',
    check: { ok: true },
  });
  server.expire();
  expect((await whole.ask('POST', `${path('x-2')}/test`, { cookie: admin })).body.check.ok).toBe(true);
});

test('CH162 a no, one that has ended, one too old and one begun elsewhere are told apart, and connect nothing', async () => {
  await start();
  await whole.ask('DELETE', path(), { cookie: admin });
  const other = (await signIn({ url: whole.url, staffLink: whole.server.staffLink() }, 'phone-other')).cookie;

  const denied = await answerAt((await begin()).body.check.url, 'cancel');
  expect(denied).toMatchObject({ error: 'access_denied' });
  expect((await end(denied)).body).toEqual({ ok: true, show: 'soiree', channel: 'x', network: 'x' });
  expect((await end(denied)).body.code).toBe('used');

  const given = await answerAt((await begin()).body.check.url);
  expect((await end(given, other)).body.code).toBe('unknown');
  expect((await end({ ...given, state: 'guessed' })).body.code).toBe('unknown');
  aheadMs += 10 * MINUTE_MS + 1;
  expect((await end(given)).body.code).toBe('expired');

  const refused = { state: (await answerAt((await begin()).body.check.url)).state, error: 'invalid_scope' };
  expect((await end(refused)).body.check).toEqual({ ok: false, reason: 'refused: invalid_scope' });
  const down = { state: (await answerAt((await begin()).body.check.url)).state, error: 'temporarily_unavailable' };
  expect((await end(down)).body.check).toEqual({ ok: false, reason: 'down: temporarily_unavailable' });
  expect(await stateOf()).toBe('none');
});

test.each([
  ['the secret of another app', { clientSecret: 'wrong' }, {}, 0, /^application: Missing valid authorization header$/],
  ['a right that was not given', {}, { withholds: ['media.write'] }, 0, /^not-permitted: media\.write$/],
  ['a code of half a minute ago', {}, {}, 31_000, /^token: Value passed for the authorization code was invalid\.$/],
] as const)('CH163 %s is told by its own code, and connects nothing', async (_of, more, options, waitMs, reason) => {
  await start(options);
  await whole.ask('DELETE', path(), { cookie: admin });
  const given = await answerAt((await begin({ application: { ...APPLICATION, ...more } })).body.check.url);
  aheadMs += waitMs;
  expect((await end(given)).body.check).toEqual({ ok: false, reason: expect.stringMatching(reason) });
  expect(await stateOf()).toBe('none');
});

test('CH164 a code or a challenge of another sign-in, a rehearsal, a stranger and no app open nothing', async () => {
  const server = await start();
  const mine = await answerAt((await begin()).body.check.url);
  const theirs = await answerAt((await begin()).body.check.url);
  expect((await end({ ...mine, code: theirs.code })).body.check).toMatchObject({ ok: false });
  expect((await begin(undefined, { show: 'repetition' })).body).toMatchObject({
    code: 'not-allowed',
    detail: 'rehearsal',
  });
  expect((await begin(undefined, { channel: 'wall' })).body.code).toBe('bad-packet');
  expect((await begin(undefined, { cookie: '' })).body.code).toBe('no-session');
  expect((await means('')).body.code).toBe('no-session');
  expect((await begin({}, { show: 'autre' })).body).toMatchObject({ code: 'bad-packet', detail: 'application' });
  expect(server.posts.size).toBe(0);
});
