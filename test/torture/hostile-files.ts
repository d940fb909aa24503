import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { jpegSegments, type Segment } from '../../shared/picture/jpeg.ts';
import { PHOTO_BYTES_LIMIT } from '../../shared/protocol.ts';
import { exif, heic, pngHeader, segment } from '../client/photos/pictures.ts';

/** What must be in no byte that is served. Each hostile file carries it where its kind hides things. */
export const SECRET = 'SECRET-48.8566N-2.3522E';

const JFIF = 'JFIF\0\x01\x01\0\0\x48\0\x48';

export interface HostileFile {
  readonly what: string;
  readonly bytes: Uint8Array;
  /** A plain picture: taken, and drawn anew. */
  readonly isLegal?: boolean;
}

/** Files made by code that pretend to be photos, or are, and bring along what they should not. */
export async function hostileFiles(): Promise<readonly HostileFile[]> {
  const noise = { type: 'gaussian', mean: 120, sigma: 20 } as const;
  const canvas = { width: 320, height: 240, channels: 3, background: '#804020', noise } as const;
  const drawn = () => sharp({ create: canvas });
  const plain = await drawn().jpeg({ quality: 80 }).toBuffer();
  const png = await drawn().png().toBuffer();
  const secret = Buffer.from(SECRET);
  const after = (...parts: Uint8Array[]) => Buffer.concat([plain.subarray(0, 2), ...parts, plain.subarray(2)]);
  const behind = (...parts: Uint8Array[]) => Buffer.concat([plain, ...parts]);
  const app = (marker: number, ...payload: (string | Uint8Array)[]) =>
    segment(marker, Buffer.concat(payload.map((part) => Buffer.from(part))));
  const { frame, scan } = placesIn(plain);
  const sized = (width: number, height: number) => {
    const bytes = Buffer.from(plain);
    bytes.writeUInt16BE(height, frame.payload + 1);
    bytes.writeUInt16BE(width, frame.payload + 3);
    return bytes;
  };
  const html = `<html><script>alert("${SECRET}")</script></html>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><desc>${SECRET}</desc></svg>`;
  const icc = await drawn().withIccProfile('p3').jpeg().toBuffer();
  const withPlace = await drawn()
    .withExif({ IFD0: { Artist: SECRET }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 51/1 24/1' } })
    .jpeg()
    .toBuffer();

  return [
    { what: 'a plain picture', bytes: plain, isLegal: true },
    { what: 'a progressive picture', bytes: await drawn().jpeg({ progressive: true }).toBuffer(), isLegal: true },
    { what: 'a grey picture', bytes: await drawn().greyscale().jpeg().toBuffer(), isLegal: true },
    { what: 'a picture with a profile of colours', bytes: icc, isLegal: true },
    { what: 'a picture in four inks', bytes: await drawn().toColourspace('cmyk').jpeg().toBuffer(), isLegal: true },

    { what: 'a camera’s Exif with a place', bytes: after(segment(0xe1, exif(6)), app(0xe1, secret)) },
    { what: 'an Exif written by a library', bytes: withPlace },
    { what: 'XMP', bytes: after(app(0xe1, 'http://ns.adobe.com/xap/1.0/\0', `<x>${SECRET}</x>`)) },
    { what: 'extended XMP', bytes: after(app(0xe1, 'http://ns.adobe.com/xmp/extension/\0', secret)) },
    { what: 'IPTC in a Photoshop block', bytes: after(app(0xed, 'Photoshop 3.0\0', '8BIM\x04\x04\0\0', secret)) },
    { what: 'a comment', bytes: after(app(0xfe, secret)) },
    { what: 'several pictures in one (MPO)', bytes: after(app(0xe2, 'MPF\0', secret)) },
    { what: 'a second picture behind the first (MPO)', bytes: behind(plain) },
    { what: 'a FlashPix block', bytes: after(app(0xe2, 'FPXR\0', secret)) },
    { what: 'a false profile of colours', bytes: after(app(0xe2, 'ICC_PROFILE\0\x01\x01', secret)) },
    { what: 'a JFIF block', bytes: after(app(0xe0, JFIF, '\0\0')), isLegal: true },
    // The thumbnail's pixels are words.
    { what: 'a JFIF block with a thumbnail', bytes: after(app(0xe0, JFIF, '\x08\x01', secret, '\0')) },
    { what: 'an extension of JFIF', bytes: after(app(0xe0, 'JFXX\0\x10', secret)) },
    { what: 'a block named Adobe that goes on', bytes: after(app(0xee, 'Adobe\0\x64\0\0\0\0\0', secret)) },
    { what: 'a number of lines that goes on', bytes: after(app(0xdc, '\0\x01', secret)) },
    { what: 'a reserved block', bytes: after(app(0xf0, secret)) },
    { what: 'a maker’s block', bytes: after(app(0xef, secret)) },

    { what: 'a sea of pixels', bytes: sized(65_535, 65_535) },
    { what: 'a few pixels too many', bytes: sized(8_000, 5_001) },
    { what: 'more lines than there are', bytes: sized(320, 6_000) },
    { what: 'no width', bytes: sized(0, 240) },
    { what: 'a PNG that claims a sea', bytes: pngHeader(65_535, 65_535) },
    { what: 'a PNG that inflates', bytes: Buffer.concat([pngHeader(30_000, 30_000), deflateSync(Buffer.alloc(5e6))]) },

    { what: 'a page behind the picture', bytes: behind(Buffer.from(html)) },
    { what: 'an archive behind the picture', bytes: behind(Buffer.from('PK\x03\x04'), secret) },
    { what: 'a script in a comment (GIFAR)', bytes: after(app(0xfe, '*/=alert(1)/*', secret)) },
    { what: 'a page named as a photo', bytes: Buffer.from(html) },
    { what: 'a page that begins as a photo', bytes: Buffer.concat([plain.subarray(0, 3), Buffer.from(html)]) },
    { what: 'a drawing (SVG)', bytes: Buffer.from(svg) },
    { what: 'a document (PDF)', bytes: Buffer.from(`%PDF-1.7\n1 0 obj<</URI(${SECRET})>>endobj\n%%EOF`) },
    { what: 'a PNG', bytes: png },
    { what: 'a GIF', bytes: await drawn().gif().toBuffer() },
    { what: 'a WebP', bytes: await drawn().webp().toBuffer() },
    { what: 'a TIFF', bytes: await drawn().tiff().toBuffer() },
    { what: 'a HEIC', bytes: heic(4_000, 3_000) },
    { what: 'a film', bytes: Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isomiso2') },

    { what: 'nothing but its first bytes', bytes: plain.subarray(0, 20) },
    { what: 'half of it', bytes: plain.subarray(0, plain.length / 2) },
    { what: 'no end', bytes: plain.subarray(0, -2) },
    { what: 'half of its scan', bytes: Buffer.concat([plain.subarray(0, scan.end - 4_000), plain.subarray(-2)]) },
    { what: 'a length that runs out', bytes: Buffer.concat([plain.subarray(0, 2), Buffer.from([0xff, 0xe0, 0xff])]) },
    { what: 'a byte before its beginning', bytes: Buffer.concat([Buffer.from([0]), plain]) },
    { what: 'a heavy one', bytes: behind(Buffer.alloc(PHOTO_BYTES_LIMIT)) },
  ];
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Whether bytes that are served hold what they must not: the secret, or any block that speaks of more than the picture. */
export function tells(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes).toString('latin1');
  for (const word of [SECRET, 'Exif\0', 'ns.adobe.com', 'Photoshop 3.0', 'MPF\0', 'http://']) {
    if (text.includes(word)) return word;
  }
  return jpegSegments(bytes)?.at(-1)?.end === bytes.length ? undefined : 'bytes behind the picture';
}

function placesIn(bytes: Uint8Array): { frame: Segment; scan: Segment } {
  const segments = jpegSegments(bytes) ?? [];
  const frame = segments.find(({ marker }) => marker === 0xc0);
  const scan = segments.find(({ marker }) => marker === 0xda);
  if (!frame || !scan) throw new Error('no picture to begin with');
  return { frame, scan };
}
