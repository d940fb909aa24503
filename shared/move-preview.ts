import * as v from 'valibot';
import type { Mutation } from './apply/mutation.ts';
import { type Refusal, type Ruling, refuse } from './apply/ruling.ts';
import { segmentDefinitions } from './apply/segment.ts';
import { foreseenMs } from './cue.ts';
import { approvalOf, headsOf } from './post-status.ts';
import type { Cue, PostRow } from './rows/post.ts';
import type { RowName, RowOf } from './rows/row.ts';
import type { Rows } from './rows/rows.ts';
import type { SegmentRow } from './rows/segment.ts';
import { type RunningOrder, runningOrder } from './running-order.ts';
import { literalHours } from './text/literal-hours.ts';

/** A change smaller than this is no move: a Top is never on the very millisecond. */
export const MOVE_MS = 1000;

export const LOOK_REASONS = ['literal-hour', 'clock-cue', 'after-show'] as const;
/**
 * `literal-hour`: its words say an hour that nothing moves. `clock-cue`: it fires by the clock inside what moves.
 * `after-show`: the segment now ends after the planned end of the whole show.
 */
export type LookReason = (typeof LOOK_REASONS)[number];

export type Look =
  | { readonly kind: 'post'; readonly post: string; readonly reasons: readonly LookReason[] }
  | { readonly kind: 'segment'; readonly segment: string; readonly reasons: readonly LookReason[] };

/** A post not yet fired whose time changes. Absent: it has none, as a cancelled or passed segment's. */
export interface Moved {
  readonly post: string;
  readonly fromMs: number | undefined;
  readonly toMs: number | undefined;
}

/** "23 posts move, 2 need a look": `moved.length`, `looks.length`. */
export interface MovePreview {
  readonly ok: true;
  readonly moved: readonly Moved[];
  readonly looks: readonly Look[];
  /** Before an undo: the posts fired since the press, which stay. First fired first. */
  readonly fired: readonly string[];
}

/**
 * What a Top, +N, cancel, edit, end or undo would move, without doing it. The times compared are foreseen ones, so that
 * a post that waits for a Top counts as moving with its segment.
 */
export const previewMove = (rows: Rows, mutation: Mutation, atMs: number): Previewed =>
  previewMoves(rows, [mutation], atMs);

type Previewed = MovePreview | { readonly ok: false; readonly refusal: Refusal };

/** The same of several done one after the other, as a new order is. */
export function previewMoves(rows: Rows, mutations: readonly Mutation[], atMs: number): Previewed {
  let after = rows;
  for (const mutation of mutations) {
    const ruling = rule(after, mutation, atMs);
    if (!ruling.ok) return ruling;
    after = withSegments(after, ruling.rows as readonly SegmentRow[]);
  }
  const was = runningOrder(rows, atMs);
  const will = runningOrder(after, atMs);
  const spans = movedSpans(rows, was, will);

  const moved: Moved[] = [];
  const looks: Look[] = [];
  for (const post of rows.all('post')) {
    if (post.erased || post.state === 'fired' || post.state === 'withdrawn') continue;
    const cue = approvalOf(rows, post)?.cue ?? post.cue;
    const fromMs = foreseenMs(rows, cue, atMs);
    const toMs = foreseenMs(after, cue, atMs);
    const moves = differs(fromMs, toMs);
    if (moves) moved.push({ post: post.id, fromMs, toMs });
    const isTouched = moves || (post.segment !== undefined && spans.has(post.segment));
    const reasons: LookReason[] = [];
    if (isTouched && wordsOf(rows, post).some((words) => literalHours(words).length > 0)) reasons.push('literal-hour');
    if (isInside(cue, [...spans.values()], atMs)) reasons.push('clock-cue');
    if (reasons.length > 0) looks.push({ kind: 'post', post: post.id, reasons });
  }
  for (const segment of newlyAfterShow(rows, was, will)) {
    looks.push({ kind: 'segment', segment, reasons: ['after-show'] });
  }
  const undone = mutations.find(({ name }) => name === 'segment.undo');
  const fired = undone ? firedSince(rows, (undone.args as { press: string }).press) : [];
  return { ok: true, moved, looks, fired };
}

/**
 * The posts fired since a Top or an End, by anyone: an undo does not take them back, so they are named before it.
 * First fired first; none where nothing carries that press any more.
 */
export function firedSince(rows: Rows, press: string): readonly string[] {
  let sinceMs = Number.POSITIVE_INFINITY;
  for (const { startMs, startedBy, endMs, endedBy } of rows.all('segment')) {
    if (startedBy === press && startMs !== undefined) sinceMs = Math.min(sinceMs, startMs);
    if (endedBy === press && endMs !== undefined) sinceMs = Math.min(sinceMs, endMs);
  }
  return [...rows.all('post')]
    .filter((post) => post.state === 'fired' && (post.firedMs ?? 0) >= sinceMs)
    .sort((a, b) => (a.firedMs ?? 0) - (b.firedMs ?? 0) || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

function rule(rows: Rows, mutation: Mutation, atMs: number): Ruling {
  if (!isSegmentMutation(mutation.name)) return refuse('bad-shape');
  const definition = segmentDefinitions[mutation.name];
  const args = v.safeParse(definition.args as v.GenericSchema, mutation.args);
  if (!args.success) return refuse('bad-shape');
  // Who presses is judged at the door; a preview asks only what would follow.
  const context = { by: '', atMs, epoch: mutation.epoch };
  return (definition.rule as (rows: Rows, mutation: Mutation, context: object) => Ruling)(
    rows,
    { ...mutation, args: args.output },
    context,
  );
}

const isSegmentMutation = (name: string): name is keyof typeof segmentDefinitions =>
  Object.hasOwn(segmentDefinitions, name);

/** The same rows with some segments in place of theirs. */
function withSegments(rows: Rows, written: readonly SegmentRow[]): Rows {
  const segments = new Map([...rows.all('segment'), ...written].map((segment) => [segment.id, segment]));
  return {
    get: <N extends RowName>(row: N, id: string) =>
      row === 'segment' ? (segments.get(id) as RowOf<N> | undefined) : rows.get(row, id),
    all: <N extends RowName>(row: N) => (row === 'segment' ? (segments.values() as Iterable<RowOf<N>>) : rows.all(row)),
    ofPost: (row, post) => rows.ofPost(row, post),
    puts: (row) => rows.puts(row),
  };
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Segments whose expected start or end moves, each with the stretch of time that is no longer what it was. */
function movedSpans(rows: Rows, was: RunningOrder, will: RunningOrder): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  for (const { id } of rows.all('segment')) {
    const starts = [was.expected(id), will.expected(id)] as const;
    const ends = [was.endOf(id), will.endOf(id)] as const;
    const startMoves = differs(...starts);
    if (!startMoves && !differs(...ends)) continue;
    const edges = [...(startMoves ? starts : []), ...ends].filter((edge) => edge !== undefined);
    spans.set(id, { fromMs: Math.min(...edges), toMs: Math.max(...edges) });
  }
  return spans;
}

function differs(a: number | undefined, b: number | undefined): boolean {
  if (a === undefined || b === undefined) return a !== b;
  return Math.abs(a - b) >= MOVE_MS;
}

/** It is still to fire by the clock, at a time that belongs to what moved. */
const isInside = (cue: Cue, spans: readonly Span[], atMs: number): boolean =>
  cue.kind === 'clock' && cue.atMs >= atMs && spans.some(({ fromMs, toMs }) => fromMs <= cue.atMs && cue.atMs <= toMs);

/** Segments that end after everything was planned to be over, and did not before. */
function newlyAfterShow(rows: Rows, was: RunningOrder, will: RunningOrder): readonly string[] {
  let overMs = Number.NEGATIVE_INFINITY;
  for (const { cancelled, plannedMs, durationMs } of rows.all('segment')) {
    if (!cancelled) overMs = Math.max(overMs, plannedMs + durationMs);
  }
  const isAfter = (order: RunningOrder, id: string): boolean => (order.endOf(id) ?? overMs) > overMs;
  return will
    .segments()
    .map(({ id }) => id)
    .filter((id) => isAfter(will, id) && !isAfter(was, id));
}

/** The words that would go out: those approved, else the heads of each variant. */
function wordsOf(rows: Rows, post: PostRow): readonly string[] {
  const approval = approvalOf(rows, post);
  const texts = approval
    ? Object.values(approval.texts).map((id) => rows.get('text', id))
    : Object.values(headsOf(rows, post.id)).flat();
  return texts.flatMap((text) => text?.words ?? []);
}
