import { rerankAfter } from '../rank.ts';
import type { Rows } from '../rows/rows.ts';
import type { SegmentRow } from '../rows/segment.ts';
import { type RunningOrder, runningOrder } from '../running-order.ts';
import { byRank } from '../running-plan.ts';
import { same } from '../same.ts';
import { endBefore, giveBack, withoutEnd, withRank } from './replaced.ts';

/** A Top or an End: its mutation id, and the earlier of when it was pressed and when it arrived. */
export interface Press {
  readonly id: string;
  readonly atMs: number;
}

/**
 * The rows a Top writes: the segment started, and what had begun before in its rooms ended. Where it had been passed, it
 * gets a rank behind what passed it. A Top that arrives late finds later starts recorded: they stand, the first of them
 * is this segment's end, and they are ranked behind it, as they would be had it arrived in time.
 */
export function top(rows: Rows, segment: SegmentRow, press: Press): readonly SegmentRow[] {
  const order = runningOrder(rows, press.atMs);
  const started: SegmentRow = { ...segment, startMs: press.atMs, startedBy: press.id };
  const written = new Map<string, SegmentRow>([[segment.id, withEnd(started, nextStart(rows, started))]]);
  let last = segment;
  for (const other of roomMates(rows, segment)) {
    if (!isBefore(order, other, started)) continue;
    const endMs = order.sureEnd(other.id);
    if (!segment.beside && (endMs === undefined || endMs > press.atMs)) {
      // An end that another Top made is found again from that start; one that was pressed would be forgotten.
      const noted = isPressed(rows, other) ? withoutEnd(other, press.id) : other;
      written.set(other.id, { ...noted, endMs: press.atMs, endedBy: press.id });
    }
    if (other.startMs !== undefined && byRank(other, last) > 0) last = other;
  }
  if (last !== segment) rerank(rows, written, { moved: [segment], after: last, press });
  const here = written.get(segment.id) ?? started;
  const ahead = wronglyAhead(rows, here);
  if (ahead.length > 0) rerank(rows, written, { moved: ahead, after: here, press });
  return [...written.values()];
}

/** Those ranked before a segment that began after it, in its rooms, or after one of these in theirs. */
function wronglyAhead(rows: Rows, started: SegmentRow): readonly SegmentRow[] {
  const found = new Map<string, SegmentRow>();
  if (started.beside) return [];
  const toFollow = [started];
  for (let one = toFollow.pop(); one; one = toFollow.pop()) {
    for (const other of roomMates(rows, one)) {
      if (found.has(other.id) || byRank(other, started) >= 0 || !isSinceStartOf(one, other)) continue;
      found.set(other.id, other);
      toFollow.push(other);
    }
  }
  return [...found.values()];
}

/** Moves some behind another one, among the rows as they will be once written. */
function rerank(
  rows: Rows,
  written: Map<string, SegmentRow>,
  { moved, after, press }: { readonly moved: readonly SegmentRow[]; readonly after: SegmentRow; readonly press: Press },
): void {
  const segments = new Map([...rows.all('segment'), ...written.values()].map((row) => [row.id, row]));
  const ids = moved.map(({ id }) => id);
  for (const { segment, to } of rerankAfter(segments.values(), ids, after.id)) {
    const row = segments.get(segment);
    if (row) written.set(segment, withRank(row, press.id, to));
  }
}

/** The row an End writes; never before its start, whatever the presser's clock said. */
export function end(rows: Rows, segment: SegmentRow, press: Press): SegmentRow {
  const startMs = runningOrder(rows, press.atMs).sureStart(segment.id) ?? press.atMs;
  return { ...segment, endMs: Math.max(startMs, press.atMs), endedBy: press.id };
}

/** Its end is an End's, and not the start of another one. */
const isPressed = (rows: Rows, { startedBy, endedBy }: SegmentRow): boolean =>
  endedBy !== undefined && endedBy !== startedBy && ![...rows.all('segment')].some((one) => one.startedBy === endedBy);

/**
 * The rows without what this press wrote, each with what stood there before. A segment whose start goes loses its end
 * too; one whose end goes has the End that was overwritten, or the next recorded start in its rooms if that was sooner,
 * as its end again. A rank goes back, unless the segment was moved again since.
 */
export function undo(rows: Rows, press: string): readonly SegmentRow[] {
  const undone = new Map<string, SegmentRow>();
  for (const segment of rows.all('segment')) {
    const given = giveBack(segment, press);
    const isStarted = segment.startedBy === press;
    const end = isStarted || segment.endedBy !== press ? undefined : endBefore(segment, press);
    if (isStarted) undone.set(segment.id, { ...given, startMs: undefined, startedBy: undefined, ...NO_END });
    else if (segment.endedBy === press) {
      undone.set(segment.id, { ...given, endMs: end?.atMs, endedBy: end?.endedBy });
    } else if (given !== segment && !same(given, segment)) undone.set(segment.id, given);
  }
  return [...undone.values()].map((segment) => {
    if (segment.startMs === undefined || rows.get('segment', segment.id)?.endedBy !== press) return segment;
    const next = nextStart(rows, segment, undone);
    return segment.endMs !== undefined && segment.endMs <= (next?.startMs ?? segment.endMs)
      ? segment
      : withEnd(segment, next);
  });
}

const NO_END = { endMs: undefined, endedBy: undefined } as const;

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
    if (!isSinceStartOf(segment, other)) continue;
    if (!next || (other.startMs ?? 0) < (next.startMs ?? 0)) next = other;
  }
  return next;
}

/** The other one has a recorded start after this one's. At the very same time, the order decides. */
function isSinceStartOf(segment: SegmentRow, other: SegmentRow): boolean {
  if (segment.startMs === undefined || other.startMs === undefined) return false;
  return other.startMs > segment.startMs || (other.startMs === segment.startMs && byRank(other, segment) > 0);
}

/** Ended by that start, unless by its own length it is over sooner. */
function withEnd(segment: SegmentRow, next: SegmentRow | undefined): SegmentRow {
  if (!next || segment.startMs === undefined) return segment;
  const overMs = segment.startMs + segment.durationMs + segment.overrunMs;
  if (segment.exact && overMs <= (next.startMs ?? 0)) return segment;
  return { ...segment, endMs: next.startMs, endedBy: next.startedBy };
}
