import { pictureHeader } from '../../shared/picture/header.ts';
import { withoutMetadata } from '../../shared/picture/jpeg.ts';
import { fitted, LONGEST_SIDE, SHRUNK_BYTES_LIMIT } from '../../shared/picture/sizes.ts';
import { sha256 } from './hash.ts';

/** Why a file was not taken. Each has its words in both languages. */
export const PHOTO_REFUSALS = ['not-a-picture', 'unreadable-heic', 'unreadable', 'too-large'] as const;
export type PhotoRefusal = (typeof PHOTO_REFUSALS)[number];

export type Shrunk =
  | {
      readonly ok: true;
      /** A JPEG with nothing in it but the picture. */
      readonly bytes: ArrayBuffer;
      /** SHA-256 of the bytes, in hexadecimal. */
      readonly hash: string;
      readonly width: number;
      readonly height: number;
    }
  | { readonly ok: false; readonly code: PhotoRefusal };

/** A worker's answer to one file. `incapable`: it could not work at all, the page must. */
export type WorkerAnswer = Shrunk | Incapacity;
export type Incapacity = { readonly ok: false; readonly code: 'incapable' };

/** Where pictures are drawn: a worker's canvas, or the page's where a worker has none. */
export interface Easel {
  /** The picture turned the right way up. Rejects where the browser cannot read it. */
  decode(file: Blob): Promise<{ picture: CanvasImageSource; width: number; height: number; close(): void }>;
  /** A canvas of that size holding the picture on white. */
  draw(picture: CanvasImageSource, size: { width: number; height: number }): Encoder;
}
export type Encoder = (quality: number) => Promise<Blob>;

/** Larger files are no photo of a phone; reading one would take the memory the app lives in. */
export const FILE_BYTES_LIMIT = 60_000_000;
/** A phone's 50 megapixels, with room. Decoded, a pixel is four bytes: more than this kills the page on a small phone. */
export const PIXELS_LIMIT = 64_000_000;
/** Enough for the dimensions of nearly every photo; the whole file is read where it is not. */
const HEADER_BYTES = 256 * 1024;

const BEST_QUALITY = 0.86;
const WORST_QUALITY = 0.45;
/** Halvings between the two: finer steps cost an encoding each and nobody sees them. */
const QUALITY_STEPS = 3;
/** What even the worst quality cannot bring under the limit is made smaller by this. */
const SMALLER = 0.8;

/**
 * A photo as it is kept and sent: the right way up, at most 2048 pixels and 1 MB, its metadata gone because only the
 * picture is drawn again. A file that cannot be is refused with a reason; nothing is thrown for what a file holds.
 */
export async function redraw(file: Blob, easel: Easel): Promise<Shrunk> {
  if (file.size > FILE_BYTES_LIMIT) return refused('too-large');
  const header = await readHeader(file);
  if (header === 'unreadable') return refused('unreadable');
  if (!header) return refused('not-a-picture');
  const unreadable = refused(header.type === 'heic' ? 'unreadable-heic' : 'unreadable');
  if (!header.size) return unreadable;
  if (header.size.width * header.size.height > PIXELS_LIMIT) return refused('too-large');

  const decoded = await easel.decode(file).catch((error: unknown) => {
    if (error instanceof Incapable) throw error;
    return undefined;
  });
  if (!decoded) return unreadable;
  try {
    return await shrink(decoded, easel);
  } finally {
    decoded.close();
  }
}

/** This place can draw nothing at all, whatever the file: another must be tried. */
export class Incapable extends Error {
  override readonly name = 'Incapable';
}

async function readHeader(file: Blob) {
  try {
    const start = new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer());
    const header = pictureHeader(start);
    if (!header || header.size || file.size <= HEADER_BYTES) return header;
    return pictureHeader(new Uint8Array(await file.arrayBuffer()));
  } catch {
    // The file went away under us: a photo still in the cloud, or one the gallery removed.
    return 'unreadable';
  }
}

async function shrink(decoded: { picture: CanvasImageSource; width: number; height: number }, easel: Easel) {
  let longestSide = Math.min(LONGEST_SIDE.original, Math.max(decoded.width, decoded.height));
  for (;;) {
    const size = fitted(decoded, longestSide);
    const bytes = await lightest(easel.draw(decoded.picture, size));
    if (bytes) return { ok: true, bytes: bytes.buffer, hash: await sha256(bytes), ...size } as const;
    longestSide = Math.floor(longestSide * SMALLER);
  }
}

/** The best quality that fits, or undefined where the worst does not. */
async function lightest(encode: Encoder): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const at = async (quality: number) => {
    const cleaned = withoutMetadata(new Uint8Array(await (await encode(quality)).arrayBuffer()));
    if (!cleaned) throw new Incapable('this browser writes no JPEG');
    return cleaned.byteLength <= SHRUNK_BYTES_LIMIT ? cleaned : undefined;
  };
  const best = await at(BEST_QUALITY);
  if (best) return best;
  let found = await at(WORST_QUALITY);
  if (!found) return undefined;
  let low = WORST_QUALITY;
  let high = BEST_QUALITY;
  for (let step = 0; step < QUALITY_STEPS; step++) {
    const middle = (low + high) / 2;
    const bytes = await at(middle);
    if (bytes) {
      found = bytes;
      low = middle;
    } else high = middle;
  }
  return found;
}

const refused = (code: PhotoRefusal): Shrunk => ({ ok: false, code });
