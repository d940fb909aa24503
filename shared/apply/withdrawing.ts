import { payloadOf } from '../payload.ts';
import { approvalOf, seenOf } from '../post-status.ts';
import type { PostRow } from '../rows/post.ts';
import type { PublicationRow } from '../rows/publication.ts';
import type { Rows } from '../rows/rows.ts';
import type { Context } from './mutation.ts';

/** A ledger put back and not yet told so, by a phone that knew more, has worked on for less than this. */
const UNTOLD_MS = 72 * 3_600_000;

/**
 * Takes back everywhere what went out for a post, in the same transaction. A call that may have landed is marked gone:
 * once found it is removed, and taking the post out of the bin does not unmark it.
 */
export function takenBack(rows: Rows, post: PostRow, context: Context): readonly PublicationRow[] {
  const written: PublicationRow[] = [];
  for (const publication of rows.ofPost('publication', post.id)) {
    const next = takeBack(publication, rows.get('channel', publication.channel)?.network === 'wall');
    // What is taken back is corrected no more; a replacement that was under way is only taken down.
    if (next) written.push({ ...next, correction: undefined, ...doubt(post, publication, context) });
  }
  return post.epoch === context.epoch ? written : [...written, ...lostOnes(rows, post, context)];
}

/** A lost timeline may have sent it anew: whatever stands in its place, under the rounds it may have used, goes with it. */
export const doubt = (
  post: PostRow | undefined,
  { state }: PublicationRow,
  { epoch }: Context,
): Partial<Pick<PublicationRow, 'bornUnknown'>> =>
  state === 'published' && post?.epoch !== epoch ? { bornUnknown: true } : {};

/**
 * Of a post already withdrawn when a new epoch begins: it may have been withdrawn by a machine put back that no phone had
 * told yet, and have gone out in the timeline that was lost. Nothing here says so: it is looked for, to be removed where it is found.
 */
export function takenBackAgain(rows: Rows, post: PostRow, context: Context): readonly PublicationRow[] {
  if (post.state !== 'withdrawn' || post.erased || context.atMs - post.atMs > UNTOLD_MS) return [];
  const written: PublicationRow[] = [];
  for (const publication of rows.ofPost('publication', post.id)) {
    const channel = rows.get('channel', publication.channel);
    if (channel?.served !== 'server' || channel.network === 'wall') continue;
    const next = takeBackAgain(publication);
    if (next) written.push({ ...next, bornUnknown: true });
  }
  return [...written, ...lostOnes(rows, post, context)];
}

function takeBackAgain(publication: PublicationRow): PublicationRow | undefined {
  switch (publication.state) {
    case 'dropped':
      return { ...publication, state: 'unknown', gone: true, lookedMs: undefined, asks: false, trouble: undefined };
    case 'removing':
    case 'removed':
      return { ...publication, state: 'removing' };
    case 'owed':
    case 'sending':
    case 'published':
    case 'unknown':
    case 'refused':
      return undefined;
  }
}

function takeBack(publication: PublicationRow, isWall: boolean): PublicationRow | undefined {
  switch (publication.state) {
    case 'owed':
    case 'refused':
      return { ...publication, state: 'dropped', trouble: undefined };
    case 'sending':
    case 'unknown':
      return { ...publication, gone: true };
    case 'published':
      return { ...publication, state: isWall ? 'removed' : 'removing' };
    case 'removing':
      return publication.correction ? publication : undefined;
    case 'dropped':
    case 'removed':
      return undefined;
  }
}

/**
 * A post made in an earlier epoch may have been sent in the timeline that a restore lost, and nothing here says so:
 * it is looked for on each of its networks, to be removed where it is found.
 */
function lostOnes(rows: Rows, post: PostRow, { atMs, by }: Context): readonly PublicationRow[] {
  const approval = approvalOf(rows, post);
  const seen = approval ?? seenOf(rows, post);
  const lost: PublicationRow[] = [];
  for (const id of new Set([...post.channels, ...seen.channels])) {
    const channel = rows.get('channel', id);
    if (!channel || channel.network === 'wall' || channel.served === 'hand') continue;
    if (rows.get('publication', `${post.id}:${id}`)) continue;
    lost.push({
      row: 'publication',
      id: `${post.id}:${id}`,
      post: post.id,
      channel: id,
      approval: approval?.id,
      state: 'unknown',
      payload: payloadOf(rows, { post, seen, channel, atMs }),
      round: 1,
      tries: [],
      notBeforeMs: atMs,
      freshUntilMs: atMs,
      gone: true,
      bornUnknown: true,
      asks: false,
      rev: 0,
      by,
      atMs,
    });
  }
  return lost;
}
