import type { Network } from './rows/channel.ts';

/** How a network counts what it limits. */
export const UNITS = ['weighted', 'grapheme', 'utf16', 'emoji-bytes'] as const;
export type Unit = (typeof UNITS)[number];

export interface Limits {
  /** The longest text, counted in `unit`. */
  readonly length: number;
  readonly unit: Unit;
  /** The longest text in UTF-8 bytes, where the network also counts those. */
  readonly bytes?: number;
  /** What any URL counts for; absent where links count as typed. */
  readonly urlLength?: number;
  /** Photos at least: a network without text-only posts has 1. */
  readonly photosMin: number;
  readonly photos: number;
  /** The longest alternative text, in UTF-16 units. */
  readonly altLength: number;
  /** The largest photo, in bytes. */
  readonly photoBytes: number;
  /** Hashtags at most, where it is limited. */
  readonly hashtags?: number;
}

/** What any URL counts for on X and on Mastodon (`characters_reserved_per_url`). */
export const URL_LENGTH = 23;
/** Words are never longer than this in a row (`prose` of rows/base): the limit where a network sets none below it. */
const PROSE_LIMIT = 10_000;

const LIMITS: Readonly<Record<Network, Limits>> = {
  wall: { length: 300, unit: 'grapheme', photosMin: 0, photos: 10, altLength: 2000, photoBytes: 2_000_000 },
  // app.bsky.feed.post: maxGraphemes 300, maxLength 3000 (bytes). An older PDS still takes 1 MB a picture only.
  bluesky: {
    length: 300,
    unit: 'grapheme',
    bytes: 3000,
    photosMin: 0,
    photos: 4,
    altLength: 2000,
    photoBytes: 1_000_000,
  },
  // Mastodon's defaults; a server's own are in its /api/v2/instance.
  mastodon: {
    length: 500,
    unit: 'grapheme',
    urlLength: URL_LENGTH,
    photosMin: 0,
    photos: 4,
    altLength: 1500,
    photoBytes: 16 * 1024 * 1024,
  },
  // twitter-text, configuration version 3.
  x: {
    length: 280,
    unit: 'weighted',
    urlLength: URL_LENGTH,
    photosMin: 0,
    photos: 4,
    altLength: 1000,
    photoBytes: 5_000_000,
  },
  linkedin: { length: 3000, unit: 'utf16', photosMin: 0, photos: 20, altLength: 4086, photoBytes: 8_000_000 },
  instagram: {
    length: 2200,
    unit: 'utf16',
    photosMin: 1,
    photos: 10,
    altLength: 1000,
    photoBytes: 8 * 1024 * 1024,
    hashtags: 30,
  },
  facebook: { length: 63_206, unit: 'utf16', photosMin: 0, photos: 10, altLength: 1000, photoBytes: 4_000_000 },
  threads: { length: 500, unit: 'emoji-bytes', photosMin: 0, photos: 20, altLength: 1000, photoBytes: 8_000_000 },
  other: { length: PROSE_LIMIT, unit: 'utf16', photosMin: 0, photos: 20, altLength: 2000, photoBytes: 2_000_000 },
};

/** What a network takes. Facts of November 2026; a network changes them without telling. */
export const limitsOf = (network: Network): Limits => LIMITS[network];

/**
 * Whether words that are out can be changed in place. Bluesky takes a changed record and goes on showing the first one;
 * X lets only some paying accounts, for half an hour, and makes another post of it.
 */
export function editsInPlace(network: Network): boolean {
  switch (network) {
    case 'wall':
    case 'mastodon':
    case 'linkedin':
    case 'facebook':
    case 'instagram':
    case 'other':
      return true;
    case 'bluesky':
    case 'x':
    case 'threads':
      return false;
  }
}

/**
 * Whether the server shows our posts again from our other accounts there. X has that call for signed requests of its older
 * kind only (https://docs.x.com/x-api/posts/retweets/integrate), which a connection of ours cannot make: a person does it.
 */
export const relays = (network: Network): boolean => network === 'bluesky' || network === 'mastodon';
