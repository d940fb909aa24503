import type { Cue } from './rows/post.ts';
import type { Rows } from './rows/rows.ts';
import { type RunningOrder, runningOrder } from './running-order.ts';

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
