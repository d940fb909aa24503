import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Channel, Parcel, SendResult } from '../../server/channels/channel.ts';
import type { ReadPhoto } from '../../server/channels/photo-bytes.ts';
import { limitsOf } from '../../shared/networks.ts';
import type { Network } from '../../shared/rows/channel.ts';
import type { Payload, Remote } from '../../shared/rows/publication.ts';

/** A post as its network gives it back. */
export interface ReadBack {
  readonly words: string;
  readonly language?: string | undefined;
  readonly photos: readonly { readonly alt: string }[];
  readonly replyTo?: string | undefined;
}

/** An account on a network, real or faithful, that the suite may publish on. */
export interface Account {
  readonly network: Network;
  /** A new channel on the account, as after a restart: with nothing in memory. */
  open(): Channel;
  /** What stands there; undefined: nothing. */
  readBack(remote: Remote): Promise<ReadBack | undefined>;
  /** What its absence under a key proves. */
  readonly absent: 'proved' | 'same-key' | 'unproved';
  /** Whether it says in which language a post is. */
  readonly tellsLanguage: boolean;
  readonly nowMs: () => number;
  close?(): Promise<void>;
}

/** What a channel must promise, whichever network it serves. Runs on every one. */
export function channelContract(name: string, openAccount: (readPhoto: ReadPhoto) => Promise<Account>): void {
  describe(name, () => {
    let account: Account;
    let photos: TestPhotos;
    // Words differ from run to run: an account that lives on has those of the run before.
    let run = '';
    beforeAll(async () => {
      photos = await testPhotos();
      account = await openAccount(photos.read);
      run = account.nowMs().toString(36);
    });
    afterAll(async () => account.close?.());

    let made = 0;
    const parcelOf = (words: string, more: Partial<Omit<Parcel, 'payload'>> & { payload?: Partial<Payload> } = {}) => {
      const publication = more.publication ?? `${run}-${++made}:channel`;
      const round = more.round ?? 1;
      const key = `${publication}/${round}`;
      return {
        show: 'contract',
        round,
        key,
        lookUnder: [key],
        taken: [],
        triedMs: account.nowMs(),
        firstTriedMs: account.nowMs(),
        ...more,
        publication,
        payload: { network: account.network, words, language: 'fr', photos: [], ...more.payload },
      } satisfies Parcel;
    };
    const published = async (parcel: Parcel, channel = account.open()): Promise<Remote> => {
      const sent = await publish(channel, parcel);
      if (sent.outcome !== 'published') throw new Error(JSON.stringify(sent));
      return sent.remote;
    };
    const removed = async (parcel: Parcel, remote?: Remote) =>
      expect(await account.open().remove(parcel, remote, signal())).toEqual({ removed: true });

    test('CH1 a check says which account this is and what it takes', async () => {
      const checked = await account.open().check(signal());
      if (!checked.ok) throw new Error(checked.reason);
      expect(checked.identity.account).not.toBe('');
      expect(checked.identity.limits.photos).toBeGreaterThanOrEqual(4);
    });

    test('CH2 what was approved is what stands there: Vietnamese, emoji, narrow spaces, links and hashtags', async () => {
      const words = `${run} Luận án của Nguyễn Thị Hồng Ánh\u202F: «\u00A0180 secondes\u00A0» 👩🏽‍🔬🇫🇷 #MaThèse180 #FinaleNationale\u202F! https://example.org/thèse?a=1&b=2`;
      const parcel = parcelOf(words);
      const remote = await published(parcel);
      const stands = await account.readBack(remote);
      expect(stands).toMatchObject({ words, photos: [] });
      if (account.tellsLanguage) expect(stands?.language).toBe('fr');
      await removed(parcel, remote);
    });

    test('CH3 the longest text goes out whole, and one character more is refused before the call', async () => {
      const { length } = limitsOf(account.network);
      const words = `${run} ${'é'.repeat(length - run.length - 1)}`;
      const parcel = parcelOf(words);
      const remote = await published(parcel);
      expect((await account.readBack(remote))?.words).toBe(words);
      await removed(parcel, remote);
      const prepared = await account.open().prepare(parcelOf(`${words}é`), signal());
      expect(prepared).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(/^too-long/) });
    });

    test('CH4 four photos go out in order, each with its alternative text; a fifth is refused before the call', async () => {
      const parcel = parcelOf(`${run} Quatre photos.`, { payload: { photos: photos.four } });
      const remote = await published(parcel);
      const stands = await account.readBack(remote);
      expect(stands?.photos).toMatchObject(photos.four.map(({ alt }) => ({ alt })));
      await removed(parcel, remote);
      const five = [...photos.four, ...photos.four.slice(0, 1)];
      const prepared = await account.open().prepare(parcelOf(`${run} Cinq.`, { payload: { photos: five } }), signal());
      expect(prepared).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(/^too-many/) });
    });

    test('CH5 a thread of five: each answers the one before', async () => {
      const thread: { parcel: Parcel; remote: Remote }[] = [];
      for (let n = 1; n <= 5; n++) {
        const before = thread.at(-1);
        const parcel = parcelOf(`${run} Partie ${n}.`, {
          thread: { n, of: 5 },
          ...(before ? { replyTo: before.remote } : {}),
        });
        thread.push({ parcel, remote: await published(parcel) });
      }
      const stands = await Promise.all(thread.map(({ remote }) => account.readBack(remote)));
      expect(stands.map((post) => post?.replyTo)).toEqual([
        undefined,
        ...thread.slice(0, 4).map(({ remote }) => remote.id),
      ]);
      for (const { parcel, remote } of thread) await removed(parcel, remote);
    });

    test('CH6 what was sent is found from its keys alone by a channel that remembers nothing', async () => {
      const parcel = parcelOf(`${run} Retrouvé.`);
      const remote = await published(parcel);
      const found = await account.open().lookUp(parcel, signal());
      expect(found).toMatchObject({ found: { id: remote.id } });
      await removed(parcel, remote);
    });

    test('CH7 what was never sent is not found, and how much that proves is said', async () => {
      const looked = await account.open().lookUp(parcelOf(`${run} Jamais envoyé.`), signal());
      expect(looked).toEqual({ absent: account.absent });
    });

    test('CH8 the same call twice under one key never makes two posts', async () => {
      const parcel = parcelOf(`${run} Une seule fois.`);
      const first = await published(parcel);
      const again = await publish(account.open(), parcel);
      if (account.absent === 'unproved') expect(again.outcome).not.toBe('published');
      else expect(again).toMatchObject({ outcome: 'published', remote: { id: first.id } });
      await removed(parcel, first);
      expect(await account.readBack(first)).toBeUndefined();
    });

    test('CH9 taken back twice is taken back, and then it is not found', async () => {
      const parcel = parcelOf(`${run} Repris.`);
      const remote = await published(parcel);
      await removed(parcel, remote);
      await removed(parcel, remote);
      expect(await account.readBack(remote)).toBeUndefined();
      expect(await account.open().lookUp(parcel, signal())).toEqual({ absent: account.absent });
    });

    test('CH101 what cannot be found is not said to be taken back', async () => {
      const parcel = parcelOf(`${run} Jamais parti.`);
      const answer = await account.open().remove(parcel, undefined, signal());
      // Under a key of ours, what is not there is gone; elsewhere someone said that it is there, and it is not found.
      const keyed = account.absent === 'proved';
      expect(answer).toEqual(keyed ? { removed: true } : { removed: false, reason: 'not-found' });
    });

    test('CH143 its latest posts are told with their words, hours and ids, and what is taken down is not among them', async () => {
      const words = `${run} Le dernier & « le bon ».`;
      const beforeMs = account.nowMs() - 5_000;
      const parcel = parcelOf(words);
      const remote = await published(parcel);
      const told = await account.open().latest?.(signal());
      if (!told || !('posts' in told)) throw new Error(JSON.stringify(told));
      const mine = told.posts.find((post) => post.words === words);
      expect(mine?.remote.id).toBe(remote.id);
      expect(mine?.atMs).toBeGreaterThan(beforeMs);
      await removed(parcel, remote);
      const after = await account.open().latest?.(signal());
      expect(after && 'posts' in after && after.posts.map((post) => post.words)).not.toContain(words);
    });

    test('CH10 an answer to what is gone goes alone', async () => {
      const parent = parcelOf(`${run} Le début.`);
      const remote = await published(parent);
      await removed(parent, remote);
      const parcel = parcelOf(`${run} La suite.`, { replyTo: remote });
      const answer = await published(parcel);
      expect((await account.readBack(answer))?.words).toContain('La suite.');
      await removed(parcel, answer);
    });

    test('CH11 what another publication became is never taken for this one', async () => {
      const words = `${run} Bonsoir à tous.`;
      const other = parcelOf(words);
      const remote = await published(other);
      const mine = parcelOf(words, { taken: [remote.id] });
      expect(await account.open().lookUp(mine, signal())).toEqual({ absent: account.absent });
      await removed(other, remote);
    });

    test('CH100 a correction is told in place where the network can, and otherwise taken down and sent anew', async () => {
      const first = parcelOf(`La finale commence à 19 h. ${run}`);
      const remote = await published(first);
      const words = `La finale commence à 20 h, salle Ampère. ${run}`;
      const channel = account.open();
      if (!channel.edit || !channel.reRead) {
        await removed(first, remote);
        const anew = parcelOf(words, { publication: first.publication, round: 2 });
        const second = await published(anew);
        expect(await account.readBack(remote)).toBeUndefined();
        expect(await account.readBack(second)).toMatchObject({ words });
        return removed(anew, second);
      }
      const corrected = { ...first, payload: { ...first.payload, words } };
      expect(await channel.reRead(corrected, remote, signal())).toEqual({ says: 'others' });
      for (const _time of ['once', 'and again']) {
        const ready = await channel.prepare(corrected, signal());
        if (ready.outcome !== 'ready') throw new Error(ready.reason);
        expect(await channel.edit(corrected, ready.prepared, remote, signal())).toMatchObject({
          outcome: 'edited',
          remote: { id: remote.id },
        });
      }
      expect(await account.readBack(remote)).toMatchObject({ words });
      expect(await account.open().reRead?.(corrected, remote, signal())).toEqual({ says: 'these' });
      await removed(corrected, remote);
      expect(await account.open().reRead?.(corrected, remote, signal())).toEqual({ says: 'gone' });
    });

    test('CH12 after a restore, a round of the lost timeline is found too', async () => {
      const publication = `${run}-restored:channel`;
      const parcel = parcelOf(`${run} D’une autre époque.`, { publication, round: 3 });
      const remote = await published(parcel);
      const { triedMs: _, firstTriedMs: __, ...untried } = parcel;
      const lookUnder = [1, 2, 3, 4].map((round) => `${publication}/${round}`);
      const looked = await account
        .open()
        .lookUp({ ...untried, round: 1, key: lookUnder[0] ?? '', lookUnder }, signal());
      expect(looked).toEqual({ found: remote });
      if (account.absent === 'proved') {
        const reworded = { ...untried, lookUnder, payload: { ...parcel.payload, words: `${run} Dit autrement.` } };
        expect(await account.open().lookUp(reworded, signal())).toEqual({ found: remote, says: parcel.payload.words });
      }
      await removed(parcel, remote);
    });
  });
}

/** Prepares and sends, as the publisher does. */
export async function publish(channel: Channel, parcel: Parcel): Promise<SendResult> {
  const ready = await channel.prepare(parcel, signal());
  return ready.outcome === 'ready' ? channel.send(parcel, ready.prepared, signal()) : ready;
}

export interface TestPhotos {
  readonly four: Payload['photos'];
  readonly read: ReadPhoto;
}

/** Four small pictures, no two of the same shape. */
export async function testPhotos(): Promise<TestPhotos> {
  const bytes = new Map<string, Uint8Array>();
  const four: Payload['photos'] = [];
  for (const [at, alt] of ALTS.entries()) {
    const [width, height] = [64 + 16 * at, 48];
    const background = { r: 40 * at, g: 90, b: 160 };
    const picture = await sharp({ create: { width, height, channels: 3, background } })
      .jpeg()
      .toBuffer();
    const hash = createHash('sha256').update(picture).digest('hex');
    bytes.set(hash, picture);
    four.push({ id: `photo-${at}`, hash, width, height, alt, credit: 'Loane' });
  }
  return { four, read: async (hash) => bytes.get(hash) };
}

const ALTS = [
  'Une chercheuse en blouse blanche, micro à la main, devant l’écran.',
  'Le jury de cinq personnes délibère — vu de dos.',
  'Nguyễn Thị Hồng Ánh reçoit le prix du public 🏆.',
  'La salle comble\u202F; au premier rang, «\u00A0les anciens\u00A0».',
] as const;

/** Longer than any of these takes: what hangs fails its test. */
const signal = (): AbortSignal => AbortSignal.timeout(15_000);
