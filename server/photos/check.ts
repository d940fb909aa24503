import { createHash } from 'node:crypto';
import { pictureHeader } from '../../shared/picture/header.ts';
import { isMetadata, jpegSegments } from '../../shared/picture/jpeg.ts';

/** Pixels a photo may have: far more than a phone sends after shrinking, far less than what would fill the memory. */
export const UPLOAD_PIXELS_LIMIT = 40_000_000;

/** Why bytes are not a photo of ours; for the log, the phone is told `bad-photo`. */
export type Flaw = 'not-jpeg' | 'torn' | 'metadata' | 'trailing' | 'pixels';

/**
 * What can be known without decoding. Our phones send a bare JPEG: anything that says where or by whom it was taken is
 * refused, not cleaned, because the hash names these very bytes and they are served as `original`; so is what hides
 * behind the picture's end, which another program might open as something else.
 */
export function flawOf(bytes: Uint8Array): Flaw | undefined {
  const header = pictureHeader(bytes);
  if (header?.type !== 'jpeg') return 'not-jpeg';
  const segments = jpegSegments(bytes);
  if (!header.size || !segments) return 'torn';
  if (header.size.width * header.size.height > UPLOAD_PIXELS_LIMIT) return 'pixels';
  if (segments.some((segment) => isMetadata(bytes, segment))) return 'metadata';
  if (segments.at(-1)?.end !== bytes.length) return 'trailing';
  return undefined;
}

export const isPhotoHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
