import { jpegSize } from './jpeg.ts';

/** Pictures a phone may hand over. What a browser can decode of them is the browser's. */
export type PictureType = 'jpeg' | 'png' | 'webp' | 'gif' | 'heic' | 'avif' | 'tiff';

export interface PictureHeader {
  readonly type: PictureType;
  /** As stored, before any turning. Absent where these bytes do not say. */
  readonly size?: { readonly width: number; readonly height: number };
}

/**
 * What the first bytes are, by their content only, and the dimensions they declare: a bomb is known before anything
 * decodes it. Undefined: not a picture (a drawing in SVG is a document, and is not one either).
 */
export function pictureHeader(bytes: Uint8Array): PictureHeader | undefined {
  const type = pictureType(bytes);
  if (!type) return undefined;
  const size = sizeOf(type, bytes);
  return size && size.width > 0 && size.height > 0 ? { type, size } : { type };
}

function pictureType(bytes: Uint8Array): PictureType | undefined {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (text(0, 6) === 'GIF87a' || text(0, 6) === 'GIF89a') return 'gif';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp';
  if (text(0, 4) === 'II*\0' || text(0, 4) === 'MM\0*') return 'tiff';
  if (text(4, 8) === 'ftyp') return brandOf(text(8, 12), text(16, 48));
  return undefined;
}

/** ISO base media files (HEIF, ISO 23008-12): the brand tells a still picture from a film. */
function brandOf(major: string, compatible: string): PictureType | undefined {
  const brands = [major, ...(compatible.match(/.{4}/gs) ?? [])];
  if (brands.includes('avif')) return 'avif';
  if (brands.some((brand) => /^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand))) return 'heic';
  return undefined;
}

function sizeOf(type: PictureType, bytes: Uint8Array): { width: number; height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (type) {
    case 'jpeg':
      return jpegSize(bytes);
    case 'png':
      return bytes.length < 24 ? undefined : { width: view.getUint32(16), height: view.getUint32(20) };
    case 'gif':
      return bytes.length < 10 ? undefined : { width: view.getUint16(6, true), height: view.getUint16(8, true) };
    case 'webp':
      return webpSize(view);
    case 'heic':
    case 'avif':
      return heifSize(view);
    case 'tiff':
      return undefined;
    default:
      return type satisfies never;
  }
}

/** RFC 9649: a lossy frame, a lossless one, or the extended header. */
function webpSize(view: DataView): { width: number; height: number } | undefined {
  if (view.byteLength < 30) return undefined;
  const chunk = view.getUint32(12);
  if (chunk === fourCc('VP8 ')) {
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
  if (chunk === fourCc('VP8L')) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (chunk === fourCc('VP8X')) {
    const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
    return { width: uint24(24) + 1, height: uint24(27) + 1 };
  }
  return undefined;
}

/** The largest declared extent: a large photo is a grid of tiles, each with an extent of its own. */
function heifSize(view: DataView): { width: number; height: number } | undefined {
  let largest: { width: number; height: number } | undefined;
  for (let at = 0; at + 16 <= view.byteLength; at++) {
    if (view.getUint32(at) !== fourCc('ispe')) continue;
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}

const fourCc = (text: string) => [...text].reduce((code, char) => (code << 8) | char.charCodeAt(0), 0) >>> 0;
