import type { Rows } from '../../../shared/rows/rows.ts';
import type { SegmentRow } from '../../../shared/rows/segment.ts';
import type { RunningOrder } from '../../../shared/running-order.ts';
import { byRank } from '../../../shared/running-plan.ts';

/** One segment's new place and planned start. */
export interface Move {
  readonly segment: string;
  readonly rank: { readonly from: number; readonly to: number };
  readonly plannedMs: { readonly from: number; readonly to: number };
}

/** The rank just behind a segment, before whatever follows it in the whole show; before all of them where it is undefined. */
export function rankAfter(rows: Rows, after: string | undefined): number {
  const ordered = [...rows.all('segment')].sort(byRank);
  if (after === undefined) return (ordered[0]?.rank ?? 1) - 1;
  const at = ordered.findIndex(({ id }) => id === after);
  const low = ordered[at]?.rank ?? 0;
  const high = ordered[at + 1]?.rank;
  return high === undefined || high <= low ? low + 1 : (low + high) / 2;
}

/**
 * Brings a segment to another place among these, which are one room's coming segments in order. All between its old
 * place and its new one exchange their slots: ranks stay where they were, and each starts as planned where the one
 * before it ends, with the pauses of the old plan. A segment that keeps a later hour would only be waited for.
 */
export function moveTo(
  segments: readonly SegmentRow[],
  { segment, place }: { readonly segment: string; readonly place: number },
): readonly Move[] {
  const from = segments.findIndex(({ id }) => id === segment);
  if (from < 0 || place < 0 || place >= segments.length || place === from) return [];
  const [first, last] = from < place ? [from, place] : [place, from];
  const slots = segments.slice(first, last + 1);
  const order = [...segments];
  order.splice(place, 0, ...order.splice(from, 1));
  const moved = order.slice(first, last + 1);

  const moves: Move[] = [];
  let startMs = slots[0]?.plannedMs ?? 0;
  moved.forEach((each, index) => {
    const slot = slots[index];
    if (!slot) return;
    moves.push({
      segment: each.id,
      rank: { from: each.rank, to: slot.rank },
      plannedMs: { from: each.plannedMs, to: startMs },
    });
    const following = slots[index + 1];
    const pauseMs = following ? Math.max(0, following.plannedMs - slot.plannedMs - slot.durationMs) : 0;
    startMs += each.durationMs + pauseMs;
  });
  return moves;
}

/** A move as `segment.edit` takes it. */
export const editOf = ({ segment, rank, plannedMs }: Move) => ({ segment, change: { rank, plannedMs } });

/** Where a segment can be moved: what is to come in its room, itself among them, in order. */
export function comingWith(order: RunningOrder, segment: SegmentRow): readonly SegmentRow[] {
  return order.inRoom(segment.rooms[0] ?? '').filter(({ id }) => !order.isBegun(id));
}

/** What takes moves back. */
export const backOf = (moves: readonly Move[]): readonly Move[] =>
  moves.map(({ segment, rank, plannedMs }) => ({
    segment,
    rank: { from: rank.to, to: rank.from },
    plannedMs: { from: plannedMs.to, to: plannedMs.from },
  }));
