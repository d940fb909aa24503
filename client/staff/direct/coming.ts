import { cueBasis, foreseenMs } from '../../../shared/cue.ts';
import { approvalOf, isMissed } from '../../../shared/post-status.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { runningOrder } from '../../../shared/running-order.ts';

/** A post that is still to go out, and when, as things stand. */
export interface Coming {
  readonly post: PostRow;
  /** When it should fire; undefined for a post fired by hand, outside of any segment. */
  readonly atMs: number | undefined;
  readonly missed: boolean;
}

/**
 * The posts still to go out in a room (of all rooms when it is undefined), the soonest first: what Direct puts on the
 * big button; what an earlier segment left, and all else that is overdue, comes after the posts of what is on. A post of no segment belongs to every
 * room. What cannot go out any more is left to the tray: posts of cancelled or passed segments, and those missed, unless
 * their segment is on now.
 */
export function comingPosts(
  rows: Rows,
  { room, atMs }: { readonly room: string | undefined; readonly atMs: number },
): readonly Coming[] {
  const order = runningOrder(rows, atMs);
  const coming: (Coming & { readonly sortMs: number; readonly left: boolean })[] = [];
  const now = new Set([...rows.all('room')].map(({ id }) => order.nowIn(id)?.id));
  let lastOnMs = Number.NEGATIVE_INFINITY;
  for (const post of rows.all('post')) {
    if (post.erased || post.state === 'fired' || post.state === 'withdrawn') continue;
    const segment = post.segment === undefined ? undefined : rows.get('segment', post.segment);
    if (room !== undefined && segment && !segment.rooms.includes(room)) continue;
    const cue = approvalOf(rows, post)?.cue ?? post.cue;
    const basis = cueBasis(rows, cue, atMs);
    if (basis === 'cancelled' || basis === 'passed' || basis === 'unknown-segment') continue;
    const isOn = segment !== undefined && order.isBegun(segment.id) && !order.isEnded(segment.id);
    const foreseen = foreseenMs(rows, cue, atMs);
    const missed = isMissed(rows, post, atMs) || (foreseen !== undefined && foreseen + post.freshForMs < atMs);
    if (missed && !isOn) continue;
    // By hand within a segment: from its start on, it may go at any time.
    const sortMs = foreseen ?? (segment && order.expected(segment.id)) ?? Number.POSITIVE_INFINITY;
    const isNow = segment !== undefined && (now.has(segment.id) || (segment.beside && isOn));
    const overdue = foreseen !== undefined && foreseen < atMs;
    // A talk that nobody ended is over once the next one is on.
    const left = !isNow && (overdue || (segment !== undefined && order.isBegun(segment.id)));
    if (isNow) lastOnMs = Math.max(lastOnMs, sortMs);
    coming.push({ post, atMs: foreseen, missed, sortMs, left });
  }
  // Else a post nobody filled, or whose hour went by, would hide the one of who is on stage.
  const turnMs = ({ sortMs, left }: (typeof coming)[number]) => (left ? Math.max(sortMs, lastOnMs) : sortMs);
  return coming.sort(
    (a, b) =>
      turnMs(a) - turnMs(b) ||
      Number(a.left) - Number(b.left) ||
      a.sortMs - b.sortMs ||
      (a.post.id < b.post.id ? -1 : 1),
  );
}
