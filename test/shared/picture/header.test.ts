import { expect, test } from 'vitest';
import { pictureHeader } from '../../../shared/picture/header.ts';
import { exif, heic, pngHeader, segment, text } from '../../client/photos/pictures.ts';

const ascii = (words: string, ...more: number[]) => new Uint8Array([...text(words), ...more, ...new Array(40).fill(0)]);
/** A JPEG's opening up to its frame header. */
const jpegOpening = (before: Uint8Array, width: number, height: number) =>
  new Uint8Array([
    ...[0xff, 0xd8],
    ...before,
    ...segment(0xc0, new Uint8Array([8, height >> 8, height & 255, width >> 8, width & 255, 3])),
  ]);

test('PH6 the dimensions of each format are read from its header', () => {
  const lossy = ascii('RIFF....WEBPVP8 ', 0, 0, 0, 0, 0, 0, 0, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xf0, 0x00);
  const lossless = ascii('RIFF....WEBPVP8L', 0, 0, 0, 0, 0x2f, 0x3f, 0xc1, 0x3b, 0x00);
  const extended = ascii('RIFF....WEBPVP8X', 0, 0, 0, 0, 0, 0, 0, 0, 0x3f, 0x01, 0, 0xef, 0, 0);
  const at = { width: 320, height: 240 };
  expect(pictureHeader(jpegOpening(segment(0xe1, exif(6)), 320, 240))).toEqual({ type: 'jpeg', size: at });
  expect(pictureHeader(pngHeader(320, 240))).toEqual({ type: 'png', size: at });
  expect(pictureHeader(ascii('GIF89a', 0x40, 0x01, 0xf0, 0x00))).toEqual({ type: 'gif', size: at });
  for (const bytes of [lossy, lossless, extended]) expect(pictureHeader(bytes)).toEqual({ type: 'webp', size: at });
  expect(pictureHeader(heic(320, 240))).toEqual({ type: 'heic', size: at });
});

test('PH6 a HEIC made of tiles is as large as the whole, not as a tile', () => {
  const bytes = new Uint8Array([...heic(512, 512), ...heic(8064, 6048).subarray(24), ...heic(512, 512).subarray(24)]);
  expect(pictureHeader(bytes)).toEqual({ type: 'heic', size: { width: 8064, height: 6048 } });
});

test('PH6 a header that does not say, or says nothing at all, has no dimensions', () => {
  expect(pictureHeader(jpegOpening(new Uint8Array(), 320, 0))).toEqual({ type: 'jpeg' });
  expect(pictureHeader(jpegOpening(new Uint8Array(), 320, 240).subarray(0, 6))).toEqual({ type: 'jpeg' });
  expect(pictureHeader(pngHeader(0, 0))).toEqual({ type: 'png' });
  expect(pictureHeader(ascii('II*\0'))).toEqual({ type: 'tiff' });
});

test('PH5 what is no picture has no header: a page, a drawing, a film, nothing', () => {
  for (const bytes of [
    ascii('<!doctype html>'),
    ascii('<svg xmlns="http://www.w3.org/2000/svg">'),
    ascii('\0\0\0\x18ftypisom\0\0\0\0isommp42'),
    ascii('%PDF-1.7'),
    new Uint8Array(),
  ]) {
    expect(pictureHeader(bytes)).toBeUndefined();
  }
});
