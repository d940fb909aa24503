import * as v from 'valibot';
import type { Network } from './rows/channel.ts';

/** Networks that the server can publish on; the others are served by hand. */
export const SERVED_NETWORKS = ['bluesky', 'mastodon', 'x'] as const satisfies readonly Network[];
export type ServedNetwork = (typeof SERVED_NETWORKS)[number];

const typed = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(400));
/** A token may be long; no network's is longer. */
const secret = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(4000));
/** As people type one: `mastodon.social`, `https://mastodon.social/`, `@me@mastodon.social`. Becomes an origin. */
const server = v.pipe(
  typed,
  v.transform((words) => originOf(words)),
  v.check((origin) => origin !== '', 'server'),
);

/** Each part of a thread answers the one before, or stands alone with its number: X refuses answers to some accounts. */
const threads = v.optional(v.picklist(['answers', 'numbered']), 'answers');

/** `PUT /shows/<show>/channels/<channel>/connection`. */
export const newConnectionSchema = v.variant('network', [
  v.strictObject({
    network: v.literal('bluesky'),
    /** The account's own server, or the network's door. */
    service: v.optional(server, 'https://bsky.social'),
    identifier: v.pipe(
      typed,
      v.transform((words) => words.replace(/^@/, '')),
    ),
    /** An app password, never the account's. */
    password: secret,
  }),
  v.strictObject({
    network: v.literal('mastodon'),
    server,
    token: secret,
    /** Of posts on a channel that does not say it itself. */
    visibility: v.optional(v.picklist(['public', 'unlisted', 'private']), 'public'),
  }),
  v.strictObject({
    network: v.literal('x'),
    accessToken: secret,
    /** Without it the connection lasts as long as its access token: two hours. */
    refreshToken: v.optional(secret),
    clientId: v.optional(secret),
    clientSecret: v.optional(secret),
    threads,
  }),
]);
export type NewConnection = v.InferOutput<typeof newConnectionSchema>;

/** `POST …/connection/sign-in`: answered where the person allows it, on the network's own page. */
export const newSignInSchema = v.variant('network', [
  v.strictObject({ network: v.literal('mastodon'), server }),
  v.strictObject({
    network: v.literal('x'),
    /** The app of a developer account there, kept with the show; absent: the one that is kept. */
    application: v.optional(v.strictObject({ clientId: secret, clientSecret: v.optional(secret) })),
    threads,
  }),
]);
export type NewSignIn = v.InferOutput<typeof newSignInSchema>;
export interface SignInReply {
  readonly check: { readonly ok: true; readonly url: string } | Extract<CheckReply, { ok: false }>;
}
/** `GET …/connection/sign-in`: what a developer's app at the network is told, and which app the show keeps. */
export interface SignInMeans {
  /** Where the network is to send people back; an app there names it to the letter. */
  readonly redirectUrl: string;
  readonly application?: { readonly clientId: string; readonly hasSecret: boolean };
}
/** Where a network sends the person back, with a code or a no; the page there posts it to the same path. */
export const SIGNED_IN_PATH = '/connected';
export const signedInSchema = v.strictObject({
  state: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  /** Absent: it came to nothing there. */
  code: v.optional(secret),
  /** Why, as RFC 6749 names it; `access_denied`, or absent: the person did not allow it. */
  error: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200))),
});
/** Which channel it was begun for, and what came of it. `check` absent: the person did not allow it. */
export interface SignedInReply {
  readonly show: string;
  readonly channel: string;
  readonly network: ServedNetwork;
  readonly check?: CheckReply;
}

/** Which account of a network this is, and what the network takes from it now. */
export interface Identity {
  /** Its name there, without `@`. */
  readonly account: string;
  readonly name?: string;
  /** The address of the account's picture. */
  readonly picture?: string;
  readonly url?: string;
  /** The server it lives on. */
  readonly host: string;
  readonly limits: TakenLimits;
}
/** What the network says it takes; absent where it does not say. */
export interface TakenLimits {
  readonly length?: number;
  readonly photos?: number;
  readonly altLength?: number;
  readonly photoBytes?: number;
  /** Width times height of a photo. */
  readonly photoPixels?: number;
}

/** `GET …/connection`. What opens an account is never in it. */
export interface ConnectionReply {
  readonly network: Network;
  readonly state: 'none' | 'connected' | 'unreadable';
  /** As it was when last checked. */
  readonly identity?: Identity;
  readonly checkedMs?: number;
  /** What is left of the network's limits, where it told with its last answers. */
  readonly left?: readonly QuotaLeft[];
}
/** How much of a limit is left until it begins anew. */
export interface QuotaLeft {
  readonly what: 'posts' | 'photos' | 'points';
  readonly limit: number;
  readonly remaining: number;
  readonly resetMs: number;
}
/** What a check found; nothing is published by it. `reason` begins with a code of `network-reason`. */
export type CheckReply =
  | { readonly ok: true; readonly identity: Identity }
  | { readonly ok: false; readonly reason: string; readonly retryAtMs?: number };
/** `PUT …/connection` (kept only where the check is passed) and `POST …/connection/test`. */
export interface CheckedReply {
  readonly check: CheckReply;
}

/** The origin of what a person typed for a server; empty where it is none. */
function originOf(words: string): string {
  const host = /^@?[^@\s/]+@([^@\s/]+)$/.exec(words)?.[1] ?? words;
  const url = URL.parse(/^https?:\/\//i.test(host) ? host : `https://${host}`);
  return url && url.username === '' && url.password === '' && /[.:]|^localhost$/.test(url.hostname) ? url.origin : '';
}
