import { LONGEST_SIDE, SHRUNK_BYTES_LIMIT } from '../../shared/picture/sizes.ts';
import type { ReadPhoto } from '../channels/photo-bytes.ts';
import { UPLOAD_PIXELS_LIMIT } from './check.ts';
import type { PhotoStore } from './store.ts';

/** Above it no eye sees more, and bytes double. */
const BEST_QUALITY = 92;
const WORST_QUALITY = 46;
const QUALITY_STEP = 6;

/**
 * A photo as a network takes it: the picture that is kept for the strictest one where that is all it takes, else drawn anew
 * from what the phone sent, at the best quality that its limits leave. Undefined where the bytes are not here.
 */
export function renditions(store: Pick<PhotoStore, 'read'>): ReadPhoto {
  return async (hash, { bytes: bytesLimit, pixels: pixelsLimit = Number.POSITIVE_INFINITY }) => {
    const kept = await store.read(hash, 'network');
    if (!kept) return undefined;
    const { default: sharp } = await import('sharp');
    const { width, height } = await sharp(kept).metadata();
    const fits = kept.length <= bytesLimit && width * height <= pixelsLimit;
    if (fits && bytesLimit <= SHRUNK_BYTES_LIMIT) return kept;
    const original = await store.read(hash, 'original');
    if (!original) return fits ? kept : undefined;
    const scale = Math.min(1, Math.sqrt(pixelsLimit / (width * height)));
    const side = Math.floor(Math.min(LONGEST_SIDE.network, Math.max(width, height) * scale));
    const draw = (quality: number) =>
      sharp(original, { limitInputPixels: UPLOAD_PIXELS_LIMIT, failOn: 'warning' })
        .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
        .toColourspace('srgb')
        .jpeg({ quality, progressive: true })
        .toBuffer();
    let quality = BEST_QUALITY;
    let drawn = await draw(quality);
    while (drawn.length > bytesLimit && quality > WORST_QUALITY) {
      quality -= QUALITY_STEP;
      drawn = await draw(quality);
    }
    // Nothing smaller is worth looking at: the network says itself what it thinks of it.
    return drawn;
  };
}
