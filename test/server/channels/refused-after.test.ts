import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { en } from '../../../client/words/network-reasons.en.ts';
import { fr } from '../../../client/words/network-reasons.fr.ts';
import { MENDED_BY_CONNECTING, MENDED_BY_PICTURES, readReason } from '../../../shared/network-reason.ts';
import { seenOf } from '../../../shared/post-status.ts';
import type { RowOf } from '../../../shared/rows/row.ts';
import { trayOf } from '../../../shared/tray.ts';
import { phoneId } from '../../contract/small-show.ts';
import { startMastodon, TOKEN } from '../../fixtures/servers/mastodon.ts';
import type { WholeServer } from '../../fixtures/whole-server.ts';
import { hashOf, photo } from '../photos/stage.ts';
import { startMastodonShow } from './mastodon-show.ts';

let whole: WholeServer;
let cookie: string;
beforeAll(async () => {
  ({ whole, cookie } = await startMastodonShow());
});
afterAll(() => whole.stop());

/** A server as it is now, and as it may become: the options are read at each call. */
async function connected<O extends NonNullable<Parameters<typeof startMastodon>[0]>>(options: O) {
  const server = await startMastodon(options);
  onTestFinished(server.close);
  await connect(server.url);
  return server;
}
async function connect(server: string): Promise<void> {
  const body = { network: 'mastodon', server, token: TOKEN };
  const put = await whole.ask('PUT', '/shows/soiree/channels/masto/connection', { cookie, body });
  expect(put.body).toMatchObject({ check: { ok: true } });
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
function written(post: string, words: string): void {
  const fields = { kind: 'free', cue: { kind: 'hand' }, freshForMs: 600_000, language: 'fr', needsTwo: false } as const;
  whole.push('soiree', 'post.create', { post, fields: { ...fields, channels: ['masto'], slots: [] }, words }, 'naima');
}
const approved = (post: string) => whole.push('soiree', 'post.approve', { post, seen: seen(post).seen }, 'naima');
const fired = (post: string) =>
  whole.push('soiree', 'post.fire', { post, approval: seen(post).post.approval ?? '' }, 'naima');
const once = (post: string, state: RowOf<'publication'>['state']) =>
  whole.until('soiree', 'publication', `${post}:masto`, (row) => row.state === state);
/** The refusal, in its own words of both languages, in the tray. */
function told({ id, tries }: RowOf<'publication'>) {
  const { code } = readReason(tries.at(-1)?.reason ?? '');
  expect(new Set([fr.codes[code], en.codes[code], fr.codes.refused, en.codes.refused]).size).toBe(4);
  expect(trayOf(rows(), Date.now())).toContainEqual(expect.objectContaining({ reason: 'refused', publication: id }));
  return code;
}

/** The bytes of a photo, sent as a phone sends them. */
async function withPhoto(post: string): Promise<void> {
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
  const server = await connected(limits);
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

test.for(['without it', 'with another'] as const)(
  'CH151 a picture that the network refuses once it was approved is told in its own words, kept, and sent anew %s where it stands',
  async (mended) => {
    const taste = { picturesRefused: undefined as string | undefined };
    const server = await connected(taste);
    const post = mended.replaceAll(' ', '-');
    written(post, `La scène, ${mended}.`);
    await withPhoto(post);
    approved(post);
    taste.picturesRefused = 'Validation failed: File content is not supported';
    fired(post);
    const refused = await once(post, 'refused');
    const code = told(refused);
    expect(code).toBe('photo');
    expect(MENDED_BY_PICTURES).toContain(code);
    expect(refused.payload.photos).toHaveLength(1);
    expect(server.posts.size).toBe(0);

    const of = { publication: refused.id, round: refused.round };
    if (mended === 'without it') whole.push('soiree', 'publication.again', { ...of, without: 'photos' }, 'naima');
    else {
      taste.picturesRefused = undefined;
      const [first] = rows().ofPost('photo', post);
      whole.push('soiree', 'photo.remove', { photo: first?.id ?? '' }, 'naima');
      await withPhoto(post);
      whole.push('soiree', 'post.correct', { post, seen: seen(post).seen, ways: {} }, 'naima');
    }
    const sent = await once(post, 'published');
    expect(sent).toMatchObject({ id: refused.id, round: 2 });
    const [stands] = [...server.posts.values()];
    expect(stands).toMatchObject({ text: `La scène, ${mended}.` });
    expect(stands?.media).toHaveLength(mended === 'without it' ? 0 : 1);
    expect(server.posts.size).toBe(1);
    // What the post is made of stays: only this network goes without.
    expect(
      rows()
        .ofPost('photo', post)
        .filter(({ removed }) => !removed),
    ).toHaveLength(1);
  },
);

test.for([
  ['token', 'a token taken back', { revoked: true }],
  ['suspended', 'an account suspended', { suspended: true }],
] as const)(
  'CH152 %s: %s once the post was approved is told in its own words, kept, and sent anew once it is mended',
  async ([code, , trouble]) => {
    const options = { revoked: false, suspended: false };
    const server = await connected(options);
    written(code, `Bonsoir, ${code}.`);
    approved(code);
    Object.assign(options, trouble);
    fired(code);
    const refused = await once(code, 'refused');
    expect(told(refused)).toBe(code);
    expect(MENDED_BY_CONNECTING).toContain(code);
    expect(server.posts.size).toBe(0);
    Object.assign(options, { revoked: false, suspended: false });
    await connect(server.url);
    whole.push('soiree', 'publication.again', { publication: refused.id, round: refused.round }, 'naima');
    expect((await once(code, 'published')).id).toBe(refused.id);
    expect([...server.posts.values()].map(({ text }) => text)).toEqual([`Bonsoir, ${code}.`]);
  },
);
