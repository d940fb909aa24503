import type { PersonRow } from '../../shared/rows/person.ts';
import type { Rows } from '../../shared/rows/rows.ts';
import type { SegmentRow } from '../../shared/rows/segment.ts';
import { type RunningOrder, runningOrder } from '../../shared/running-order.ts';

export interface ProgrammeLine {
  readonly segment: SegmentRow;
  /** Names of its rooms, in their order. */
  readonly rooms: readonly string[];
  readonly people: readonly PersonRow[];
  readonly state: 'to-come' | 'running' | 'over' | 'passed' | 'cancelled';
  /** As it was, or by what is recorded and announced. It does not look at the clock: the same rows give the same times. */
  readonly startMs: number;
  readonly endMs: number;
}

/** The whole programme by its hours, with what is cancelled or passed at the hour it was planned for. */
export function programmeOf(rows: Rows, atMs: number): readonly ProgrammeLine[] {
  const order = runningOrder(rows, atMs);
  const rooms = [...rows.all('room')].sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  const lines = [...rows.all('segment')].map((segment) => lineOf(rows, segment, order));
  return lines
    .map((line) => ({
      ...line,
      rooms: rooms.filter(({ id }) => line.segment.rooms.includes(id)).map(({ name }) => name),
    }))
    .sort((a, b) => a.startMs - b.startMs || a.segment.rank - b.segment.rank || (a.segment.id < b.segment.id ? -1 : 1));
}

function lineOf(rows: Rows, segment: SegmentRow, order: RunningOrder): Omit<ProgrammeLine, 'rooms'> {
  const { id, plannedMs, durationMs, overrunMs } = segment;
  const startMs = order.projected(id) ?? plannedMs;
  const people = segment.people.flatMap((person) => {
    const row = rows.get('person', person);
    return row && !row.erased ? [row] : [];
  });
  const recordedMs = order.isEnded(id) ? order.endOf(id) : undefined;
  return {
    segment,
    people,
    state: stateOf(segment, order),
    startMs,
    endMs: recordedMs ?? startMs + durationMs + overrunMs,
  };
}

function stateOf({ id, cancelled }: SegmentRow, order: RunningOrder): ProgrammeLine['state'] {
  if (cancelled) return 'cancelled';
  if (order.isEnded(id)) return 'over';
  if (order.isBegun(id)) return 'running';
  return order.isPassed(id) ? 'passed' : 'to-come';
}

/** Where someone comes from, in words. */
export function affiliationOf(rows: Rows, { affiliation }: PersonRow): string | undefined {
  if (affiliation === undefined) return undefined;
  const at = rows.get('person', affiliation);
  return at?.erased ? undefined : (at?.name ?? affiliation);
}
