import type { SegmentRow } from '../../../shared/rows/segment.ts';
import type { RunningOrder } from '../../../shared/running-order.ts';

/**
 * By how much a room runs behind its plan: what is next, else what is on, expected against planned. Negative when ahead;
 * undefined when nothing is left to be late for. Before anything has begun, only a delay that is known counts.
 */
export function lateMs(order: RunningOrder, room: string): number | undefined {
  const segment = comingIn(order, room)[0] ?? order.nowIn(room);
  return segment && behindMs(order, segment);
}

/** Less than this is on time. */
export const ON_TIME_MS = 30_000;

/** A delay that only begins further on, which what comes next does not show. */
export interface LaterDelay {
  readonly segment: SegmentRow;
  readonly lateMs: number;
}

/** The first of what is to come that runs further behind its plan than what is next, by how much all of it does. */
export function laterDelay(order: RunningOrder, room: string): LaterDelay | undefined {
  const [next, ...others] = comingIn(order, room);
  const nextMs = next && behindMs(order, next);
  if (nextMs === undefined) return undefined;
  let worst: LaterDelay | undefined;
  for (const segment of others) {
    const lateMs = behindMs(order, segment) ?? 0;
    if (lateMs - Math.max(nextMs, worst?.lateMs ?? nextMs) >= ON_TIME_MS) worst = { segment, lateMs };
  }
  return worst;
}

const comingIn = (order: RunningOrder, room: string): readonly SegmentRow[] =>
  order.inRoom(room).filter(({ id, beside }) => !beside && !order.isBegun(id));

function behindMs(order: RunningOrder, segment: SegmentRow): number | undefined {
  const expected = order.expected(segment.id);
  return expected === undefined ? undefined : expected - segment.plannedMs;
}
