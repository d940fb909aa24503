import { expect, test } from 'vitest';
import { pageEasel } from '../../../client/photos/page-easel.ts';
import { redraw, type Shrunk } from '../../../client/photos/redraw.ts';
import { shrinker, shrinkPhoto } from '../../../client/photos/shrink.ts';
import { isMetadata, jpegSegments } from '../../../shared/picture/jpeg.ts';
import { asTaken, heic, picture, pngHeader, text } from './pictures.ts';

test('PH1 a photo of twelve megapixels becomes a JPEG of at most 2048 pixels a side and 1 MB', async () => {
  const taken = await picture({ width: 4000, height: 3000 });
  const shrunk = await shrinkPhoto(taken);
  expect(shrunk).toMatchObject({ ok: true, width: 2048, height: 1536 });
  expect(await decodedSize(shrunk)).toEqual([2048, 1536]);
  expect(bytesOf(shrunk).byteLength).toBeLessThanOrEqual(1_000_000);
});

test('PH1 grain that compresses badly loses quality, then size, until it weighs at most 1 MB', async () => {
  const shrunk = await shrinkPhoto(await picture({ width: 3000, height: 3000, noise: true }));
  const bytes = bytesOf(shrunk);
  expect(bytes.byteLength).toBeLessThanOrEqual(1_000_000);
  expect(bytes.byteLength).toBeGreaterThan(500_000);
  const [width, height] = await decodedSize(shrunk);
  expect(shrunk).toMatchObject({ width, height });
  expect(width).toBe(height);
  expect(width).toBeLessThan(2048);
});

test('PH1 a small photo is never made larger', async () => {
  expect(await shrinkPhoto(await picture({ width: 320, height: 200 }))).toMatchObject({ width: 320, height: 200 });
});

test('PH2 nothing of the place, the camera or a comment is left in the bytes kept', async () => {
  const taken = await asTaken(await picture({ width: 900, height: 600 }), 1);
  const before = new Uint8Array(await taken.arrayBuffer());
  expect(namesIn(before)).toEqual(['exif', 'comment']);
  const bytes = bytesOf(await shrinkPhoto(taken));
  expect(namesIn(bytes)).toEqual([]);
  expect(new TextDecoder('latin1').decode(bytes)).not.toMatch(/Exif|taken by/);
});

for (const [orientation, corners] of Object.entries({
  1: ['red', 'green', 'blue', 'yellow'],
  2: ['green', 'red', 'yellow', 'blue'],
  3: ['yellow', 'blue', 'green', 'red'],
  4: ['blue', 'yellow', 'red', 'green'],
  5: ['red', 'blue', 'green', 'yellow'],
  6: ['blue', 'red', 'yellow', 'green'],
  7: ['yellow', 'green', 'blue', 'red'],
  8: ['green', 'yellow', 'red', 'blue'],
})) {
  test(`PH3 a photo taken with orientation ${orientation} is kept the right way up`, async () => {
    const taken = await asTaken(await picture({ width: 600, height: 400 }), Number(orientation));
    const turned = Number(orientation) >= 5;
    for (const shrunk of [await shrinkPhoto(taken), await redraw(taken, pageEasel)]) {
      expect(shrunk).toMatchObject(turned ? { width: 400, height: 600 } : { width: 600, height: 400 });
      expect(await cornersOf(shrunk)).toEqual(corners);
    }
  });
}

test('PH4 a HEIC this browser cannot read is refused by its name, other broken pictures as unreadable', async () => {
  expect(await shrinkPhoto(new Blob([heic(4032, 3024)]))).toEqual({ ok: false, code: 'unreadable-heic' });
  expect(await shrinkPhoto(new Blob([pngHeader(800, 600)]))).toEqual({ ok: false, code: 'unreadable' });
  const whole = await picture({ width: 900, height: 600 });
  expect(await shrinkPhoto(whole.slice(0, 120))).toEqual({ ok: false, code: 'unreadable' });
});

test('PH5 a file that is no picture is refused, whatever its name and type say', async () => {
  const page = new File(['<!doctype html><script>alert(1)</script>'], 'photo.jpg', { type: 'image/jpeg' });
  const drawing = new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'logo.svg', { type: 'image/svg+xml' });
  const film = new File([new Uint8Array(24), 'ftypisom'], 'film.heic', { type: 'image/heic' });
  for (const file of [page, drawing, film, new Blob([])]) {
    expect(await shrinkPhoto(file)).toEqual({ ok: false, code: 'not-a-picture' });
  }
});

test('PH6 a picture of more than 64 megapixels is refused by its header, before anything decodes it', async () => {
  const decode = () => Promise.reject(new Error('decoded'));
  const bomb = await redraw(new Blob([pngHeader(30_000, 30_000)]), { ...pageEasel, decode });
  expect(bomb).toEqual({ ok: false, code: 'too-large' });
  expect(await shrinkPhoto(new Blob([heic(12_000, 9_000)]))).toEqual({ ok: false, code: 'too-large' });
});

test('PH6 a file of more than 60 MB is refused unread', async () => {
  const unread = Object.assign(new Blob([]), { slice: () => expect.unreachable() });
  Object.defineProperty(unread, 'size', { value: 60_000_001 });
  expect(await redraw(unread, pageEasel)).toEqual({ ok: false, code: 'too-large' });
});

test('PH7 what is transparent is kept on white', async () => {
  const shrunk = await shrinkPhoto(await picture({ width: 64, height: 64, type: 'image/png', transparent: true }));
  expect(await cornersOf(shrunk)).toEqual(['white', 'white', 'white', 'white']);
});

test('PH7 PNG and WebP become JPEG too', async () => {
  for (const type of ['image/png', 'image/webp'] as const) {
    const shrunk = await shrinkPhoto(await picture({ width: 64, height: 48, type }));
    expect(jpegSegments(bytesOf(shrunk))).toBeDefined();
    expect(shrunk).toMatchObject({ width: 64, height: 48 });
  }
});

test('PH8 the hash is the SHA-256 of the bytes kept', async () => {
  const shrunk = await shrinkPhoto(await picture({ width: 64, height: 48 }));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(shrunk)));
  expect(shrunk).toMatchObject({ hash: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') });
});

test('PH9 several photos given at once are each answered, and a bad one stops none of the others', async () => {
  const files = [
    await picture({ width: 300, height: 200 }),
    new Blob([text('not a photo')]),
    new Blob([heic(400, 300)]),
    await picture({ width: 200, height: 300 }),
  ];
  const answers = await Promise.all(files.map((file) => shrinkPhoto(file)));
  expect(answers.map((answer) => (answer.ok ? `${answer.width}×${answer.height}` : answer.code))).toEqual([
    '300×200',
    'not-a-picture',
    'unreadable-heic',
    '200×300',
  ]);
});

test('PH10 the page itself decodes and draws nothing', async () => {
  const { getContext } = HTMLCanvasElement.prototype;
  const { decode } = HTMLImageElement.prototype;
  HTMLCanvasElement.prototype.getContext = () => expect.unreachable();
  HTMLImageElement.prototype.decode = () => expect.unreachable();
  try {
    const shrunk = await shrinkPhoto(await picture({ width: 2400, height: 1800 }));
    expect(shrunk).toMatchObject({ ok: true, width: 2048 });
  } finally {
    Object.assign(HTMLCanvasElement.prototype, { getContext });
    Object.assign(HTMLImageElement.prototype, { decode });
  }
});

for (const [why, script] of Object.entries({
  'has no canvas': 'onmessage = () => postMessage({ ok: false, code: "incapable" })',
  'dies of it': 'onmessage = () => { throw new Error("out of memory") }',
  'does not load': 'syntax error',
})) {
  test(`PH10 where a worker ${why}, the page does it`, async () => {
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    const shrink = shrinker(() => new Worker(url));
    const taken = await asTaken(await picture({ width: 600, height: 400 }), 6);
    const [first, second] = await Promise.all([shrink(taken), shrink(taken)]);
    for (const shrunk of [first, second]) {
      expect(shrunk).toMatchObject({ ok: true, width: 400, height: 600 });
      expect(namesIn(bytesOf(shrunk))).toEqual([]);
    }
  });
}

function bytesOf(shrunk: Shrunk): Uint8Array<ArrayBuffer> {
  if (!shrunk.ok) throw new Error(shrunk.code);
  return new Uint8Array(shrunk.bytes);
}

function namesIn(bytes: Uint8Array): string[] {
  const metadata = (jpegSegments(bytes) ?? []).filter((segment) => isMetadata(bytes, segment));
  return metadata.map(({ marker }) => (marker === 0xe1 ? 'exif' : marker === 0xfe ? 'comment' : `APP${marker - 0xe0}`));
}

async function decodedSize(shrunk: Shrunk): Promise<number[]> {
  const bitmap = await createImageBitmap(new Blob([bytesOf(shrunk)]));
  return [bitmap.width, bitmap.height];
}

/** The colour near each corner, reading left to right, top to bottom. */
async function cornersOf(shrunk: Shrunk): Promise<string[]> {
  const bitmap = await createImageBitmap(new Blob([bytesOf(shrunk)]), { imageOrientation: 'none' });
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  const [right, bottom] = [bitmap.width - 10, bitmap.height - 10];
  return [
    [10, 10],
    [right, 10],
    [10, bottom],
    [right, bottom],
  ].map(([x = 0, y = 0]) => {
    const [r = 0, g = 0, b = 0] = context.getImageData(x, y, 1, 1).data;
    const bits = [r, g, b].map((level) => (level > 128 ? 1 : 0)).join('');
    return { '100': 'red', '010': 'green', '001': 'blue', '110': 'yellow', '111': 'white' }[bits] ?? bits;
  });
}
