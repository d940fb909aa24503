import type { CheckReply } from '../../shared/connection.ts';
import type { LatestPost } from '../../shared/latest.ts';
import type { Network } from '../../shared/rows/channel.ts';
import type { Payload, Remote } from '../../shared/rows/publication.ts';

/** One publication as a channel is handed it. Keys are made from `key` only, so that a post is found again even from an old backup. */
export interface Parcel {
  readonly show: string;
  readonly publication: string;
  readonly round: number;
  /** `<publication>/<round>`: the same for every try of the round. */
  readonly key: string;
  /** Keys to look under: this round's, and after a restore the three next, which the lost timeline may have used. */
  readonly lookUnder: readonly string[];
  readonly payload: Payload;
  /** What the publication it answers became on this channel; absent: it goes alone. */
  readonly replyTo?: Remote;
  /** The first call of this round, where one was made: look-ups search from there. */
  readonly triedMs?: number;
  /** The first call of any round. */
  readonly firstTriedMs?: number;
  /** Ids there of what other publications of this channel became: words alone must not make two of them one. */
  readonly taken: readonly string[];
  /** Its place in its thread, from 1, where it has one. */
  readonly thread?: { readonly n: number; readonly of: number };
}

/** Photos already at the network, and whatever else is made ready before the one call. Opaque to the publisher. */
export type Prepared = unknown;

/** Something that certainly did not go out. `retryAtMs`: when the network says to come back. */
export type NotSent = { readonly outcome: 'not-sent'; readonly reason: string; readonly retryAtMs?: number };
export type Refused = { readonly outcome: 'refused'; readonly reason: string };
export type Unknown = { readonly outcome: 'unknown'; readonly reason: string };
/** `says`: the words that stand there, where they are not the parcel's: under our key already, as a lost timeline sent it. */
export type Published = { readonly outcome: 'published'; readonly remote: Remote; readonly says?: string };
export type SendResult = Published | NotSent | Refused | Unknown;

export type PrepareResult = { readonly outcome: 'ready'; readonly prepared: Prepared } | NotSent | Refused;

/**
 * `proved`: the network keeps a record under our key and has none. `same-key`: not seen, and sending the same key again
 * is safe for as long as the network remembers keys. `unproved`: not seen, which proves nothing.
 */
export type LookUpResult =
  /** `says`: its words, where they are not the parcel's: found under our key, as a lost timeline sent it. */
  | { readonly found: Remote; readonly says?: string }
  | { readonly absent: 'proved' | 'same-key' | 'unproved' }
  | { readonly later: string; readonly retryAtMs?: number };

export type RemoveResult =
  | { readonly removed: true }
  | { readonly removed: false; readonly reason: string; readonly retryAtMs?: number };

export type EditResult = { readonly outcome: 'edited'; readonly remote: Remote } | NotSent | Refused | Unknown;

/** What stands there, read again after a correction whose outcome nobody knows. */
export type ReReadResult =
  | { readonly says: 'these' | 'others' | 'gone' }
  | { readonly later: string; readonly retryAtMs?: number };

/** What the network tells of a post. Absent: it does not tell, which is not 0. */
export interface Counts {
  readonly likes?: number;
  readonly reposts?: number;
  readonly replies?: number;
}
export type CountsResult =
  | { readonly counts: ReadonlyMap<string, Counts> }
  | { readonly later: string; readonly retryAtMs?: number };

/**
 * Showing on this account what another account of ours published. Made again it is still one: the network keeps it under
 * what it shows, or under a key made from that.
 */
export interface Relaying {
  /** The one call that others see, made once a try. */
  send(of: Remote, signal: AbortSignal): Promise<SendResult>;
  /** Changes nothing. Whether this account shows it now. */
  lookUp(of: Remote, signal: AbortSignal): Promise<RelayLookUp>;
  /** Repeatable: what this account no longer shows is taken back. */
  remove(of: Remote, remote: Remote | undefined, signal: AbortSignal): Promise<RemoveResult>;
}
export type RelayLookUp =
  | { readonly found: Remote }
  | { readonly absent: 'proved' }
  | { readonly later: string; readonly retryAtMs?: number };

/** In any order. */
export type LatestResult =
  | { readonly posts: readonly LatestPost[] }
  | { readonly later: string; readonly retryAtMs?: number };

/** An account of ours on a network, as the publisher uses it. `README.md` beside says what each call must promise. */
export interface Channel {
  readonly network: Network;
  /** Signs in and reads who this is, and publishes nothing. */
  check(signal: AbortSignal): Promise<CheckReply>;
  /** Repeatable, as often as needed: uploads, sign-in, checks. */
  prepare(parcel: Parcel, signal: AbortSignal): Promise<PrepareResult>;
  /** The one irreversible call, made once a try. `unknown` whenever it may have landed. */
  send(parcel: Parcel, prepared: Prepared, signal: AbortSignal): Promise<SendResult>;
  lookUp(parcel: Parcel, signal: AbortSignal): Promise<LookUpResult>;
  /** Repeatable: what is already gone is removed. */
  remove(parcel: Parcel, remote: Remote | undefined, signal: AbortSignal): Promise<RemoveResult>;
  /** Repeatable: what is there says these words, with these photos, from now on. Absent: the network has no such thing. */
  edit?(parcel: Parcel, prepared: Prepared, remote: Remote, signal: AbortSignal): Promise<EditResult>;
  /** Changes nothing. Whether what is there says what the parcel says; where there is an `edit` there is this. */
  reRead?(parcel: Parcel, remote: Remote, signal: AbortSignal): Promise<ReReadResult>;
  /** Changes nothing. What the account said last, for a person to say which post is meant. Absent: nobody can tell. */
  latest?(signal: AbortSignal): Promise<LatestResult>;
  /** Absent: a person does it on the network. */
  readonly relay?: Relaying;
  /** Likes, reposts and replies by remote id, in as few calls as there are. Absent: the network does not tell. */
  counts?(remotes: readonly Remote[], signal: AbortSignal): Promise<CountsResult>;
}

/** The channels of the server, by show and channel row. Undefined: nothing is connected there, what is owed waits. */
export type ChannelOf = (show: string, channel: string) => Channel | undefined;
