import { jpegSegments } from '../../../shared/picture/jpeg.ts';

/** What a test picture shows, corner by corner, so that a turn is seen. */
export const CORNERS = { topLeft: '#d02020', topRight: '#20d020', bottomLeft: '#2020d0', bottomRight: '#e0e020' };

interface Wanted {
  readonly width: number;
  readonly height: number;
  readonly type?: 'image/jpeg' | 'image/png' | 'image/webp';
  /** Grain that no encoder can make small. */
  readonly noise?: boolean;
  readonly transparent?: boolean;
}

/** A picture with a colour in each quarter, encoded by this browser. */
export async function picture({ width, height, type = 'image/jpeg', noise, transparent }: Wanted): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  if (noise) drawNoise(context, width, height);
  else if (!transparent) {
    const [x, y] = [width / 2, height / 2];
    for (const [colour, left, top] of [
      [CORNERS.topLeft, 0, 0],
      [CORNERS.topRight, x, 0],
      [CORNERS.bottomLeft, 0, y],
      [CORNERS.bottomRight, x, y],
    ] as const) {
      context.fillStyle = colour;
      context.fillRect(left, top, x, y);
    }
  }
  return canvas.convertToBlob({ type, quality: 0.92 });
}

function drawNoise(context: OffscreenCanvasRenderingContext2D, width: number, height: number): void {
  const image = context.createImageData(width, height);
  let state = 1;
  for (let at = 0; at < image.data.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    image.data[at] = at % 4 === 3 ? 255 : state >>> 24;
  }
  context.putImageData(image, 0, 0);
}

/** The same JPEG as a phone's camera writes it: an Exif block with its orientation and the place it was taken, a comment. */
export async function asTaken(jpeg: Blob, orientation: number): Promise<Blob> {
  const bytes = new Uint8Array(await jpeg.arrayBuffer());
  const afterStart = jpegSegments(bytes)?.[0]?.end ?? 2;
  return new Blob([
    bytes.slice(0, afterStart),
    segment(0xe1, exif(orientation)),
    segment(0xfe, text('taken by a phone of the team')),
    bytes.slice(afterStart),
  ]);
}

export const text = (words: string) => new TextEncoder().encode(words);

export function segment(marker: number, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = payload.length + 2;
  return new Uint8Array([0xff, marker, length >> 8, length & 0xff, ...payload]);
}

/** A TIFF block, big-endian: an orientation, and a GPS directory that says 48° N. */
export function exif(orientation: number): Uint8Array<ArrayBuffer> {
  const short = (value: number) => [value >> 8, value & 0xff];
  const long = (value: number) => [0, 0, ...short(value)];
  const gpsAt = 8 + 2 + 2 * 12 + 4;
  const tiff = [
    ...text('MM'),
    ...short(42),
    ...long(8),
    ...short(2),
    ...[...short(0x0112), ...short(3), ...long(1), ...short(orientation), 0, 0],
    ...[...short(0x8825), ...short(4), ...long(1), ...long(gpsAt)],
    ...long(0),
    ...short(2),
    ...[...short(0x0001), ...short(2), ...long(2), ...text('N'), 0, 0, 0],
    ...[...short(0x0002), ...short(5), ...long(3), ...long(gpsAt + 2 + 2 * 12 + 4)],
    ...long(0),
    ...[48, 1, 51, 1, 24, 1].flatMap(long),
  ];
  return new Uint8Array([...text('Exif'), 0, 0, ...tiff]);
}

/** A PNG header that claims these dimensions, with nothing behind it. */
export function pngHeader(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(64);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  bytes.set([8, 6], 24);
  return bytes;
}

/** The opening of a photo as an iPhone keeps it, its frames left out. */
export function heic(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(64);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 24);
  bytes.set(text('ftypheic'), 4);
  bytes.set(text('mif1heic'), 16);
  bytes.set(text('ispe'), 28);
  view.setUint32(36, width);
  view.setUint32(40, height);
  return bytes;
}
