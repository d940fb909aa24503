import type { Remote } from './rows/publication.ts';

/** How many of an account's posts a person is shown, to say which one it is. */
export const LATEST = 10;

/** A post that stands on an account of ours. */
export interface LatestPost {
  readonly remote: Remote;
  readonly words: string;
  readonly atMs: number;
}
/** `GET /shows/<id>/channels/<channel>/latest`: newest first, less what is known of already; or why it cannot be told. */
export type LatestReply = { readonly posts: readonly LatestPost[] } | { readonly reason: string };
