import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { en } from '../../../client/words/network-reasons.en.ts';
import { fr } from '../../../client/words/network-reasons.fr.ts';
import { SERVED_NETWORKS, type ServedNetwork } from '../../../shared/connection.ts';
import { MENDED_BY_CONNECTING, MENDED_BY_PICTURES, readReason } from '../../../shared/network-reason.ts';
import { seenOf } from '../../../shared/post-status.ts';
import type { RowOf } from '../../../shared/rows/row.ts';
import { trayOf } from '../../../shared/tray.ts';
import { phoneId } from '../../contract/small-show.ts';
import { startMastodon, TOKEN } from '../../fixtures/servers/mastodon.ts';
import type { WholeServer } from '../../fixtures/whole-server.ts';
import { startPds, type TestPds } from '../../pds/pds.ts';
import { hashOf, photo } from '../photos/stage.ts';
import { signIn } from '../signing-in.ts';
import { CHANNEL, startNetworkShow } from './network-show.ts';
import { Between, REFUSING } from './refusing-networks.ts';

vi.setConfig({ testTimeout: 60_000 });

const between = new Between();
let whole: WholeServer;
let pds: TestPds;
beforeAll(async () => {
  pds = await startPds();
  between.pds = pds.url;
  whole = await startNetworkShow({ reach: between.reach });
}, 60_000);
afterAll(async () => {
  await whole.stop();
  await pds.close();
});

/** How often a person may connect is counted by session: each test has one of its own. */
let phones = 0;
async function connected(network: ServedNetwork) {
  const phone = `phone-${++phones}`;
  const { cookie } = await signIn({ url: whole.url, staffLink: whole.server.staffLink() }, phone);
  const account = await REFUSING[network](between);
  const connect = async () => {
    const body = { network, ...(await account.credentials()) };
    const put = await whole.ask('PUT', `/shows/soiree/channels/${CHANNEL[network]}/connection`, { cookie, body });
    expect(put.body).toMatchObject({ check: { ok: true } });
  };
  await connect();
  return { ...account, cookie, connect, on: on(CHANNEL[network]) };
}

const rows = () => {
  const now = whole.ledger.rows('soiree');
  if (!now) throw new Error('no show');
  return now;
};
const seen = (post: string) => {
  const row = rows().get('post', post);
  if (!row) throw new Error('no post');
  return { post: row, seen: seenOf(rows(), row) };
};
const approved = (post: string) => whole.push('soiree', 'post.approve', { post, seen: seen(post).seen }, 'naima');
const fired = (post: string) =>
  whole.push('soiree', 'post.fire', { post, approval: seen(post).post.approval ?? '' }, 'naima');
/** Posts of one channel. */
const on = (channel: string) => ({
  written(post: string, words: string): void {
    const cue = { kind: 'hand' } as const;
    const fields = { kind: 'free', cue, freshForMs: 600_000, language: 'fr', needsTwo: false } as const;
    whole.push(
      'soiree',
      'post.create',
      { post, fields: { ...fields, channels: [channel], slots: [] }, words },
      'naima',
    );
  },
  once: (post: string, state: RowOf<'publication'>['state']) =>
    whole.until('soiree', 'publication', `${post}:${channel}`, (row) => row.state === state),
});
/** The refusal, in its own words of both languages, in the tray. */
function told({ id, tries }: RowOf<'publication'>) {
  const { code } = readReason(tries.at(-1)?.reason ?? '');
  expect(new Set([fr.codes[code], en.codes[code], fr.codes.refused, en.codes.refused]).size).toBe(4);
  expect(trayOf(rows(), Date.now())).toContainEqual(expect.objectContaining({ reason: 'refused', publication: id }));
  return code;
}

/** The bytes of a photo, sent as a phone sends them. */
async function withPhoto(post: string, cookie: string): Promise<void> {
  const bytes = await photo({ width: 320, height: 240 });
  const hash = hashOf(bytes);
  const args = { post, hash, width: 320, height: 240, people: [], alt: 'La scène, éclairée.', credit: '', rank: 1 };
  const id = phoneId();
  const made = { id, show: 'soiree', name: 'photo.add', args, madeAtMs: Date.now(), epoch: whole.ledger.epoch };
  expect(whole.ledger.push([made], { by: 'naima', device: 'phone' })).toMatchObject([{ kind: 'applied' }]);
  const headers = { cookie, origin: whole.url };
  const socket = io(`${whole.url}/photos`, { transports: ['websocket'], forceNew: true, extraHeaders: headers });
  onTestFinished(() => void socket.close());
  for (let offset = 0; offset < bytes.length; ) {
    const piece = bytes.slice(offset, offset + 65_536);
    const reply = await socket.emitWithAck('photo', { hash, size: bytes.length, offset, bytes: piece });
    offset = reply.received ? bytes.length : reply.offset;
  }
  await whole.until('soiree', 'photo', id, ({ received }) => received);
}

test('CH146 a text that the network refuses once it was approved is told in its own words, kept, and sent anew where it stands', async () => {
  const limits = { maxCharacters: 500 };
  const server = await startMastodon(limits);
  onTestFinished(server.close);
  const { cookie } = await signIn({ url: whole.url, staffLink: whole.server.staffLink() }, 'phone-words');
  const body = { network: 'mastodon', server: server.url, token: TOKEN };
  await whole.ask('PUT', '/shows/soiree/channels/masto/connection', { cookie, body });
  const { written, once } = on('masto');
  const words = 'Une phrase trop longue. '.repeat(10).trim();
  written('long', words);
  approved('long');
  // It takes less from now on than it said when it was connected.
  limits.maxCharacters = 100;
  fired('long');
  const refused = await once('long', 'refused');
  expect(told(refused)).toBe('too-long');
  expect(refused.payload.words).toBe(words);
  expect(server.posts.size).toBe(0);

  const parents = [seen('long').seen.texts.all ?? ''];
  whole.push('soiree', 'post.write', { post: 'long', variant: 'all', words: 'Une phrase courte.', parents }, 'naima');
  whole.push('soiree', 'post.correct', { post: 'long', seen: seen('long').seen, ways: {} }, 'naima');
  expect((await once('long', 'published')).id).toBe(refused.id);
  expect([...server.posts.values()].map(({ text }) => text)).toEqual(['Une phrase courte.']);
});

test.for(SERVED_NETWORKS.flatMap((network) => [[network, 'without it'] as const, [network, 'with another'] as const]))(
  'CH151 %s: a picture that the network refuses once it was approved is told in its own words, kept, and sent anew %s where it stands',
  async ([network, mended]) => {
    const { cookie, trouble, posts, on: channel } = await connected(network);
    const post = `${network}-${mended.replaceAll(' ', '-')}`;
    const words = `La scène, ${mended}.`;
    channel.written(post, words);
    await withPhoto(post, cookie);
    approved(post);
    await trouble('pictures');
    fired(post);
    const refused = await channel.once(post, 'refused');
    const code = told(refused);
    expect(code).toBe('photo');
    expect(MENDED_BY_PICTURES).toContain(code);
    expect(refused.payload.photos).toHaveLength(1);
    expect(await posts()).toEqual([]);

    const of = { publication: refused.id, round: refused.round };
    if (mended === 'without it') whole.push('soiree', 'publication.again', { ...of, without: 'photos' }, 'naima');
    else {
      await trouble(undefined);
      const [first] = rows().ofPost('photo', post);
      whole.push('soiree', 'photo.remove', { photo: first?.id ?? '' }, 'naima');
      await withPhoto(post, cookie);
      whole.push('soiree', 'post.correct', { post, seen: seen(post).seen, ways: {} }, 'naima');
    }
    expect(await channel.once(post, 'published')).toMatchObject({ id: refused.id, round: 2 });
    expect(await posts()).toEqual([{ words, photos: mended === 'without it' ? 0 : 1 }]);
    // What the post is made of stays: only this network goes without.
    expect(
      rows()
        .ofPost('photo', post)
        .filter(({ removed }) => !removed),
    ).toHaveLength(1);
  },
);

test.for(SERVED_NETWORKS.flatMap((network) => [[network, 'token'] as const, [network, 'suspended'] as const]))(
  'CH152 %s, %s: an account that is no longer let in once the post was approved is told in its own words; the post is kept, and sent anew once it is mended',
  async ([network, code]) => {
    const { trouble, posts, connect, on: channel } = await connected(network);
    const post = `${network}-${code}`;
    channel.written(post, `Bonsoir, ${code}.`);
    approved(post);
    await trouble(code);
    fired(post);
    const refused = await channel.once(post, 'refused');
    expect(told(refused)).toBe(code);
    expect(MENDED_BY_CONNECTING).toContain(code);
    await trouble(undefined);
    expect(await posts()).toEqual([]);
    await connect();
    whole.push('soiree', 'publication.again', { publication: refused.id, round: refused.round }, 'naima');
    expect((await channel.once(post, 'published')).id).toBe(refused.id);
    expect(await posts()).toEqual([{ words: `Bonsoir, ${code}.`, photos: 0 }]);
  },
);
