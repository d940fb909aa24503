import type { Cue } from './rows/post.ts';
import type { Rows } from './rows/rows.ts';
import { type RunningOrder, runningOrder } from './running-order.ts';
import { instantsOf, type LocalTime, localTimeOf } from './zone.ts';

/** Why a cue has its time, or has none yet. `known`: `dueMs` has a value. */
export const CUE_BASES = [
  'known',
  'hand',
  'before-start',
  'before-end',
  'cancelled',
  'passed',
  'unknown-segment',
] as const;
export type CueBasis = (typeof CUE_BASES)[number];

/**
 * When a post with this cue fires, in ms since 1970. Undefined while that cannot be known: before a Top or an end that
 * it waits for, when its segment is cancelled or passed, and for `hand`; `cueBasis` says which.
 */
export function dueMs(rows: Rows, cue: Cue, atMs: number): number | undefined {
  return judge(rows, cue, atMs).dueMs;
}

/** Why `dueMs` has its value, or none: what a screen says in its place. */
export function cueBasis(rows: Rows, cue: Cue, atMs: number): CueBasis {
  return judge(rows, cue, atMs).basis;
}

/**
 * When it would fire if all goes on as it now stands, a Top not yet pressed included: to sort by, to show, never to
 * fire by. Undefined for `hand`, and when its segment is cancelled, passed or unknown.
 */
export function foreseenMs(rows: Rows, cue: Cue, atMs: number): number | undefined {
  if (cue.kind !== 'segment') return dueMs(rows, cue, atMs);
  const order = runningOrder(rows, atMs);
  const edgeMs = cue.edge === 'start' ? order.expected(cue.segment) : order.endOf(cue.segment);
  return edgeMs === undefined ? undefined : edgeMs + offsetOf(cue);
}

type SegmentCue = Extract<Cue, { kind: 'segment' }>;
interface Judgement {
  readonly basis: CueBasis;
  readonly dueMs?: number;
}

function judge(rows: Rows, cue: Cue, atMs: number): Judgement {
  switch (cue.kind) {
    case 'clock':
      return { basis: 'known', dueMs: cue.atMs };
    case 'hand':
      return { basis: 'hand' };
    case 'segment':
      return judgeSegment(rows, cue, runningOrder(rows, atMs));
  }
}

function judgeSegment(rows: Rows, cue: SegmentCue, order: RunningOrder): Judgement {
  const segment = rows.get('segment', cue.segment);
  if (!segment) return { basis: 'unknown-segment' };
  if (segment.cancelled) return { basis: 'cancelled' };
  if (order.isPassed(segment.id)) return { basis: 'passed' };
  const offsetMs = offsetOf(cue);
  // Ahead of a start, an expected time is enough: waiting for Top would always be too late.
  const edgeMs =
    cue.edge === 'end'
      ? order.sureEnd(segment.id)
      : offsetMs < 0
        ? order.expected(segment.id)
        : order.sureStart(segment.id);
  if (edgeMs === undefined) return { basis: cue.edge === 'end' ? 'before-end' : 'before-start' };
  return { basis: 'known', dueMs: edgeMs + offsetMs };
}

/** Nobody knows an end beforehand: an offset before it counts as none, rather than fire early. */
const offsetOf = ({ edge, offsetMs }: SegmentCue): number => (edge === 'end' ? Math.max(0, offsetMs) : offsetMs);

/** An hour typed by a person, as an instant; or the question to ask. */
export type ClockReading =
  | { readonly ok: true; readonly atMs: number }
  | {
      readonly ok: false;
      /** `no-such-hour`: the clocks jump over it. `twice`: they go back over it. `unreadable`: not an hour. */
      readonly code: 'no-such-hour' | 'twice' | 'unreadable';
      /** What it may have meant, in order: the two instants of an hour that comes twice, those around one that does not. */
      readonly candidates: readonly number[];
    };

const HOUR = /^(\d{1,2})\s*(?:(?:h|heures?)\s*(?:(\d{1,2})\s*(?:min)?)?|[:.]\s*(\d{2}))?\s*(?:([ap])\.?\s*m\.?)?$/iu;

/**
 * Reads « 19 h 15 », `19:15`, `19h`, `7:15 pm` on the day that holds `dayMs` in this zone. A bare number is read as an
 * hour. Nothing is guessed: an hour that does not exist there, or exists twice, is a question with its candidates.
 */
export function parseClock(text: string, dayMs: number, zone: string): ClockReading {
  const typed = hourAndMinute(text);
  if (!typed) return { ok: false, code: 'unreadable', candidates: [] };
  const { year, month, day } = localTimeOf(dayMs, zone);
  const local: LocalTime = { year, month, day, ...typed, second: 0 };
  const { at, around } = instantsOf(local, zone);
  const [first, second] = at;
  if (first === undefined) return { ok: false, code: 'no-such-hour', candidates: around };
  return second === undefined ? { ok: true, atMs: first } : { ok: false, code: 'twice', candidates: at };
}

function hourAndMinute(text: string): { readonly hour: number; readonly minute: number } | undefined {
  const found = HOUR.exec(text.trim());
  if (!found) return undefined;
  const typed = Number(found[1]);
  const half = found[4]?.toLowerCase();
  if (half !== undefined && (typed < 1 || typed > 12)) return undefined;
  const hour = half === undefined ? typed : (typed % 12) + (half === 'p' ? 12 : 0);
  const minute = Number(found[2] ?? found[3] ?? 0);
  return hour <= 23 && minute <= 59 ? { hour, minute } : undefined;
}
