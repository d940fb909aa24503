import { describe, expect, onTestFinished, test } from 'vitest';
import type { Parcel } from '../../../server/channels/channel.ts';
import { keptInMemory } from '../../../server/channels/kept.ts';
import { mastodon } from '../../../server/channels/mastodon.ts';
import { safeFetch } from '../../../server/channels/safe-fetch.ts';
import { channelContract, publish, testPhotos } from '../../contract/channel.ts';
import { mastodonAccount } from '../../contract/mastodon-account.ts';
import { firstAccount, relayContract } from '../../contract/relay.ts';
import type { ServerFault } from '../../fixtures/servers/loopback.ts';
import { type MastodonServerOptions, OTHER_TOKEN, startMastodon, TOKEN } from '../../fixtures/servers/mastodon.ts';

const loopback = safeFetch({ plainHttp: true, mayReach: () => true });
const credentialsFor = (url: string, token = TOKEN) =>
  ({ network: 'mastodon', server: url, token, visibility: 'unlisted' }) as const;

channelContract('Mastodon, a faithful server', async (readPhoto) => {
  const server = await startMastodon({ readings: 2 });
  const account = mastodonAccount({
    credentials: credentialsFor(server.url),
    fetch: loopback,
    readPhoto,
    pollMs: 1,
  });
  return { ...account, close: server.close };
});

for (const where of ['the same server', 'two servers'] as const) {
  relayContract(`two accounts of Mastodon on ${where}`, async () => {
    const first = await startMastodon();
    const second = where === 'two servers' ? await startMastodon({ peer: first }) : first;
    const credentials = {
      first: credentialsFor(first.url),
      second: credentialsFor(second.url, OTHER_TOKEN),
    };
    const open = (account: 'first' | 'second') =>
      mastodon({
        fetch: loopback,
        nowMs: Date.now,
        kept: keptInMemory(credentials[account]),
        readPhoto: async () => undefined,
      });
    return {
      ...firstAccount('mastodon', open),
      async shown({ url }) {
        const here = [...second.posts.keys()].filter((id) => url === second.addressOf(id));
        return here.filter((id) => second.reblogs.has(`8/${id}`)).length;
      },
      async close() {
        await first.close();
        if (second !== first) await second.close();
      },
    };
  });
}

describe('a server of Mastodon’s API', () => {
  const photos = testPhotos();
  const start = async (options: MastodonServerOptions = {}) => {
    const server = await startMastodon(options);
    onTestFinished(server.close);
    return server;
  };
  const open = (url: string, { token = TOKEN, nowMs = Date.now as () => number } = {}) =>
    mastodon({
      fetch: loopback,
      nowMs,
      kept: keptInMemory(credentialsFor(url, token)),
      readPhoto: async (hash, fit) => (await photos).read(hash, fit),
      pollMs: 1,
    });
  const parcelOf = (words: string, more: Partial<Parcel> = {}): Parcel => ({
    show: 'final',
    publication: 'p:masto',
    round: 1,
    key: 'p:masto/1',
    lookUnder: ['p:masto/1'],
    payload: { network: 'mastodon', words, language: 'fr', photos: [] },
    taken: [],
    triedMs: Date.now(),
    firstTriedMs: Date.now(),
    ...more,
  });
  const signal = () => AbortSignal.timeout(5_000);

  test('CH30 what the answer cannot tell is unknown, then read from our own posts', async () => {
    const server = await start();
    for (const fault of ['html-502', 'reset'] satisfies ServerFault[]) {
      const channel = open(server.url);
      const parcel = parcelOf(`Après ${fault}.`, { key: `${fault}/1`, lookUnder: [`${fault}/1`] });
      server.faults.push(fault);
      expect((await publish(channel, parcel)).outcome).toBe('unknown');
      expect(await channel.lookUp(parcel, signal())).toMatchObject({ found: { url: expect.any(String) } });
      expect([...server.posts.values()].filter(({ text }) => text === parcel.payload.words)).toHaveLength(1);
    }
  });

  test('CH125 who sees a post is as its channel said when it fired, else as its connection says', async () => {
    const server = await start();
    const channel = open(server.url);
    const seenBy = (visibility?: 'public' | 'private') => {
      const key = `p-${visibility}:masto/1`;
      const payload = { ...parcelOf(`Pour ${visibility}.`).payload, ...(visibility && { visibility }) };
      return publish(channel, { ...parcelOf(''), key, payload });
    };
    for (const visibility of ['public', 'private', undefined] as const) {
      expect((await seenBy(visibility)).outcome).toBe('published');
    }
    expect([...server.posts.values()].map(({ visibility }) => visibility)).toEqual(['public', 'private', 'unlisted']);
  });

  test('CH31 a page of a proxy in place of an answer is understood, and nothing is thought to be there', async () => {
    const server = await start();
    server.faults.push('html-before');
    const parcel = parcelOf('Jamais arrivé.');
    expect(await publish(open(server.url), parcel)).toEqual({
      outcome: 'unknown',
      reason: 'server-error: 502 Bad Gateway',
    });
    expect(await open(server.url).lookUp(parcel, signal())).toEqual({ absent: 'same-key' });
  });

  test('CH32 too many: not sent, and when to come back where the server says it', async () => {
    const server = await start();
    server.faults.push('limit', 'limit-dated');
    const channel = open(server.url);
    const undated = await publish(channel, parcelOf('Un.'));
    expect(undated).toEqual({ outcome: 'not-sent', reason: 'limit: Too many requests' });
    const before = Date.now();
    const dated = await publish(channel, parcelOf('Deux.'));
    if (dated.outcome !== 'not-sent') throw new Error(dated.outcome);
    expect(Math.round(((dated.retryAtMs ?? 0) - before) / 10_000)).toBeGreaterThanOrEqual(4);
    expect(server.posts.size).toBe(0);
  });

  test('CH33 a server that is only compatible proves nothing by an absence: it may remember no key', async () => {
    const server = await start({ version: '2.9.0 (compatible; snac/2.94)' });
    expect(await open(server.url).lookUp(parcelOf('Rien.'), signal())).toEqual({ absent: 'unproved' });
  });

  test('CH34 limits are the server’s own', async () => {
    const server = await start({ maxCharacters: 1000 });
    const channel = open(server.url);
    expect((await publish(channel, parcelOf('é'.repeat(1000)))).outcome).toBe('published');
    expect(await publish(channel, parcelOf('é'.repeat(1001)))).toEqual({
      outcome: 'refused',
      reason: 'too-long: 1001 > 1000',
    });
    expect(await channel.check(signal())).toMatchObject({
      ok: true,
      identity: { account: 'regie@mastodon.example', limits: { length: 1000, photos: 4, altLength: 1500 } },
    });
  });

  test('CH35 a photo is uploaded once for a post, however often the post is tried', async () => {
    const server = await start();
    server.faults.push('limit', 'limit');
    const channel = open(server.url);
    const { four } = await photos;
    const parcel = parcelOf('Photos.', { payload: { ...parcelOf('Photos.').payload, photos: four } });
    for (const outcome of ['not-sent', 'not-sent', 'published']) {
      expect((await publish(channel, parcel)).outcome).toBe(outcome);
    }
    expect(server.calls.filter((call) => call === 'POST /api/v2/media')).toHaveLength(4);
    expect(server.media.size).toBe(4);
  });

  test('CH36 the limit on photos is waited for, with nothing sent', async () => {
    const server = await start({ mediaLimit: 2 });
    const { four } = await photos;
    const parcel = parcelOf('Photos.', { payload: { ...parcelOf('Photos.').payload, photos: four } });
    const sent = await publish(open(server.url), parcel);
    expect(sent).toMatchObject({ outcome: 'not-sent', reason: expect.stringMatching(/^limit/) });
    expect('retryAtMs' in sent && sent.retryAtMs).toBeGreaterThan(Date.now() + 25 * 60_000);
    expect(server.posts.size).toBe(0);
  });

  test('CH37 each refusal has its own code: token, scope, account, server, picture', async () => {
    const server = await start();
    expect(await open(server.url, { token: 'expired' }).check(signal())).toMatchObject({
      ok: false,
      reason: 'token: The access token is invalid',
    });
    expect(await publish(open(server.url, { token: 'expired' }), parcelOf('Non.'))).toEqual({
      outcome: 'refused',
      reason: 'token: The access token is invalid',
    });
    const narrow = await start({ scopes: ['read', 'write:statuses'] });
    expect(await open(narrow.url).check(signal())).toEqual({ ok: false, reason: 'not-permitted: write:media' });
    const suspended = await start({ suspended: true });
    expect(await open(suspended.url).check(signal())).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^suspended: /),
    });
    const channel = mastodon({
      fetch: loopback,
      nowMs: Date.now,
      kept: keptInMemory(credentialsFor(server.url)),
      readPhoto: async () => Buffer.from('GIF89a, or so it says'),
    });
    const { four } = await photos;
    const parcel = parcelOf('Image.', { payload: { ...parcelOf('Image.').payload, photos: four.slice(0, 1) } });
    expect(await publish(channel, parcel)).toMatchObject({
      outcome: 'refused',
      reason: expect.stringMatching(/^photo: /),
    });
    expect(await open('http://127.0.0.1:1').check(signal())).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^unreachable: /),
    });
  });

  test('CH38 a host that is no Mastodon server is named, whatever it answers', async () => {
    const { createServer } = await import('node:http');
    const page = createServer((_request, response) => response.end('<title>Une page</title>'));
    await new Promise<void>((listening) => page.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void page.close());
    const { port } = page.address() as { port: number };
    expect(await open(`http://127.0.0.1:${port}`).check(signal())).toEqual({
      ok: false,
      reason: `wrong-host: 127.0.0.1:${port}`,
    });
  });

  test('CH39 an edit changes words and photos in place, again and again', async () => {
    const server = await start();
    const channel = open(server.url);
    const { four } = await photos;
    const first = await publish(channel, parcelOf('Une faute.'));
    if (first.outcome !== 'published') throw new Error(first.outcome);
    const corrected = parcelOf('', { payload: { ...parcelOf('Sans faute.').payload, photos: four.slice(0, 2) } });
    for (let time = 0; time < 2; time++) {
      const ready = await channel.prepare(corrected, signal());
      if (ready.outcome !== 'ready') throw new Error(ready.reason);
      expect(await channel.edit?.(corrected, ready.prepared, first.remote, signal())).toEqual({
        outcome: 'edited',
        remote: first.remote,
      });
    }
    expect([...server.posts.values()]).toMatchObject([{ text: 'Sans faute.', media: { length: 2 }, edited: true }]);
  });

  test('CH26 its own figures are told by id, and what is gone has none', async () => {
    const server = await start();
    const channel = open(server.url);
    const sent = await publish(channel, parcelOf('Compté.'));
    if (sent.outcome !== 'published') throw new Error(sent.outcome);
    const counted = await channel.counts?.([sent.remote, { id: '12' }], signal());
    expect(counted).toEqual({ counts: new Map([[sent.remote.id, { likes: 3, reposts: 2, replies: 0 }]]) });
  });

  test('CH27 a round asked for again is not taken for the one before, though its words are the same', async () => {
    const server = await start();
    const channel = open(server.url);
    expect((await publish(channel, parcelOf('Encore.'))).outcome).toBe('published');
    const later = Date.now() + 60_000;
    const second = parcelOf('Encore.', { round: 2, key: 'p:masto/2', lookUnder: ['p:masto/2'], triedMs: later });
    expect(await channel.lookUp(second, signal())).toEqual({ absent: 'same-key' });
  });
});
