import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { bluesky } from '../../../server/channels/bluesky.ts';
import type { BlueskyCredentials } from '../../../server/channels/bluesky-session.ts';
import type { Parcel } from '../../../server/channels/channel.ts';
import type { Fetch } from '../../../server/channels/http.ts';
import { keptInMemory } from '../../../server/channels/kept.ts';
import { safeFetch } from '../../../server/channels/safe-fetch.ts';
import { blueskyAccount, recordOf } from '../../contract/bluesky-account.ts';
import { channelContract, publish } from '../../contract/channel.ts';
import { firstAccount, relayContract } from '../../contract/relay.ts';
import { signUp } from '../../fixtures/pds-accounts.ts';
import { startPds } from '../../pds/pds.ts';

const loopback = safeFetch({ plainHttp: true, mayReach: (address) => address === '127.0.0.1' || address === '::1' });

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const pds = await startPds();
afterAll(() => pds.close());

channelContract('Bluesky, on a real PDS', async (readPhoto) => {
  const credentials = await signUp(pds.url, 'regie');
  return blueskyAccount({ credentials, fetch: loopback, readPhoto });
});

relayContract('two accounts of Bluesky on a real PDS', async () => {
  const first = await signUp(pds.url, 'relais-un');
  const second = await signUp(pds.url, 'relais-deux');
  const kept = { first: keptInMemory(first), second: keptInMemory(second) };
  const open = (account: 'first' | 'second') =>
    bluesky({ fetch: loopback, nowMs: Date.now, kept: kept[account], readPhoto: async () => undefined });
  return {
    ...firstAccount('bluesky', open),
    async shown({ id }) {
      const repo = kept.second.get().session?.did ?? second.identifier;
      const query = new URLSearchParams({ repo, collection: 'app.bsky.feed.repost' });
      const answer = await fetch(`${pds.url}/xrpc/com.atproto.repo.listRecords?${query}`);
      const { records } = (await answer.json()) as { records: { value: { subject: { uri: string } } }[] };
      return records.filter(({ value }) => value.subject.uri === id).length;
    },
  };
});

describe('a PDS', () => {
  let credentials: BlueskyCredentials;
  const calls: string[] = [];
  const listening: Fetch = (input, init) => {
    calls.push(new URL(String(input)).pathname.replace('/xrpc/', ''));
    return loopback(input, init);
  };
  beforeAll(async () => {
    credentials = await signUp(pds.url, 'salle');
    await signUp(pds.url, 'nguyen');
  });

  const open = (kept = keptInMemory(credentials)) =>
    bluesky({ fetch: listening, nowMs: Date.now, kept, readPhoto: async () => undefined });
  const parcelOf = (words: string, n: number): Parcel => ({
    show: 'final',
    publication: `p${n}:bsky`,
    round: 1,
    key: `p${n}:bsky/1`,
    lookUnder: [`p${n}:bsky/1`],
    payload: { network: 'bluesky', words, language: 'fr', photos: [] },
    taken: [],
  });

  test('CH20 one sign-in serves an evening, restarts included, and an expired token is renewed in passing', async () => {
    const kept = keptInMemory(credentials);
    calls.length = 0;
    for (let n = 1; n <= 3; n++)
      expect((await publish(open(kept), parcelOf(`Une ${n}.`, n))).outcome).toBe('published');
    const signIns = () => calls.filter((nsid) => nsid.endsWith('createSession')).length;
    expect(signIns()).toBe(1);
    const session = kept.get().session;
    if (!session) throw new Error('no session kept');
    const accessJwt = `${session.accessJwt.slice(0, -4)}AAAA`;
    kept.put({ ...kept.get(), session: { ...session, accessJwt } });
    expect((await publish(open(kept), parcelOf('Après.', 4))).outcome).toBe('published');
    expect(signIns()).toBe(1);
    expect(calls.filter((nsid) => nsid.endsWith('refreshSession'))).toHaveLength(1);
    expect(kept.get().session?.accessJwt).not.toBe(accessJwt);
  });

  test('CH21 mentions, hashtags and links are marked by their bytes; a name that nobody answers to stays words', async () => {
    const words = '👩🏽‍🔬 Bravo @nguyen.test et @personne.test\u202F! #MaThèse180\u202F: https://example.org/finale.';
    const sent = await publish(open(), parcelOf(words, 10));
    if (sent.outcome !== 'published') throw new Error(JSON.stringify(sent));
    const record = await recordOf(pds.url, sent.remote);
    const bytes = Buffer.from(words);
    const marked = (record?.facets ?? []).map((facet) => {
      const { index, features } = facet as {
        index: { byteStart: number; byteEnd: number };
        features: [{ $type: string; did?: string; uri?: string; tag?: string }];
      };
      const { $type, ...what } = features[0];
      return [bytes.subarray(index.byteStart, index.byteEnd).toString(), $type.split('#')[1], what];
    });
    expect(marked).toEqual([
      ['@nguyen.test', 'mention', { did: expect.stringMatching(/^did:plc:[a-z2-7]{24}$/) }],
      ['#MaThèse180', 'tag', { tag: 'MaThèse180' }],
      ['https://example.org/finale', 'link', { uri: 'https://example.org/finale' }],
    ]);
  });

  test('CH150 a record that is under its key already is read, and its words are told where they are others', async () => {
    const first = await publish(open(), parcelOf('Dit une fois.', 70));
    expect(first).toEqual({ outcome: 'published', remote: expect.anything() });
    expect(await publish(open(), parcelOf('Dit une fois.', 70))).toEqual(first);
    expect(await publish(open(), parcelOf('Dit autrement.', 70))).toEqual({ ...first, says: 'Dit une fois.' });
  });

  test('CH22 the same words under the same publication are two posts in two shows', async () => {
    const here = await publish(open(), parcelOf('Bonsoir.', 20));
    const there = await publish(open(), { ...parcelOf('Bonsoir.', 20), show: 'another' });
    expect([here.outcome, there.outcome]).toEqual(['published', 'published']);
    expect(here).not.toEqual(there);
  });

  test('CH23 a thread keeps its root, however deep', async () => {
    const ids: string[] = [];
    for (let n = 30; n < 33; n++) {
      const parent = ids.at(-1);
      const sent = await publish(open(), { ...parcelOf(`${n}`, n), ...(parent ? { replyTo: { id: parent } } : {}) });
      if (sent.outcome !== 'published') throw new Error(JSON.stringify(sent));
      ids.push(sent.remote.id);
    }
    const last = await recordOf(pds.url, { id: ids[2] ?? '' });
    expect(last?.reply).toMatchObject({ root: { uri: ids[0] }, parent: { uri: ids[1] } });
  });

  test('CH24 a wrong password is refused as such, and a server that is none is named', async () => {
    const wrong = open(keptInMemory({ ...credentials, password: 'aaaa-bbbb-cccc-dddd' }));
    expect(await wrong.check(AbortSignal.timeout(5000))).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^token: /),
    });
    expect(await publish(wrong, parcelOf('Rien.', 40))).toMatchObject({ outcome: 'refused' });
    const nobody = open(keptInMemory({ ...credentials, service: 'http://127.0.0.1:1' }));
    expect(await nobody.check(AbortSignal.timeout(5000))).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^unreachable: /),
    });
  });

  test('CH25 a server without an index tells no figures, which is not 0', async () => {
    const sent = await publish(open(), parcelOf('Compté.', 50));
    if (sent.outcome !== 'published') throw new Error(JSON.stringify(sent));
    expect(await open().counts?.([sent.remote], AbortSignal.timeout(5000))).toMatchObject({
      later: expect.any(String),
    });
  });

  test('CH29 what another account published is not said to be taken back', async () => {
    const sent = await publish(open(), parcelOf('D’un autre compte.', 60));
    if (sent.outcome !== 'published') throw new Error(JSON.stringify(sent));
    const other = open(keptInMemory(await signUp(pds.url, 'autre')));
    const asked = await other.remove(parcelOf('', 60), sent.remote, AbortSignal.timeout(5000));
    expect(asked).toMatchObject({ removed: false, reason: expect.stringMatching(/^not-permitted: did:/) });
    expect(await recordOf(pds.url, sent.remote)).toBeDefined();
  });
});
