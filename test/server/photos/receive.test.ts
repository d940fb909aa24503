import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { silentLog } from '../../../server/log.ts';
import { createPhotoEngine } from '../../../server/photos/engine.ts';
import type { OpenFile } from '../../../server/photos/store.ts';
import { jpegSegments } from '../../../shared/picture/jpeg.ts';
import { LONGEST_SIDE } from '../../../shared/picture/sizes.ts';
import { PHOTO_PIECE_BYTES } from '../../../shared/protocol.ts';
import { exif, pngHeader, segment, text } from '../../client/photos/pictures.ts';
import { hashOf, photo, stage } from './stage.ts';

const PIECE = PHOTO_PIECE_BYTES;

test('PH20 each piece is answered with where to go on, the last with received', async () => {
  const { receive, addPhoto, received } = await stage();
  const bytes = await photo();
  const hash = hashOf(bytes);
  const row = addPhoto(hash);
  expect(bytes.length).toBeGreaterThan(2 * PIECE);
  let offset = 0;
  for (; bytes.length - offset > PIECE; offset += PIECE) {
    const piece = bytes.subarray(offset, offset + PIECE);
    expect(await receive({ hash, size: bytes.length, offset, bytes: piece })).toEqual({
      ok: true,
      offset: offset + PIECE,
    });
    expect(received(row)).toBe(false);
  }
  const last = { hash, size: bytes.length, offset, bytes: bytes.subarray(offset) };
  expect(await receive(last)).toEqual({ ok: true, received: true });
  expect(received(row)).toBe(true);
  expect(await receive(last)).toEqual({ ok: true, received: true });
});

test('PH21 a piece from the wrong place writes nothing and is answered with the right one', async () => {
  const { receive, store } = await stage();
  const bytes = await photo();
  const hash = hashOf(bytes);
  const pieceAt = (offset: number) => ({
    hash,
    size: bytes.length,
    offset,
    bytes: bytes.subarray(offset, offset + PIECE),
  });
  expect(await receive(pieceAt(PIECE))).toEqual({ ok: true, offset: 0 });
  await receive(pieceAt(0));
  for (const offset of [0, 1, 2 * PIECE]) expect(await receive(pieceAt(offset))).toEqual({ ok: true, offset: PIECE });
  expect(await store.arrived(hash)).toBe(PIECE);
});

test('PH21 two phones that send one photo at once both get it through', async () => {
  const { sendAll, files } = await stage();
  const bytes = await photo();
  expect(await Promise.all([sendAll(bytes), sendAll(bytes)])).toEqual([
    { ok: true, received: true },
    { ok: true, received: true },
  ]);
  expect(files().filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('PH22 after a restart the photo goes on where it was', async () => {
  const { receive, start, addPhoto, received } = await stage();
  const bytes = await photo();
  const hash = hashOf(bytes);
  const row = addPhoto(hash);
  await receive({ hash, size: bytes.length, offset: 0, bytes: bytes.subarray(0, PIECE) });
  const again = await start();
  const rest = { hash, size: bytes.length, offset: 0, bytes: bytes.subarray(0, PIECE) };
  expect(await again.receive(rest)).toEqual({ ok: true, offset: PIECE });
  let offset = PIECE;
  while (received(row) === false) {
    await again.receive({ hash, size: bytes.length, offset, bytes: bytes.subarray(offset, offset + PIECE) });
    offset += PIECE;
  }
  expect(await again.store.has(hash)).toBe(true);
});

test('PH22 a photo of which the server was killed before saying so is announced when it starts again', async () => {
  const { store, ledger, addPhoto, start, received } = await stage();
  const bytes = await photo();
  const hash = hashOf(bytes);
  const row = addPhoto(hash);
  // All that `finish` does up to the word on the ledger.
  await store.append(hash, bytes);
  await store.keep(hash, { wall: bytes, network: bytes, thumb: bytes });
  expect(received(row)).toBe(false);
  const { engine } = await start();
  engine.stop();
  expect(received(row)).toBe(true);
  expect(ledger.history('final')[0]?.by).toBe('engine:photos');
});

test('PH23 bytes that do not hash to their name are refused, and the photo begins anew', async () => {
  const { sendAll, addPhoto, received, files } = await stage();
  const bytes = await photo();
  const row = addPhoto(hashOf(bytes));
  const torn = bytes.slice();
  torn.fill(0, 1000, 1100);
  expect(await sendAll(torn, hashOf(bytes))).toEqual({ ok: false, code: 'bad-hash' });
  expect(files()).toEqual([]);
  expect(await sendAll(bytes)).toEqual({ ok: true, received: true });
  expect(received(row)).toBe(true);
});

test('PH24 whatever is not a bare, whole JPEG is refused and leaves nothing behind', async () => {
  const { sendAll, files } = await stage();
  const good = await photo({ width: 300, height: 200 });
  const started = good.subarray(0, 2);
  const rest = good.subarray(2);
  const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
  const frameAt = jpegSegments(good)?.find(({ marker }) => marker === 0xc0)?.payload ?? 0;
  const bomb = good.slice();
  new DataView(bomb.buffer).setUint32(frameAt + 1, 0xfffe_fffe);
  const lying = good.slice();
  new DataView(lying.buffer).setUint16(frameAt + 1, 4000);
  const scanAt = jpegSegments(good)?.find(({ marker }) => marker === 0xda)?.end ?? 0;
  const cut = join(good.subarray(0, scanAt - 4000), good.subarray(-2));
  const hostile = {
    'a place': [join(started, segment(0xe1, exif(1)), rest), 'metadata'],
    'a place in XMP': [join(started, segment(0xe1, text('http://ns.adobe.com/xap/1.0/\0<x/>')), rest), 'metadata'],
    'a comment': [join(started, segment(0xfe, text('<script>alert(1)</script>')), rest), 'metadata'],
    'an archive behind': [join(good, text('PK\x03\x04')), 'trailing'],
    'half of it': [good.subarray(0, good.length / 2), 'torn'],
    'a scan cut short': [cut, 'undecodable'],
    'taller than its pixels': [lying, 'undecodable'],
    'a bomb': [bomb, 'pixels'],
    'a PNG bomb': [pngHeader(60_000, 60_000), 'not-jpeg'],
    'a drawing': [text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'not-jpeg'],
    'a page': [text('<!doctype html><script>alert(1)</script>'), 'not-jpeg'],
    'a PNG': [new Uint8Array(await sharp(good).png().toBuffer()), 'not-jpeg'],
    'a start only': [new Uint8Array([0xff, 0xd8, 0xff]), 'torn'],
  } as const;
  for (const [name, [bytes, detail]] of Object.entries(hostile)) {
    expect(await sendAll(bytes), name).toEqual({ ok: false, code: 'bad-photo', detail });
  }
  expect(files()).toEqual([]);
});

test('PH25 a photo lies there in all its sizes, each within its limits and without metadata', async () => {
  const { sendAll, store, files } = await stage();
  const bytes = await photo({ width: 2048, height: 1365, grain: 22 });
  const hash = hashOf(bytes);
  expect(await sendAll(bytes)).toEqual({ ok: true, received: true });
  expect(files()).toEqual(['network', 'original', 'thumb', 'wall'].map((size) => `${hash}.${size}.jpg`));
  expect(readFileSync(store.pathOf(hash, 'original')).equals(bytes)).toBe(true);
  for (const size of ['wall', 'network', 'thumb'] as const) {
    const made = (await store.read(hash, size)) ?? new Uint8Array();
    const about = await sharp(made).metadata();
    expect([about.format, Math.max(about.width, about.height)]).toEqual(['jpeg', LONGEST_SIDE[size]]);
    expect([about.exif, about.xmp, about.iptc]).toEqual([undefined, undefined, undefined]);
    expect(made.length).toBeLessThanOrEqual(1_000_000);
  }
});

test('PH25 a photo smaller than a size is not made larger', async () => {
  const { sendAll, store } = await stage();
  const bytes = await photo({ width: 300, height: 200 });
  await sendAll(bytes);
  const { width, height } = await sharp(await store.read(hashOf(bytes), 'wall')).metadata();
  expect([width, height]).toEqual([300, 200]);
});

test('PH26 a full disk is said, leaves nothing half-written, and the photo goes on when there is room', async () => {
  let room = PIECE + 1000;
  const { sendAll, store, files } = await stage({ openFile: withRoom(() => room) });
  const bytes = await photo();
  const hash = hashOf(bytes);
  expect(await sendAll(bytes)).toEqual({ ok: false, code: 'disk' });
  expect(await store.arrived(hash)).toBe(PIECE);
  // Room for the photo as sent, not for all of its sizes.
  room = bytes.length - PIECE + 10_000;
  expect(await sendAll(bytes)).toEqual({ ok: false, code: 'disk' });
  expect(files()).toEqual([`${hash}.part`]);
  expect(await store.arrived(hash)).toBe(bytes.length);
  room = Number.POSITIVE_INFINITY;
  expect(await sendAll(bytes)).toEqual({ ok: true, received: true });
  expect(files()).toHaveLength(4);
});

test('PH27 every show that names the photo is told, and one that names it later too', async () => {
  const { sendAll, addPhoto, received, engine } = await stage({ shows: ['final', 'rehearsal'] });
  const bytes = await photo();
  const hash = hashOf(bytes);
  const before = [addPhoto(hash, { show: 'final' }), addPhoto(hash, { show: 'final' })];
  expect(await sendAll(bytes)).toEqual({ ok: true, received: true });
  for (const row of before) expect(received(row, 'final')).toBe(true);
  const after = addPhoto(hash, { show: 'rehearsal' });
  const again = addPhoto(hash, { show: 'final' });
  await engine.idle();
  expect(received(after, 'rehearsal')).toBe(true);
  expect(received(again, 'final')).toBe(true);
});

test('PH27 a ledger that cannot write makes the phone wait: received is said only once it is true', async () => {
  const { sendAll, addPhoto, ledger, received } = await stage();
  const bytes = await photo();
  const row = addPhoto(hashOf(bytes));
  ledger.close();
  expect(await sendAll(bytes)).toMatchObject({ ok: false, code: 'later' });
  expect(received(row)).toBe(false);
});

test('PH27 a row that comes after the bytes while the ledger cannot write is told once it can', async () => {
  const { sendAll, addPhoto, received, ledger, store, push, engine: usual } = await stage();
  usual.stop();
  let failing = false;
  const engine = createPhotoEngine({
    ledger: {
      epoch: ledger.epoch,
      shows: () => ledger.shows(),
      rows: (show) => ledger.rows(show),
      onCommit: (listener) => ledger.onCommit(listener),
      push: (mutations, from) =>
        failing
          ? mutations.map(({ id }) => ({ id, kind: 'later' as const, retryMs: 1000 }))
          : ledger.push(mutations, from),
    },
    store,
    clock: { nowMs: () => 0 },
    log: silentLog,
  });
  const bytes = await photo();
  await sendAll(bytes);
  failing = true;
  await engine.start();
  const row = addPhoto(hashOf(bytes));
  await engine.idle();
  expect(received(row)).toBe(false);
  failing = false;
  expect(
    push('final', {
      by: 'loane',
      name: 'post.star',
      args: { post: 'p1', change: { starred: { from: false, to: true } } },
    }),
  ).toMatchObject({ kind: 'applied' });
  await engine.idle();
  engine.stop();
  expect(received(row)).toBe(true);
});

test('PH28 an erased photo leaves the disk, and its bytes do not come back', async () => {
  const { sendAll, addPhoto, erase, engine, files } = await stage();
  const bytes = await photo();
  const row = addPhoto(hashOf(bytes));
  await sendAll(bytes);
  expect(files()).toHaveLength(4);
  expect(erase(row)).toMatchObject({ kind: 'applied' });
  await engine.idle();
  expect(files()).toEqual([]);
  expect(await sendAll(bytes)).toEqual({ ok: false, code: 'not-allowed' });
  expect(files()).toEqual([]);
});

test('PH28 a photo that another row still shows stays', async () => {
  const { sendAll, addPhoto, erase, engine, files } = await stage({ shows: ['final', 'rehearsal'] });
  const bytes = await photo();
  const row = addPhoto(hashOf(bytes), { show: 'final' });
  addPhoto(hashOf(bytes), { show: 'rehearsal' });
  await sendAll(bytes);
  erase(row, 'final');
  await engine.idle();
  expect(files()).toHaveLength(4);
});

test('PH28 a photo erased while half of it has arrived is forgotten', async () => {
  const { receive, addPhoto, erase, engine, files } = await stage();
  const bytes = await photo();
  const hash = hashOf(bytes);
  const row = addPhoto(hash);
  await receive({ hash, size: bytes.length, offset: 0, bytes: bytes.subarray(0, PIECE) });
  expect(files()).toHaveLength(1);
  erase(row);
  await engine.idle();
  expect(files()).toEqual([]);
});

test('PH29 a photo or a piece beyond its limit is refused unread, and one beyond its own size is a bad packet', async () => {
  const { receive, files } = await stage();
  const hash = hashOf(text('large'));
  const piece = { hash, size: 3000, offset: 0, bytes: new Uint8Array(1) };
  expect(await receive({ ...piece, size: 2_000_001 })).toEqual({ ok: false, code: 'too-large' });
  expect(await receive({ ...piece, size: 100_000, bytes: new Uint8Array(PIECE + 1) })).toMatchObject({
    code: 'too-large',
  });
  expect(await receive({ ...piece, bytes: new Uint8Array(3001) })).toMatchObject({ code: 'bad-packet' });
  expect(files()).toEqual([]);
});

/** A disk with so many bytes left: what does not fit is cut, as a real one does. */
function withRoom(left: () => number): OpenFile {
  let used = 0;
  let last = left();
  return async (path, flags) => {
    const file = await open(path, flags);
    const write = file.writeFile.bind(file);
    file.writeFile = async (data) => {
      if (left() !== last) used = 0;
      last = left();
      const bytes = data as Uint8Array;
      const fits = bytes.subarray(0, Math.max(0, left() - used));
      await write(fits);
      used += fits.length;
      if (fits.length < bytes.length) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    };
    return file;
  };
}
