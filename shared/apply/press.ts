import { rerankAfter } from '../rank.ts';
import type { Rows } from '../rows/rows.ts';
import type { SegmentRow } from '../rows/segment.ts';
import { type RunningOrder, runningOrder } from '../running-order.ts';
import { byRank } from '../running-plan.ts';

/** A Top or an End: its mutation id, and the earlier of when it was pressed and when it arrived. */
export interface Press {
  readonly id: string;
  readonly atMs: number;
}

/**
 * The rows a Top writes: the segment started; what had begun before in its rooms, ended; and, where it had been passed,
 * its new rank behind what passed it. A Top that arrives late finds later starts recorded: they stand, and the first of
 * them is this segment's end.
 */
export function top(rows: Rows, segment: SegmentRow, press: Press): readonly SegmentRow[] {
  const order = runningOrder(rows, press.atMs);
  const started: SegmentRow = { ...segment, startMs: press.atMs, startedBy: press.id };
  const written = new Map<string, SegmentRow>([[segment.id, withEnd(started, nextStart(rows, started))]]);
  let passedBy: SegmentRow | undefined;
  for (const other of roomMates(rows, segment)) {
    if (!isBefore(order, other, started)) continue;
    if (other.startMs !== undefined && byRank(other, segment) > 0 && (!passedBy || byRank(other, passedBy) > 0)) {
      passedBy = other;
    }
    const endMs = order.sureEnd(other.id);
    if (segment.beside || (endMs !== undefined && endMs <= press.atMs)) continue;
    written.set(other.id, { ...other, endMs: press.atMs, endedBy: press.id });
  }
  for (const { segment: id, to } of passedBy ? rerankAfter(rows, [segment.id], passedBy.id) : []) {
    const row = written.get(id) ?? rows.get('segment', id);
    if (row) written.set(id, { ...row, rank: to });
  }
  return [...written.values()];
}

/** The row an End writes; never before its start, whatever the presser's clock said. */
export function end(rows: Rows, segment: SegmentRow, press: Press): SegmentRow {
  const startMs = runningOrder(rows, press.atMs).sureStart(segment.id) ?? press.atMs;
  return { ...segment, endMs: Math.max(startMs, press.atMs), endedBy: press.id };
}

/**
 * The rows with what this press wrote cleared. A segment whose start goes loses its end too; one whose end goes gets
 * the next recorded start in its rooms as its end, where there is one. A rank given by the press stays.
 */
export function undo(rows: Rows, press: string): readonly SegmentRow[] {
  const cleared = new Map<string, SegmentRow>();
  for (const segment of rows.all('segment')) {
    if (segment.startedBy === press) {
      cleared.set(segment.id, {
        ...segment,
        startMs: undefined,
        startedBy: undefined,
        endMs: undefined,
        endedBy: undefined,
      });
    } else if (segment.endedBy === press) {
      cleared.set(segment.id, { ...segment, endMs: undefined, endedBy: undefined });
    }
  }
  return [...cleared.values()].map((segment) =>
    segment.startMs === undefined ? segment : withEnd(segment, nextStart(rows, segment, cleared)),
  );
}

/** Another one has begun in a room of it since it did. */
export function isOvertaken(rows: Rows, segment: SegmentRow, atMs: number): boolean {
  const startMs = runningOrder(rows, atMs).sureStart(segment.id);
  return nextStart(rows, { ...segment, startMs }) !== undefined;
}

/** The others that hold a room of it. */
function* roomMates(rows: Rows, segment: SegmentRow): Iterable<SegmentRow> {
  for (const other of rows.all('segment')) {
    if (other.id === segment.id || other.cancelled || other.beside) continue;
    if (other.rooms.some((room) => segment.rooms.includes(room))) yield other;
  }
}

/** It had begun, by a press or by the clock, when this one did. At the very same time, the order decides. */
function isBefore(order: RunningOrder, other: SegmentRow, started: SegmentRow): boolean {
  const startMs = order.sureStart(other.id);
  if (startMs === undefined || started.startMs === undefined) return false;
  return startMs < started.startMs || (startMs === started.startMs && byRank(other, started) < 0);
}

/** The first recorded start after its own in its rooms. */
function nextStart(
  rows: Rows,
  segment: SegmentRow,
  instead: ReadonlyMap<string, SegmentRow> = new Map(),
): SegmentRow | undefined {
  if (segment.beside || segment.startMs === undefined) return undefined;
  let next: SegmentRow | undefined;
  for (const mate of roomMates(rows, segment)) {
    const other = instead.get(mate.id) ?? mate;
    if (other.startMs === undefined || other.startMs < segment.startMs) continue;
    if (other.startMs === segment.startMs && byRank(other, segment) < 0) continue;
    if (!next || other.startMs < (next.startMs ?? 0)) next = other;
  }
  return next;
}

/** Ended by that start, unless by its own length it is over sooner. */
function withEnd(segment: SegmentRow, next: SegmentRow | undefined): SegmentRow {
  if (!next || segment.startMs === undefined) return segment;
  const overMs = segment.startMs + segment.durationMs + segment.overrunMs;
  if (segment.exact && overMs <= (next.startMs ?? 0)) return segment;
  return { ...segment, endMs: next.startMs, endedBy: next.startedBy };
}
