import type { RunningOrder } from '../../../shared/running-order.ts';

/**
 * By how much a room runs behind its plan: what is next, else what is on, expected against planned. Negative when ahead;
 * undefined when nothing is left to be late for. Before anything has begun, only a delay that is known counts.
 */
export function lateMs(order: RunningOrder, room: string): number | undefined {
  const held = order.inRoom(room).filter(({ beside }) => !beside);
  const next = held.find(({ id }) => !order.isBegun(id));
  const segment = next ?? order.nowIn(room);
  if (!segment) return undefined;
  const expected = order.expected(segment.id);
  return expected === undefined ? undefined : expected - segment.plannedMs;
}
