import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test, vi } from 'vitest';
import { bluesky } from '../../../server/channels/bluesky.ts';
import type { Channel, Parcel } from '../../../server/channels/channel.ts';
import { keptInMemory } from '../../../server/channels/kept.ts';
import { mastodon } from '../../../server/channels/mastodon.ts';
import { safeFetch } from '../../../server/channels/safe-fetch.ts';
import { x } from '../../../server/channels/x.ts';
import { hashOf } from '../../../server/photos/check.ts';
import { renditions } from '../../../server/photos/renditions.ts';
import { makeSizes } from '../../../server/photos/sizes.ts';
import { PhotoStore } from '../../../server/photos/store.ts';
import { publish } from '../../contract/channel.ts';
import { signUp } from '../../fixtures/pds-accounts.ts';
import { type MastodonServerOptions, startMastodon, TOKEN } from '../../fixtures/servers/mastodon.ts';
import { startX } from '../../fixtures/servers/x.ts';
import { FIRST_TOKENS } from '../../fixtures/servers/x-oauth.ts';
import { startPds } from '../../pds/pds.ts';

vi.setConfig({ testTimeout: 60_000 });
const fetch = safeFetch({ plainHttp: true, mayReach: () => true });

/** A picture of a crowd, as JPEG sees it: noise that weighs much more than 1 MB unless it is drawn coarser. */
async function crowd(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 34 } as const;
  return sharp({ create: { width: 2048, height: 1365, channels: 3, background: '#888', noise } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

async function stored() {
  const folder = mkdtempSync(join(tmpdir(), 'regie-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const store = new PhotoStore(folder);
  await store.prepare(0);
  const bytes = await crowd();
  const hash = hashOf(bytes);
  const sizes = await makeSizes(bytes);
  if (!sizes) throw new Error('not drawn');
  await store.append(hash, bytes);
  await store.keep(hash, sizes);
  return { readPhoto: renditions(store), hash };
}

function parcelOf(network: Channel['network'], hash: string): Parcel {
  const photo = { id: 'f1', hash, width: 2048, height: 1365, alt: 'La salle.', credit: 'Loane' };
  const payload = { network, words: 'La salle.', language: 'fr', photos: [photo] };
  const key = `p:${network}/1`;
  return { show: 'final', publication: `p:${network}`, round: 1, key, lookUnder: [key], taken: [], payload };
}

const shapeOf = async (bytes: Uint8Array) => {
  const { width, height, format, exif } = await sharp(bytes).metadata();
  return { width, height, format, hasExif: exif !== undefined };
};

test('CH126 the same photo goes to each network within its own limits, at the best quality that they leave', async () => {
  const { readPhoto, hash } = await stored();
  const parts = { fetch, nowMs: Date.now, readPhoto };
  const onMastodon = async (options: MastodonServerOptions) => {
    const server = await startMastodon(options);
    onTestFinished(server.close);
    const kept = keptInMemory({ network: 'mastodon', server: server.url, token: TOKEN, visibility: 'public' } as const);
    const channel = mastodon({ ...parts, kept, pollMs: 1 });
    expect(await publish(channel, parcelOf('mastodon', hash))).toMatchObject({ outcome: 'published' });
    return [...server.media.values()][0]?.bytes ?? new Uint8Array();
  };
  const pds = await startPds();
  onTestFinished(() => pds.close());
  const account = keptInMemory(await signUp(pds.url, 'galerie'));
  const sky = await publish(bluesky({ ...parts, kept: account }), parcelOf('bluesky', hash));
  if (sky.outcome !== 'published') throw new Error(JSON.stringify(sky));
  const onBluesky = await blobOf(pds.url, sky.remote.id);

  const xServer = await startX();
  onTestFinished(xServer.close);
  const xKept = keptInMemory({ network: 'x', ...FIRST_TOKENS, threads: 'answers' } as const);
  expect(await publish(x({ ...parts, kept: xKept, baseUrl: xServer.url }), parcelOf('x', hash))).toMatchObject({
    outcome: 'published',
  });
  const onX = [...xServer.media.values()][0]?.bytes ?? new Uint8Array();

  const usual = await onMastodon({});
  const narrow = await onMastodon({ imageBytes: 700_000, imagePixels: 1_000_000 });
  expect(onBluesky.length).toBeLessThanOrEqual(1_000_000);
  expect(onX.length).toBeLessThanOrEqual(5_000_000);
  expect(onX.length).toBeGreaterThan(onBluesky.length);
  expect(Buffer.from(usual).equals(onX)).toBe(true);
  expect(narrow.length).toBeLessThanOrEqual(700_000);
  const whole = { width: 2048, height: 1365, format: 'jpeg', hasExif: false };
  expect(await Promise.all([onBluesky, onX, usual].map(shapeOf))).toEqual([whole, whole, whole]);
  const { width, height } = await shapeOf(narrow);
  expect(width * height).toBeLessThanOrEqual(1_000_000);
  expect(width * height).toBeGreaterThan(990_000);
  expect(Math.abs(width / height - 2048 / 1365)).toBeLessThan(0.005);
});

/** The first picture of a record, as the account's server gives it to anyone. */
async function blobOf(pds: string, uri: string): Promise<Uint8Array> {
  const [, , repo = '', collection = '', rkey = ''] = uri.split('/');
  const query = new URLSearchParams({ repo, collection, rkey });
  const answer = await globalThis.fetch(`${pds}/xrpc/com.atproto.repo.getRecord?${query}`);
  const { value } = (await answer.json()) as { value: { embed: { images: { image: { ref: { $link: string } } }[] } } };
  const cid = value.embed.images[0]?.image.ref.$link ?? '';
  const blob = await globalThis.fetch(
    `${pds}/xrpc/com.atproto.sync.getBlob?${new URLSearchParams({ did: repo, cid })}`,
  );
  return new Uint8Array(await blob.arrayBuffer());
}
