import { payloadOf } from '../payload.ts';
import { approvalOf, dueOf } from '../post-status.ts';
import type { Seen } from '../rows/approval.ts';
import type { ChannelRow } from '../rows/channel.ts';
import type { PostRow } from '../rows/post.ts';
import type { PublicationRow } from '../rows/publication.ts';
import type { Unstamped } from '../rows/row.ts';
import { type Rows, showOf } from '../rows/rows.ts';
import { correctionsOf } from './correction-done.ts';
import type { Context } from './mutation.ts';
import { whyNotFire } from './ready.ts';
import type { Refusal } from './ruling.ts';

/** What a post goes out with: an approval row of the show, or the one the same mutation makes. */
export interface Warrant {
  readonly id: string;
  readonly by: string;
  readonly seen: Seen;
}

/** Why nothing may fire at all, or not this post: the show or the post is held, the show is over, the post is gone. */
export function whyStopped(rows: Rows, post: PostRow): Refusal | undefined {
  const of = { row: 'post', id: post.id };
  const show = showOf(rows);
  if (post.erased) return { code: 'erased', detail: of };
  if (post.state === 'withdrawn') return { code: 'withdrawn', detail: of };
  if (show?.endedMs !== undefined) return { code: 'ended' };
  if (show?.held) return { code: 'held', detail: { row: 'show' } };
  return post.held ? { code: 'held', detail: of } : undefined;
}

/**
 * A post that needs two fires by the hand of someone who neither approved it nor named its winner, once its cue has
 * opened its window. Alone on the show (one unrevoked staff row that approves), the same person does both.
 */
export function whyNotTwo(rows: Rows, post: PostRow, warrant: Warrant, { by, atMs }: Context): Refusal | undefined {
  if (!post.needsTwo) return undefined;
  const of = { row: 'post', id: post.id };
  if (warrant.seen.cue.kind !== 'hand') {
    const due = dueOf(rows, post, atMs);
    if (due === undefined || due > atMs) return { code: 'not-due', detail: of };
  }
  if (isAlone(rows, by)) return undefined;
  const filled = post.slots.some((slot) => slot.kind === 'winner' && slot.filledBy === by);
  return warrant.by === by || filled ? { code: 'needs-two', detail: of } : undefined;
}

export function isAlone(rows: Rows, by: string): boolean {
  let approvers = 0;
  for (const staff of rows.all('staff')) if (!staff.revoked && staff.hats.includes('approve')) approvers++;
  return approvers === 1 && rows.get('staff', by)?.hats.includes('approve') === true;
}

/** The post fired, with one publication per approved channel that is on; or why it cannot go. */
export function firedRows(
  rows: Rows,
  { post, warrant, freshUntilMs }: { post: PostRow; warrant: Warrant; freshUntilMs: number },
  context: Context,
): readonly Unstamped[] | Refusal {
  const refusal = whyNotFire(rows, post, warrant.seen, context.atMs);
  if (refusal) return refusal;
  return [
    { ...post, state: 'fired', approval: warrant.id, firedMs: context.atMs, firedBy: context.by, leftMs: undefined },
    ...owedRows(rows, { post, warrant, freshUntilMs }, context),
  ];
}

/**
 * What is owed to each channel: a first round, or a new one where the last ended with nothing out. What is out, under
 * way, unknown or being taken back is left alone: it may be there already.
 */
export function owedRows(
  rows: Rows,
  { post, warrant, freshUntilMs }: { post: PostRow; warrant: Warrant; freshUntilMs: number },
  context: Context,
): readonly Unstamped[] {
  const owed: Unstamped[] = [];
  for (const id of warrant.seen.channels) {
    const channel = rows.get('channel', id);
    if (!channel?.on) continue;
    const now = rows.get('publication', `${post.id}:${id}`);
    if (now && !endedEmpty(now)) continue;
    owed.push({
      row: 'publication',
      id: `${post.id}:${id}`,
      post: post.id,
      channel: id,
      approval: warrant.id,
      payload: payloadOf(rows, { post, seen: warrant.seen, channel, atMs: context.atMs }),
      round: (now?.round ?? 0) + 1,
      tries: now?.tries ?? [],
      ...(now && correctionsOf(now) > 0 ? { corrections: correctionsOf(now) } : {}),
      notBeforeMs: context.atMs,
      freshUntilMs,
      gone: false,
      asks: false,
      ...birth(channel, post.epoch !== context.epoch, context.atMs),
    });
  }
  return owed;
}

const endedEmpty = ({ state, gone }: PublicationRow): boolean =>
  state === 'owed' || state === 'refused' || state === 'dropped' || (state === 'removed' && !gone);

/**
 * The wall's is born published: the room never waits for a network. On a network, a post made in an earlier epoch is
 * born unknown: the timeline that was lost may have sent it.
 */
function birth(
  channel: ChannelRow,
  earlierEpoch: boolean,
  atMs: number,
): Pick<PublicationRow, 'state' | 'bornUnknown' | 'publishedMs'> {
  if (channel.network === 'wall') return { state: 'published', bornUnknown: false, publishedMs: atMs };
  if (channel.served === 'server' && earlierEpoch) {
    return { state: 'unknown', bornUnknown: true, publishedMs: undefined };
  }
  return { state: 'owed', bornUnknown: false, publishedMs: undefined };
}

/** The approval in force, as a warrant. */
export function warrantOf(rows: Rows, post: PostRow): Warrant | undefined {
  const approval = approvalOf(rows, post);
  return approval && { id: approval.id, by: approval.by, seen: approval };
}
