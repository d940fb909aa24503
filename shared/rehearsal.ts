import type { Payload } from './rows/publication.ts';

/**
 * What can be made to happen to the next call of a rehearsal channel. `lost`: the network takes the post and its answer
 * never comes. `limit`: too many, come back later. `refuse`: the network will not have it. `down`: nothing leaves.
 */
export const FAULTS = ['lost', 'limit', 'refuse', 'down'] as const;
export type Fault = (typeof FAULTS)[number];

/** A post as a rehearsal channel keeps it. */
export interface RehearsalPost {
  readonly channel: string;
  readonly id: string;
  readonly words: string;
  readonly language: string;
  readonly photos: Payload['photos'];
  /** The id of the post it answers. */
  readonly replyTo: string | undefined;
  readonly atMs: number;
  readonly removed: boolean;
  /** The channel whose post it is, where this one only shows it again. */
  readonly relayOf?: string;
}

/** `GET /shows/<id>/rehearsal`. */
export interface RehearsalReply {
  readonly rehearsal: boolean;
  /** Newest first. */
  readonly posts: readonly RehearsalPost[];
  /** By channel, what is to happen to its next calls. */
  readonly faults: Readonly<Record<string, readonly Fault[]>>;
}
