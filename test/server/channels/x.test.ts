import { describe, expect, onTestFinished, test } from 'vitest';
import type { Parcel } from '../../../server/channels/channel.ts';
import { keptInMemory } from '../../../server/channels/kept.ts';
import { safeFetch } from '../../../server/channels/safe-fetch.ts';
import { x } from '../../../server/channels/x.ts';
import type { XCredentials } from '../../../server/channels/x-session.ts';
import { channelContract, publish } from '../../contract/channel.ts';
import { xAccount } from '../../contract/x-account.ts';
import { startX, type XServerOptions } from '../../fixtures/servers/x.ts';
import { FIRST_TOKENS } from '../../fixtures/servers/x-oauth.ts';

const loopback = safeFetch({ plainHttp: true, mayReach: () => true });
const credentials: XCredentials = { network: 'x', ...FIRST_TOKENS, threads: 'answers' };

channelContract('X, a faithful server', async (readPhoto) => {
  const server = await startX();
  return {
    ...xAccount({ credentials, baseUrl: server.url, fetch: loopback, readPhoto }),
    close: server.close,
  };
});

describe('X', () => {
  const start = async (options: XServerOptions = {}) => {
    const server = await startX(options);
    onTestFinished(server.close);
    return server;
  };
  const open = (baseUrl: string, kept = keptInMemory(credentials)) =>
    x({ fetch: loopback, nowMs: Date.now, kept, baseUrl, readPhoto: async () => undefined });
  const parcelOf = (words: string, more: Partial<Parcel> = {}): Parcel => ({
    show: 'final',
    publication: 'p:x',
    round: 1,
    key: 'p:x/1',
    lookUnder: ['p:x/1'],
    payload: { network: 'x', words, language: 'fr', photos: [] },
    taken: [],
    triedMs: Date.now(),
    firstTriedMs: Date.now(),
    ...more,
  });
  const signal = () => AbortSignal.timeout(5_000);

  test('CH50 an access token that ended is renewed once, and its successor kept before it is used', async () => {
    const server = await start();
    const kept = keptInMemory(credentials);
    server.expire();
    const channel = open(server.url, kept);
    const both = await Promise.all([publish(channel, parcelOf('Un.')), publish(channel, parcelOf('Deux.'))]);
    expect(both.map(({ outcome }) => outcome)).toEqual(['published', 'published']);
    expect(server.calls.filter((call) => call.endsWith('/oauth2/token'))).toHaveLength(1);
    expect(kept.get()).toMatchObject({ accessToken: 'access-1', refreshToken: 'refresh-1' });
    // What was kept serves after a restart; the first refresh token would not.
    server.expire();
    expect((await publish(open(server.url, kept), parcelOf('Trois.'))).outcome).toBe('published');
    const lost = open(server.url, keptInMemory(credentials));
    expect(await lost.check(signal())).toEqual({
      ok: false,
      reason: 'token: Value passed for the token was invalid.',
    });
  });

  test('CH51 words it has already are unknown, and read from our own timeline', async () => {
    const server = await start();
    const channel = open(server.url);
    server.faults.push('reset');
    const first = parcelOf('Bonsoir <à> tous & toutes https://example.org/a/');
    expect((await publish(channel, first)).outcome).toBe('unknown');
    const again = { ...first, round: 2, key: 'p:x/2', lookUnder: ['p:x/2'] };
    expect(await publish(channel, again)).toMatchObject({
      outcome: 'unknown',
      reason: expect.stringMatching(/^duplicate: /),
    });
    expect(await channel.lookUp(again, signal())).toMatchObject({ found: { id: expect.any(String) } });
    expect(server.posts.size).toBe(1);
  });

  test('CH52 where answers are refused, a part of a thread stands alone with its number, and is found by it', async () => {
    const server = await start({ refusesAnswers: true });
    const channel = open(server.url);
    const first = await publish(channel, parcelOf('Début.', { thread: { n: 1, of: 3 } }));
    if (first.outcome !== 'published') throw new Error(first.outcome);
    const second = parcelOf('Suite.', { replyTo: first.remote, thread: { n: 2, of: 3 } });
    expect((await publish(channel, second)).outcome).toBe('published');
    expect([...server.posts.values()].map(({ text }) => text)).toEqual(['Début.', 'Suite. 2/3']);
    expect(await channel.lookUp(second, signal())).toMatchObject({ found: { id: expect.any(String) } });
    const numbered = open(server.url, keptInMemory({ ...credentials, threads: 'numbered' }));
    const all = { replyTo: first.remote, thread: { n: 1, of: 2 } };
    expect((await publish(numbered, parcelOf('Tout seul.', all))).outcome).toBe('published');
    expect([...server.posts.values()].at(-1)).toMatchObject({ text: 'Tout seul. 1/2', replyTo: undefined });
  });

  test('CH53 limits, credits and tokens are told apart by what X says', async () => {
    const server = await start({ postLimit: 1 });
    const channel = open(server.url);
    expect((await publish(channel, parcelOf('Un.'))).outcome).toBe('published');
    const limited = await publish(channel, parcelOf('Deux.'));
    expect(limited).toMatchObject({ outcome: 'not-sent', reason: 'limit: Too Many Requests' });
    expect('retryAtMs' in limited && limited.retryAtMs).toBeGreaterThan(Date.now() + 14 * 60_000);
    const poor = await start({ credits: 0 });
    expect(await publish(open(poor.url), parcelOf('Un.'))).toMatchObject({
      outcome: 'refused',
      reason: expect.stringMatching(/^credits: /),
    });
    const without = keptInMemory<XCredentials>({ network: 'x', accessToken: 'wrong', threads: 'answers' });
    expect(await publish(open(server.url, without), parcelOf('Un.'))).toMatchObject({
      outcome: 'refused',
      reason: 'token: Unauthorized',
    });
  });

  test('CH127 what stands there is found behind all that was sent since', async () => {
    const server = await start();
    const channel = open(server.url);
    server.faults.push('hang');
    const first = parcelOf('Le tout premier.');
    const ready = await channel.prepare(first, signal());
    if (ready.outcome !== 'ready') throw new Error(ready.outcome);
    expect((await channel.send(first, ready.prepared, AbortSignal.timeout(300))).outcome).toBe('unknown');
    for (let n = 1; n <= 45; n++) {
      expect((await publish(channel, parcelOf(`Suite ${n}.`, { key: `s${n}:x/1` }))).outcome).toBe('published');
    }
    expect(await channel.lookUp(first, signal())).toMatchObject({ found: { id: expect.any(String) } });
    expect(await channel.lookUp(parcelOf('Jamais parti.'), signal())).toEqual({ absent: 'unproved' });
  });

  test('CH28 figures of many posts come in one call', async () => {
    const server = await start();
    const channel = open(server.url);
    const remotes = [];
    for (const words of ['Un.', 'Deux.', 'Trois.']) {
      const sent = await publish(channel, parcelOf(words));
      if (sent.outcome === 'published') remotes.push(sent.remote);
    }
    const counted = await channel.counts?.(remotes, signal());
    expect(counted && 'counts' in counted && [...counted.counts.values()]).toEqual(
      Array(3).fill({ likes: 5, reposts: 1, replies: 0 }),
    );
    expect(server.calls.filter((call) => call === 'GET /2/tweets')).toHaveLength(1);
  });
});
