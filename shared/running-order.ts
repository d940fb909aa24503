import type { Rows } from './rows/rows.ts';
import type { SegmentRow } from './rows/segment.ts';
import { endOf, isStill, type Place, type Plan, planOf, readFrom, startFrom, type Times } from './running-plan.ts';

/** Past its projected start by this, every phone asks of a segment: "Has it begun?" */
export const ASK_AFTER_MS = 2 * 60_000;

/**
 * The ordered programme at one moment, with every time that follows from it (DESIGN 6). Times are milliseconds since
 * 1970. A segment that is unknown, cancelled or passed has none: undefined.
 */
export interface RunningOrder {
  readonly atMs: number;
  /** When it starts by what is recorded and announced, without looking at the clock. Recorded, once begun. */
  projected(segment: string): number | undefined;
  /** When it starts as things stand: never before now while it has not begun. */
  expected(segment: string): number | undefined;
  /** When it ends as things stand: recorded, or expected start + duration + overrun. */
  endOf(segment: string): number | undefined;
  /** Its start, where only a change to the programme could still move it: recorded, or by the clock. May be to come. */
  sureStart(segment: string): number | undefined;
  /** Its end, where only a press or a change could still move it: recorded, by the clock, or of an *exact* one begun. */
  sureEnd(segment: string): number | undefined;
  isBegun(segment: string): boolean;
  isEnded(segment: string): boolean;
  /** It should have come before one that began in its room, and never did. */
  isPassed(segment: string): boolean;
  /** The whole programme in order; cancelled and passed ones left out, here and in every list below but `passedIn`. */
  segments(): readonly SegmentRow[];
  inRoom(room: string): readonly SegmentRow[];
  passedIn(room: string): readonly SegmentRow[];
  /** What holds the room: begun and not ended. Of several, the last to begin. */
  nowIn(room: string): SegmentRow | undefined;
  /** What runs *beside* it: a vote, a signing. */
  besideIn(room: string): readonly SegmentRow[];
  /** The n-th segment to come: 1, the default, is the next, 2 the one after. */
  nextIn(room: string, n?: number): SegmentRow | undefined;
  /** The first in the room that should have begun two minutes ago and has not: "Has it begun?" */
  asks(room: string): SegmentRow | undefined;
}

/**
 * The running order at an instant. Cheap to ask for again: what was computed is kept for as long as the rows' segments
 * are the same, so that a list of a thousand posts may ask once a post.
 */
export function runningOrder(rows: Rows, atMs: number): RunningOrder {
  const last = kept.get(rows);
  const plan = last && isStill(last.plan, rows) ? last.plan : planOf(readFrom(rows));
  if (last?.plan === plan && last.order.atMs === atMs) return last.order;
  const order = orderAt(plan, atMs);
  kept.set(rows, { plan, order });
  return order;
}

/** What was last computed for some rows. Rows are mutable maps of unchanging rows, hence the check before each use. */
const kept = new WeakMap<Rows, { readonly plan: Plan; readonly order: RunningOrder }>();

function orderAt(plan: Plan, atMs: number): RunningOrder {
  let expectedTimes: ReadonlyMap<string, Times> | undefined;
  const expectedOf = (segment: string): Times | undefined => {
    expectedTimes ??= expectedAt(plan, atMs);
    return expectedTimes.get(segment);
  };
  const sureStart = (segment: string): number | undefined => {
    const place = plan.places.get(segment);
    if (!place) return undefined;
    return hasBegun(place) || place.byTheClock ? plan.times.get(segment)?.startMs : undefined;
  };
  const sureEnd = (segment: string): number | undefined => {
    const place = plan.places.get(segment);
    if (!place || sureStart(segment) === undefined) return undefined;
    const isSure = place.segment.endMs !== undefined || place.segment.exact || place.byTheClock;
    return isSure ? plan.times.get(segment)?.endMs : undefined;
  };
  const isBegun = (segment: string): boolean => {
    const place = plan.places.get(segment);
    if (!place) return false;
    // What is recorded counts even for a phone whose estimate of the time is a little behind.
    return hasBegun(place) || (sureStart(segment) ?? Number.POSITIVE_INFINITY) <= atMs;
  };
  const isEnded = (segment: string): boolean => {
    const place = plan.places.get(segment);
    if (!place) return false;
    return place.segment.endMs !== undefined || (sureEnd(segment) ?? Number.POSITIVE_INFINITY) <= atMs;
  };
  const inRoom = (room: string): readonly SegmentRow[] => plan.byRoom.get(room) ?? NONE;
  const isRunning = ({ id }: SegmentRow): boolean => isBegun(id) && !isEnded(id);

  return {
    atMs,
    projected: (segment) => plan.times.get(segment)?.startMs,
    expected: (segment) => expectedOf(segment)?.startMs,
    endOf: (segment) => expectedOf(segment)?.endMs,
    sureStart,
    sureEnd,
    isBegun,
    isEnded,
    isPassed: (segment) => plan.passed.has(segment),
    segments: () => plan.segments,
    inRoom,
    passedIn: (room) => [...plan.passed.values()].filter((segment) => segment.rooms.includes(room)),
    nowIn(room) {
      let now: SegmentRow | undefined;
      for (const segment of inRoom(room)) {
        if (segment.beside || !isRunning(segment)) continue;
        if (!now || (sureStart(segment.id) ?? 0) >= (sureStart(now.id) ?? 0)) now = segment;
      }
      return now;
    },
    besideIn: (room) => inRoom(room).filter((segment) => segment.beside && isRunning(segment)),
    nextIn(room, n = 1) {
      let left = n;
      for (const segment of inRoom(room)) {
        if (!isBegun(segment.id) && --left === 0) return segment;
      }
      return undefined;
    },
    asks(room) {
      if (plan.from.show?.endedMs !== undefined) return undefined;
      return inRoom(room).find(({ id }) => {
        const projectedMs = plan.times.get(id)?.startMs;
        return !isBegun(id) && projectedMs !== undefined && projectedMs + ASK_AFTER_MS <= atMs;
      });
    },
  };
}

const NONE: readonly SegmentRow[] = [];

const hasBegun = ({ segment }: Place): boolean => segment.startMs !== undefined || segment.endMs !== undefined;

/** The plan's times again, with nothing that has not begun before now. By the clock, the projected time is the start. */
function expectedAt(plan: Plan, atMs: number): ReadonlyMap<string, Times> {
  const times = new Map<string, Times>();
  for (const place of plan.places.values()) {
    const { segment, byTheClock } = place;
    const projected = plan.times.get(segment.id);
    const isSure = hasBegun(place) || byTheClock;
    const startMs =
      isSure && projected ? projected.startMs : Math.max(atMs, startFrom(place, times, plan.changeoverMs));
    times.set(segment.id, { startMs, endMs: endOf(segment, startMs) });
  }
  return times;
}
