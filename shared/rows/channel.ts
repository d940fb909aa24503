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
  ...stampEntries,
});
export type ChannelRow = v.InferOutput<typeof channelSchema>;
