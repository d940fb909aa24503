/** The sizes the server makes of a photo; `original` is the bytes the phone sent, which its hash names. */
export const PHOTO_SIZES = ['wall', 'network', 'thumb', 'original'] as const;
export type PhotoSize = (typeof PHOTO_SIZES)[number];

/** The longest side of each size, in pixels. */
export const LONGEST_SIDE = { wall: 1920, network: 2048, thumb: 480, original: 2048 } as const satisfies Record<
  PhotoSize,
  number
>;

/** What a phone sends, and what goes to a network, weigh no more: Bluesky takes 1 MB safely, the others more. */
export const SHRUNK_BYTES_LIMIT = 1_000_000;

/** Where a photo's size is served, from the site's root. */
export const photoPath = (hash: string, size: PhotoSize): string => `/photos/${hash}/${size}.jpg`;

/** The width and height that fit a longest side, never larger than they were. */
export function fitted(picture: { width: number; height: number }, longestSide: number) {
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  return {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  };
}
