import { LONGEST_SIDE, type PhotoSize, SHRUNK_BYTES_LIMIT } from '../../shared/picture/sizes.ts';
import { UPLOAD_PIXELS_LIMIT } from './check.ts';

export type MadeSize = Exclude<PhotoSize, 'original'>;
export const MADE_SIZES = ['wall', 'network', 'thumb'] as const satisfies readonly MadeSize[];

const QUALITY = { wall: 84, network: 86, thumb: 74 } as const satisfies Record<MadeSize, number>;
const WORST_QUALITY = 46;
const QUALITY_STEP = 10;

/**
 * The sizes that are shown and sent, drawn anew from the pixels: whatever else the bytes were, these are pictures.
 * Undefined where they cannot be decoded whole.
 */
export async function makeSizes(bytes: Uint8Array): Promise<Record<MadeSize, Uint8Array> | undefined> {
  // Loading it takes a tenth of a second, which starting the server would pay every time.
  const { default: sharp } = await import('sharp');
  const draw = (size: MadeSize, quality: number) =>
    sharp(bytes, { limitInputPixels: UPLOAD_PIXELS_LIMIT, failOn: 'warning' })
      .resize({ width: LONGEST_SIDE[size], height: LONGEST_SIDE[size], fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .jpeg({ quality, progressive: size !== 'thumb' })
      .toBuffer();
  try {
    const wall = await draw('wall', QUALITY.wall);
    const thumb = await draw('thumb', QUALITY.thumb);
    let network = await draw('network', QUALITY.network);
    let quality: number = QUALITY.network;
    while (network.length > SHRUNK_BYTES_LIMIT && quality > WORST_QUALITY) {
      quality -= QUALITY_STEP;
      network = await draw('network', quality);
    }
    return network.length > SHRUNK_BYTES_LIMIT ? undefined : { wall, network, thumb };
  } catch {
    return undefined;
  }
}
