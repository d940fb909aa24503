import type { Rows } from '../../../shared/rows/rows.ts';
import type { SegmentRow } from '../../../shared/rows/segment.ts';
import { runningOrder } from '../../../shared/running-order.ts';
import { byRank } from '../../../shared/running-plan.ts';

/** What a Top now would leave aside: what should come before it in its rooms and has not begun. */
export function passedBy(rows: Rows, segment: SegmentRow, atMs: number): readonly SegmentRow[] {
  if (segment.beside) return [];
  const order = runningOrder(rows, atMs);
  const before = new Map<string, SegmentRow>();
  for (const room of segment.rooms) {
    for (const other of order.inRoom(room)) {
      if (other.id === segment.id || other.beside || order.isBegun(other.id)) continue;
      if (byRank(other, segment) < 0) before.set(other.id, other);
    }
  }
  return [...before.values()].sort(byRank);
}
