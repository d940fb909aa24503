import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Fetch } from '../../../server/channels/http.ts';
import { safeFetch } from '../../../server/channels/safe-fetch.ts';
import { recordOf } from '../../contract/bluesky-account.ts';
import { signUp } from '../../fixtures/pds-accounts.ts';
import type { WholeServer } from '../../fixtures/whole-server.ts';
import { startPds, type TestPds } from '../../pds/pds.ts';
import { fire, startBothShows } from './network-show.ts';

const loopback = safeFetch({ plainHttp: true, mayReach: () => true });
const called: string[] = [];
const listening: Fetch = (input, init) => {
  called.push(String(input));
  return loopback(input, init);
};

vi.setConfig({ testTimeout: 60_000 });

let pds: TestPds;
let whole: WholeServer;
let admin: string;
let account: { identifier: string; password: string; service: string };
beforeAll(async () => {
  pds = await startPds();
  const { network: _, ...credentials } = await signUp(pds.url, 'finale');
  account = credentials;
  ({ whole, admin } = await startBothShows({ bsky: 'bluesky' }, { reach: listening, account: 'finale.test' }));
}, 60_000);
afterAll(async () => {
  await whole.stop();
  await pds.close();
});

const path = (show: string, channel = 'bsky') => `/shows/${show}/channels/${channel}/connection`;
const wish = () => ({ network: 'bluesky', ...account });

test('CH40 what is connected is told by its account, and never by what opens it', async () => {
  expect((await whole.ask('GET', path('soiree'), { cookie: admin })).body).toEqual({
    ok: true,
    network: 'bluesky',
    state: 'none',
  });
  const put = await whole.ask('PUT', path('soiree'), { cookie: admin, body: wish() });
  expect(put.body).toMatchObject({ ok: true, check: { ok: true, identity: { account: 'finale.test' } } });
  const told = await whole.ask('GET', path('soiree'), { cookie: admin });
  expect(told.body).toMatchObject({ ok: true, state: 'connected', identity: { account: 'finale.test' } });
  for (const said of [
    JSON.stringify(put.body),
    JSON.stringify(told.body),
    JSON.stringify(whole.logged),
    whole.bytes(),
  ]) {
    expect(said).not.toContain(account.password);
    expect(said).not.toContain('eyJ0eX');
  }
});

test('CH41 a post fired in a real show is out on its account, and comes back when it is withdrawn', async () => {
  await whole.ask('PUT', path('soiree'), { cookie: admin, body: wish() });
  fire(whole, { channel: 'bsky', post: 'p1', words: 'Bonsoir à tous\u202F! #Finale' });
  const { remote } = await whole.until('soiree', 'publication', 'p1:bsky', ({ state }) => state === 'published');
  if (!remote) throw new Error('nowhere');
  expect(await recordOf(pds.url, remote)).toMatchObject({ text: 'Bonsoir à tous\u202F! #Finale', langs: ['fr'] });
  whole.push('soiree', 'post.withdraw', { post: 'p1' }, 'naima');
  await whole.until('soiree', 'publication', 'p1:bsky', ({ state }) => state === 'removed');
  expect(await recordOf(pds.url, remote)).toBeUndefined();
});

test('CH42 a rehearsal is given no account and calls no network', async () => {
  const put = await whole.ask('PUT', path('repetition'), { cookie: admin, body: wish() });
  expect(put).toMatchObject({ status: 403, body: { ok: false, code: 'not-allowed', detail: 'rehearsal' } });
  called.length = 0;
  fire(whole, { show: 'repetition', channel: 'bsky', post: 'p1', words: 'Bonsoir.' });
  const { remote } = await whole.until('repetition', 'publication', 'p1:bsky', ({ state }) => state === 'published');
  expect(remote?.url).toMatch(/^\/s\/repetition\/rehearsal#/);
  expect(called).toEqual([]);
});

test('CH144 who approves is shown the account’s latest posts, less those known of, to say which one it is', async () => {
  fire(whole, { channel: 'bsky', post: 'p9', words: 'Celui-ci est connu.' });
  await whole.until('soiree', 'publication', 'p9:bsky', ({ state }) => state === 'published');
  const latest = '/shows/soiree/channels/bsky/latest';
  const told = await whole.ask('GET', latest, { cookie: admin });
  expect(told.body).toEqual({ ok: true, posts: [] });
  const elsewhere = await whole.ask('GET', '/shows/repetition/channels/bsky/latest', { cookie: admin });
  expect(elsewhere.body.posts).toEqual([]);
  expect((await whole.ask('GET', latest, {})).body.code).toBe('no-session');
  await whole.ask('DELETE', path('soiree'), { cookie: admin });
  expect((await whole.ask('GET', latest, { cookie: admin })).body).toEqual({ ok: true, reason: 'not-connected' });
});

test('CH43 only an administrator of the show connects, tests or disconnects, from a page of ours', async () => {
  const body = { show: 'soiree', staff: 'loane' };
  const invitation = await whole.ask('POST', '/invitations', { cookie: admin, body });
  const [, token] = String(invitation.body.invitation.url).split('#join=');
  const joined = await fetch(`${whole.url}/join`, {
    method: 'POST',
    headers: { origin: whole.url, 'content-type': 'application/json' },
    body: JSON.stringify({ token, device: 'phone-l', name: 'Loane' }),
  });
  const loane = joined.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  for (const [method, more] of [
    ['GET', ''],
    ['PUT', ''],
    ['DELETE', ''],
    ['POST', '/test'],
  ] as const) {
    const asked = { cookie: loane, ...(method === 'PUT' ? { body: wish() } : {}) };
    expect((await whole.ask(method, `${path('soiree')}${more}`, asked)).body.code).toBe('not-allowed');
    if (method === 'GET') continue;
    const foreign = { ...asked, cookie: admin, origin: 'https://elsewhere.example' };
    expect((await whole.ask(method, `${path('soiree')}${more}`, foreign)).body.code).toBe('origin');
    expect((await whole.ask(method, `${path('soiree')}${more}`, {})).body.code).toBe('no-session');
  }
});

test('CH44 what does not open an account is said, and connects nothing', async () => {
  await whole.ask('DELETE', path('soiree'), { cookie: admin });
  const wrong = await whole.ask('PUT', path('soiree'), { cookie: admin, body: { ...wish(), password: 'aaaa-bbbb' } });
  expect(wrong.body.check).toMatchObject({ ok: false, reason: expect.stringMatching(/^token: /) });
  const nowhere = { ...wish(), service: 'http://127.0.0.1:1' };
  const unreached = await whole.ask('PUT', path('soiree'), { cookie: admin, body: nowhere });
  expect(unreached.body.check).toMatchObject({ ok: false, reason: expect.stringMatching(/^unreachable: /) });
  const other = await whole.ask('PUT', path('soiree'), { cookie: admin, body: { network: 'x', accessToken: 'a' } });
  expect(other.body).toEqual({ ok: false, code: 'bad-packet', detail: 'network' });
  expect((await whole.ask('GET', path('soiree'), { cookie: admin })).body.state).toBe('none');
});

test('CH45 a test publishes nothing; disconnected, what is owed waits and goes out once connected again', async () => {
  await whole.ask('PUT', path('soiree'), { cookie: admin, body: wish() });
  called.length = 0;
  const tested = await whole.ask('POST', `${path('soiree')}/test`, { cookie: admin });
  expect(tested.body.check).toMatchObject({ ok: true, identity: { account: 'finale.test' } });
  expect(called.filter((url) => /putRecord|createRecord|uploadBlob/.test(url))).toEqual([]);
  expect((await whole.ask('DELETE', path('soiree'), { cookie: admin })).body).toEqual({ ok: true });
  const untested = await whole.ask('POST', `${path('soiree')}/test`, { cookie: admin });
  expect(untested.body.check).toEqual({ ok: false, reason: 'not-connected' });
  fire(whole, { channel: 'bsky', post: 'p2', words: 'Plus tard.' });
  expect(whole.ledger.rows('soiree')?.get('publication', 'p2:bsky')?.state).toBe('owed');
  await whole.ask('PUT', path('soiree'), { cookie: admin, body: wish() });
  await whole.until('soiree', 'publication', 'p2:bsky', ({ state }) => state === 'published');
});
