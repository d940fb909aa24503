import * as v from 'valibot';
import { givenId, name, rank, spanMs, stampEntries } from './base.ts';

export const NETWORKS = [
  'wall',
  'bluesky',
  'mastodon',
  'x',
  'linkedin',
  'instagram',
  'facebook',
  'threads',
  'other',
] as const;
export type Network = (typeof NETWORKS)[number];

/** Who sees a post, where the network lets an account choose (Mastodon). `unlisted`: everyone, outside of public timelines. */
export const VISIBILITIES = ['public', 'unlisted', 'private'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

const dollars = v.pipe(v.number(), v.minValue(0), v.maxValue(100_000));
/** In dollars, a piece. */
export const pricesSchema = v.strictObject({
  post: dollars,
  /** A post with a link in it. */
  postWithLink: dollars,
  removal: dollars,
  /** The alternative text of one photo. */
  altText: dollars,
  /** Reading one post of our own. */
  ownRead: dollars,
});
export type Prices = v.InferOutput<typeof pricesSchema>;

/** An account of ours on a network, or the wall, or a network served by hand. */
export const channelSchema = v.strictObject({
  row: v.literal('channel'),
  id: givenId,
  network: v.picklist(NETWORKS),
  /** The account's name there, without `@`. */
  account: name,
  rank,
  /** At least this between two publications. */
  spacingMs: spanMs,
  on: v.boolean(),
  /** `hand`: a person copies words and photos, then says done. */
  served: v.picklist(['server', 'hand']),
  /** Ticked on a new post. */
  default: v.boolean(),
  /** What `{hashtags}` stands for there; absent: the show's main one. Empty: none. */
  hashtags: v.optional(v.pipe(v.array(name), v.maxLength(20))),
  /** Absent: everyone. */
  visibility: v.optional(v.picklist(VISIBILITIES)),
  /** What the network asks for, where it asks for money; absent: as `network-forecast` knows it. */
  prices: v.optional(pricesSchema),
  /** What an evening may cost here, in dollars; past it, staff are warned and nothing is stopped. */
  budget: v.optional(dollars),
  ...stampEntries,
});
export type ChannelRow = v.InferOutput<typeof channelSchema>;
