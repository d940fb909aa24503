import type { ServedNetwork } from './connection.ts';
import type { Prices } from './rows/channel.ts';
import { urlsIn } from './text/urls.ts';

/** https://docs.x.com/x-api/getting-started/pricing, as of 20 April 2026: it has changed three times in a year. */
export const X_PRICES: Prices = { post: 0.015, postWithLink: 0.2, removal: 0.01, altText: 0.005, ownRead: 0.001 };

/** A post that is planned or was sent: all that a network counts of it. */
export interface Load {
  readonly atMs: number;
  readonly words: string;
  readonly photos: number;
}

/** What a post costs on a network, in dollars. Free everywhere but on X, where a bare domain counts as a link. */
export function costOf(network: ServedNetwork, { words, photos }: Load, prices: Prices = X_PRICES): number {
  if (network !== 'x') return 0;
  const post = urlsIn(words, { bare: true }).length > 0 ? prices.postWithLink : prices.post;
  return post + photos * prices.altText;
}

/** What a network allows in a stretch of time. */
export interface Quota {
  readonly what: 'posts' | 'photos' | 'points';
  readonly limit: number;
  readonly withinMs: number;
}
export interface Forecast {
  readonly posts: number;
  readonly photos: number;
  /** In dollars. */
  readonly cost: number;
  /** Each quota with the most that a stretch of that length would use of it, and when that stretch begins. */
  readonly quotas: readonly (Quota & { readonly used: number; readonly fromMs: number; readonly over: boolean })[];
}

/**
 * What an evening asks of one channel: its cost, and the fullest stretch of each limit, so that what would be refused at
 * nine in the evening is known at noon.
 */
export function forecast(
  network: ServedNetwork,
  loads: readonly Load[],
  prices: Prices = X_PRICES,
  /** Stretches that were over by then are not told. */
  nowMs = Number.NEGATIVE_INFINITY,
): Forecast {
  const inOrder = [...loads].sort((a, b) => a.atMs - b.atMs);
  return {
    posts: inOrder.length,
    photos: inOrder.reduce((sum, { photos }) => sum + photos, 0),
    // Counted in tenths of a cent: sums of fractions would show figures that nobody pays.
    cost: Math.round(inOrder.reduce((sum, load) => sum + costOf(network, load, prices), 0) * 1000) / 1000,
    quotas: QUOTAS[network].map((quota) => {
      const counted = inOrder.filter(({ atMs }) => atMs > nowMs - quota.withinMs);
      const { used, fromMs } = fullest(counted, quota);
      return { ...quota, used, fromMs, over: used > quota.limit };
    }),
  };
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/**
 * Bluesky: points, three a record made (https://docs.bsky.app/docs/advanced-guides/rate-limits). Mastodon: its defaults
 * (https://docs.joinmastodon.org/api/rate-limits). X: https://docs.x.com/x-api/fundamentals/rate-limits, a user.
 */
const QUOTAS: Readonly<Record<ServedNetwork, readonly Quota[]>> = {
  bluesky: [
    { what: 'points', limit: 5_000, withinMs: HOUR_MS },
    { what: 'points', limit: 35_000, withinMs: 24 * HOUR_MS },
  ],
  mastodon: [
    { what: 'photos', limit: 30, withinMs: 30 * MINUTE_MS },
    { what: 'posts', limit: 300, withinMs: 3 * HOUR_MS },
  ],
  x: [
    { what: 'posts', limit: 100, withinMs: 15 * MINUTE_MS },
    { what: 'photos', limit: 500, withinMs: 15 * MINUTE_MS },
  ],
};
const POINTS_A_POST = 3;

function fullest(inOrder: readonly Load[], { what, withinMs }: Quota): { used: number; fromMs: number } {
  let most = { used: 0, fromMs: inOrder[0]?.atMs ?? 0 };
  let used = 0;
  let first = 0;
  for (const load of inOrder) {
    used += weightOf(load, what);
    for (let oldest = inOrder[first]; oldest && oldest.atMs <= load.atMs - withinMs; oldest = inOrder[++first]) {
      used -= weightOf(oldest, what);
    }
    if (used > most.used) most = { used, fromMs: inOrder[first]?.atMs ?? load.atMs };
  }
  return most;
}

function weightOf({ photos }: Load, what: Quota['what']): number {
  switch (what) {
    case 'posts':
      return 1;
    case 'photos':
      return photos;
    case 'points':
      return POINTS_A_POST;
  }
}
