import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMetadata, jpegSegments, withoutMetadata } from '../../../shared/picture/jpeg.ts';
import { exif, segment, text } from '../../client/photos/pictures.ts';

const join = (...parts: (Uint8Array | readonly number[])[]) => new Uint8Array(parts.flatMap((part) => [...part]));
const JFIF = segment(0xe0, text(`JFIF\0\x01\x01${'\0'.repeat(7)}`));
const PROFILE = segment(0xe2, text(`ICC_PROFILE\0\x01\x01${'\0'.repeat(36)}acsp…`));
const ADOBE = segment(0xee, text(`Adobe${'\0'.repeat(7)}`));
const FRAME = segment(0xc0, new Uint8Array([8, 0, 1, 0, 1, 1]));
/** Coded data with a stuffed FF and a restart, which end nothing. */
const SCAN = join(segment(0xda, new Uint8Array([1, 2, 3])), [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]);
const START = [0xff, 0xd8];
const END = [0xff, 0xd9];
const CLEAN = join(START, JFIF, PROFILE, ADOBE, FRAME, SCAN, SCAN, END);

test('PH2 everything but the picture and its colours is cut from a JPEG', () => {
  const blocks = {
    exif: segment(0xe1, exif(1)),
    xmp: segment(0xe1, text('http://ns.adobe.com/xap/1.0/\0<exif:GPSLatitude>48,51.4N</exif:GPSLatitude>')),
    'several pictures': segment(0xe2, text('MPF\0')),
    'a thumbnail': segment(0xe0, text('JFXX\0')),
    iptc: segment(0xed, text('Photoshop 3.0\0Paris')),
    comment: segment(0xfe, text('Paris')),
  };
  for (const [name, block] of Object.entries(blocks)) {
    const taken = join(START, JFIF, block, PROFILE, ADOBE, FRAME, SCAN, block, SCAN, END);
    expect(withoutMetadata(taken), name).toEqual(CLEAN);
  }
  expect(withoutMetadata(join(CLEAN, text('PK\x03\x04 and a whole archive')))).toEqual(CLEAN);
});

test('PH2 a JPEG with nothing to cut is left as it is', () => {
  expect(withoutMetadata(CLEAN)).toBe(CLEAN);
});

test('PH2 cutting is sure of the end: bytes that do not hold together are no JPEG', () => {
  for (let length = 0; length < CLEAN.length; length++) {
    expect(withoutMetadata(CLEAN.slice(0, length)), `cut at ${length}`).toBeUndefined();
  }
});

test('PH2 whatever the bytes, reading them ends, and what is cut holds no metadata', () => {
  const pieces = fc.constantFrom(JFIF, PROFILE, FRAME, SCAN, segment(0xe1, exif(1)), new Uint8Array(END));
  const bytes = fc.array(fc.oneof(pieces, fc.uint8Array({ maxLength: 20 })), { maxLength: 8 });
  let read = 0;
  fc.assert(
    fc.property(bytes, (parts) => {
      const cleaned = withoutMetadata(join(START, ...parts, END));
      if (!cleaned) return;
      read++;
      expect(jpegSegments(cleaned)?.some((found) => isMetadata(cleaned, found))).toBe(false);
    }),
  );
  expect(read).toBeGreaterThan(0);
});
