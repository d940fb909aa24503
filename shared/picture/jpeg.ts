/** A marker with its payload: bytes from `start` (its FF) up to `end`. A scan's runs on through its coded data. */
export interface Segment {
  readonly marker: number;
  readonly start: number;
  /** Where the payload begins, after the marker and its length. */
  readonly payload: number;
  readonly end: number;
}

const SOI = 0xd8;
const EOI = 0xd9;
const DNL = 0xdc;
const SOS = 0xda;
const APP0 = 0xe0;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
/** From here on reserved: no picture of ours has any. */
const JPG0 = 0xf0;
const COMMENT = 0xfe;
/** Without a thumbnail (ITU T.871). */
const JFIF_BYTES = 14;
const ADOBE_BYTES = 12;
/** In the first piece of a profile: behind the name, the piece's number and the count (ICC.1, 7.2). */
const ICC_SIGNATURE_AT = 14 + 36;

/**
 * The segments of a JPEG from its first byte to its end marker (ITU T.81, annex B). Undefined where the bytes do not
 * hold together: no start, a length that runs out, no end. What follows the end marker is in no segment.
 */
export function jpegSegments(bytes: Uint8Array): readonly Segment[] | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return undefined;
  const found: Segment[] = [{ marker: SOI, start: 0, payload: 2, end: 2 }];
  let at = 2;
  while (at < bytes.length) {
    const segment = segmentAt(bytes, at);
    if (!segment) return undefined;
    found.push(segment);
    if (segment.marker === EOI) return found;
    at = segment.end;
  }
  return undefined;
}

/** The segment at this place, or undefined where none begins or it runs past the bytes. */
export function segmentAt(bytes: Uint8Array, start: number): Segment | undefined {
  if (bytes[start] !== 0xff) return undefined;
  let at = start + 1;
  while (bytes[at] === 0xff) at++;
  const marker = bytes[at];
  if (marker === undefined || marker === 0) return undefined;
  at++;
  if (marker === EOI || marker === 0x01 || isRestart(marker)) return { marker, start, payload: at, end: at };
  const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  const headerEnd = at + length;
  if (length < 2 || headerEnd > bytes.length) return undefined;
  const end = marker === SOS ? endOfScan(bytes, headerEnd) : headerEnd;
  return { marker, start, payload: at + 2, end };
}

/**
 * What a JPEG says of the person, the place or the camera: everything but the picture and how to show its colours. What
 * is let through has the length its kind has, so that nothing travels behind it: no thumbnail, no false profile.
 */
export function isMetadata(bytes: Uint8Array, { marker, payload, end }: Segment): boolean {
  if (marker === COMMENT || marker === DNL || marker >= JPG0) return true;
  if (marker < APP0 || marker > APP15) return false;
  const says = (text: string, at = 0) =>
    [...text].every((char, index) => bytes[payload + at + index] === char.charCodeAt(0));
  const length = end - payload;
  if (marker === APP0) return !says('JFIF\0') || length !== JFIF_BYTES;
  if (marker === APP2) return !says('ICC_PROFILE\0') || (bytes[payload + 12] === 1 && !says('acsp', ICC_SIGNATURE_AT));
  if (marker === APP14) return !says('Adobe') || length !== ADOBE_BYTES;
  return true;
}

/**
 * The same picture with no metadata and nothing after its end. Re-encoding writes none in most browsers, but WebKit's
 * adds an Exif block of its own; and a place must never leave the phone on the word of an encoder. Undefined where the
 * bytes are no JPEG.
 */
export function withoutMetadata(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  const segments = jpegSegments(bytes);
  if (!segments) return undefined;
  const kept = segments.filter((segment) => !isMetadata(bytes, segment));
  const length = kept.reduce((sum, segment) => sum + segment.end - segment.start, 0);
  if (length === bytes.length) return bytes;
  const cleaned = new Uint8Array(length);
  let at = 0;
  for (const { start, end } of kept) {
    cleaned.set(bytes.subarray(start, end), at);
    at += end - start;
  }
  return cleaned;
}

/** Width and height from the frame header, without decoding. */
export function jpegSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return undefined;
  let at = 2;
  for (;;) {
    const segment = segmentAt(bytes, at);
    if (!segment || segment.marker === SOS || segment.marker === EOI) return undefined;
    if (isFrame(segment.marker)) {
      const view = new DataView(bytes.buffer, bytes.byteOffset + segment.payload);
      if (segment.end - segment.payload < 5) return undefined;
      return { width: view.getUint16(3), height: view.getUint16(1) };
    }
    at = segment.end;
  }
}

const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;

/** SOF0 to SOF15; C4, C8 and CC are tables that share the range. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Coded data runs to the first marker that is neither a stuffed FF nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1) {
    const next = bytes[at + 1];
    if (next !== undefined && next !== 0 && next !== 0xff && !isRestart(next)) return at;
    at = bytes.indexOf(0xff, at + (next === 0xff ? 1 : 2));
  }
  return bytes.length;
}
