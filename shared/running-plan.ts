import type { RoomRow } from './rows/room.ts';
import { type Rows, showOf } from './rows/rows.ts';
import type { SegmentRow } from './rows/segment.ts';
import type { ShowRow } from './rows/show.ts';

/** Where the show says nothing (no show row yet). */
const CHANGEOVER_MS = 2 * 60_000;

export interface Times {
  readonly startMs: number;
  readonly endMs: number;
}

/** A segment where it stands: what it waits for. */
export interface Place {
  readonly segment: SegmentRow;
  /** In every room of it nobody conducts: it begins at its projected time, and ends by its duration. */
  readonly byTheClock: boolean;
  /** The one before it in each of its rooms; what is beside others is before nobody. */
  readonly before: readonly SegmentRow[];
}

interface Source {
  /** As many as there were of each kind. */
  readonly puts: readonly number[];
  readonly show: ShowRow | undefined;
  readonly rooms: readonly RoomRow[];
  readonly segments: readonly SegmentRow[];
}

/** All that follows from the rows alone, whatever the time: order, places, projected times, what was passed. */
export interface Plan {
  readonly from: Source;
  readonly changeoverMs: number;
  /** In order, cancelled and passed ones left out. */
  readonly segments: readonly SegmentRow[];
  readonly byRoom: ReadonlyMap<string, readonly SegmentRow[]>;
  /** In order too. */
  readonly places: ReadonlyMap<string, Place>;
  readonly times: ReadonlyMap<string, Times>;
  readonly passed: ReadonlyMap<string, SegmentRow>;
}

/** Rows of these kinds are all that a plan is made from. */
const KINDS = ['show', 'room', 'segment'] as const;

/** Whether no row that a plan is made from was put since it was made from these. */
export const isStill = ({ from }: Plan, rows: Rows): boolean =>
  KINDS.every((kind, index) => from.puts[index] === rows.puts(kind));

export const readFrom = (rows: Rows): Source => ({
  puts: KINDS.map((kind) => rows.puts(kind)),
  show: showOf(rows),
  rooms: [...rows.all('room')],
  segments: [...rows.all('segment')],
});

/**
 * The order of the whole show, and so of each room: by rank, ties by id. One order for all rooms means that a shared
 * segment stands after the same ones everywhere, so that "before" has no cycle and one walk computes every time.
 */
export const byRank = (a: SegmentRow, b: SegmentRow): number => a.rank - b.rank || (a.id < b.id ? -1 : 1);

export function planOf(from: Source): Plan {
  const changeoverMs = from.show?.changeoverMs ?? CHANGEOVER_MS;
  const ordered = from.segments.filter((segment) => !segment.cancelled).sort(byRank);
  const clockRooms = new Set(from.rooms.filter((room) => room.byTheClock).map((room) => room.id));
  const overtaken = overtakenBy(ordered);

  const segments: SegmentRow[] = [];
  const byRoom = new Map<string, SegmentRow[]>();
  const places = new Map<string, Place>();
  const times = new Map<string, Times>();
  const passed = new Map<string, SegmentRow>();
  const lastIn = new Map<string, SegmentRow>();
  for (const segment of ordered) {
    const place: Place = {
      segment,
      byTheClock: segment.rooms.every((room) => clockRooms.has(room)),
      before: [...new Set(segment.rooms.flatMap((room) => lastIn.get(room) ?? []))],
    };
    const startMs = startOf(place, times, changeoverMs);
    if (isPassed(place, startMs, overtaken.get(segment.id))) {
      passed.set(segment.id, segment);
      continue;
    }
    places.set(segment.id, place);
    times.set(segment.id, { startMs, endMs: endOf(segment, startMs) });
    segments.push(segment);
    for (const room of new Set(segment.rooms)) {
      const list = byRoom.get(room);
      if (list) list.push(segment);
      else byRoom.set(room, [segment]);
      if (!segment.beside) lastIn.set(room, segment);
    }
  }
  return { from, changeoverMs, segments, byRoom, places, times, passed };
}

/**
 * When a segment that has not begun starts: after each one before it, with the gap kept up to the changeover, and never
 * before its planned time and its own delay. What is beside others moves by as much as the one before it has moved.
 */
export function startFrom({ segment, before }: Place, times: ReadonlyMap<string, Times>, changeoverMs: number): number {
  const { plannedMs, delayMs } = segment;
  let movedMs: number | undefined;
  let startMs = plannedMs + delayMs;
  for (const one of before) {
    const of = times.get(one.id);
    if (!of) continue;
    movedMs = Math.max(movedMs ?? Number.NEGATIVE_INFINITY, of.startMs - one.plannedMs);
    const gapMs = plannedMs - (one.plannedMs + one.durationMs);
    startMs = Math.max(startMs, of.endMs + Math.min(Math.max(gapMs, 0), changeoverMs) + delayMs);
  }
  return segment.beside ? plannedMs + delayMs + (movedMs ?? 0) : startMs;
}

/** Recorded, or by its duration and overrun; an overrun taken back too far ends it at its start, not before. */
export const endOf = (segment: SegmentRow, startMs: number): number =>
  segment.endMs ?? Math.max(startMs, startMs + segment.durationMs + segment.overrunMs);

/** Recorded, or projected. One that a press ended without a recorded start (by the clock) began before that end. */
function startOf(place: Place, times: ReadonlyMap<string, Times>, changeoverMs: number): number {
  const { startMs, endMs } = place.segment;
  if (startMs !== undefined) return startMs;
  return Math.min(startFrom(place, times, changeoverMs), endMs ?? Number.POSITIVE_INFINITY);
}

/** The earliest recorded start of any that comes later in a room of it. What is beside others overtakes nobody. */
function overtakenBy(ordered: readonly SegmentRow[]): ReadonlyMap<string, number> {
  const overtaken = new Map<string, number>();
  const soonestIn = new Map<string, number>();
  for (const segment of ordered.toReversed()) {
    const soonest = Math.min(...segment.rooms.map((room) => soonestIn.get(room) ?? Number.POSITIVE_INFINITY));
    if (soonest !== Number.POSITIVE_INFINITY) overtaken.set(segment.id, soonest);
    if (segment.startMs === undefined || segment.beside) continue;
    for (const room of segment.rooms) {
      soonestIn.set(room, Math.min(segment.startMs, soonestIn.get(room) ?? Number.POSITIVE_INFINITY));
    }
  }
  return overtaken;
}

function isPassed({ segment, byTheClock }: Place, startMs: number, overtakenMs: number | undefined): boolean {
  if (segment.startMs !== undefined || segment.endMs !== undefined || overtakenMs === undefined) return false;
  // By the clock it may have begun, unpressed, before the other one did.
  return !byTheClock || startMs >= overtakenMs;
}
