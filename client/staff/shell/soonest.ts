import type { SegmentRow } from '../../../shared/rows/segment.ts';
import type { RunningOrder } from '../../../shared/running-order.ts';

/** The n-th segment to come in these rooms: by its expected time, then by its rank. */
export function soonest(order: RunningOrder, rooms: readonly string[], n = 1): SegmentRow | undefined {
  const coming = new Set(rooms.flatMap((room) => order.inRoom(room).filter(({ id }) => !order.isBegun(id))));
  return [...coming].sort((a, b) => (order.expected(a.id) ?? 0) - (order.expected(b.id) ?? 0) || a.rank - b.rank)[
    n - 1
  ];
}
