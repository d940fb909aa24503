import { dueMs } from '../../shared/cue.ts';
import { differenceSince, hasTwoVersions, headsOf, seenOf } from '../../shared/post-status.ts';
import type { ApprovalRow } from '../../shared/rows/approval.ts';
import type { Cue, PostRow } from '../../shared/rows/post.ts';
import { type Row, stamp, type Unstamped } from '../../shared/rows/row.ts';
import { RowMap, type Rows, showOf } from '../../shared/rows/rows.ts';
import type { SegmentRow } from '../../shared/rows/segment.ts';
import type { ShowRow } from '../../shared/rows/show.ts';

export interface CopyOptions {
  readonly id: string;
  readonly name: string;
  /** Absent: the original's. */
  readonly shortName?: string | undefined;
  readonly rehearsal: boolean;
  /** Neither running order nor posts: the next edition's come from elsewhere. */
  readonly withoutProgramme?: boolean | undefined;
  /** When its first segment begins. Absent: when the original's does, and for a rehearsal three minutes from now. */
  readonly startMs?: number | undefined;
  readonly nowMs: number;
  readonly epoch: string;
}

/** Long enough to put the phone in one's hand and look up. */
const REHEARSAL_BEGINS_IN_MS = 3 * 60_000;

/**
 * A show's programme, people and words as another show, with the same ids and at other hours: what was said, published,
 * photographed and received stays with the original. In a rehearsal what was approved still is, and what had begun is
 * over; in a copy everything is to come, and what was approved is submitted again, for an approval is a person's word
 * on one occasion.
 */
export function copiedRows(from: Rows, options: CopyOptions): readonly Row[] {
  const show = showOf(from);
  if (!show) throw new Error('a show without its row cannot be copied');
  const first = firstSegment(from, options);
  const startMs = options.rehearsal ? options.nowMs + REHEARSAL_BEGINS_IN_MS : (options.startMs ?? first?.plannedMs);
  const shiftMs = first === undefined || startMs === undefined ? 0 : startMs - first.plannedMs;

  const rows = new RowMap();
  const put = (row: Unstamped | Row) => rows.put(stamp(row, { rev: 0, by: 'engine:import', atMs: options.nowMs }));
  put(copiedShow(show, options));
  for (const room of from.all('room')) put(room);
  for (const person of from.all('person')) put(person);
  for (const staff of from.all('staff')) put(staff);
  for (const { winner: _, awardedBy: __, segment, ...prize } of from.all('prize')) {
    put({ ...prize, ...(segment !== undefined && !options.withoutProgramme && { segment }) });
  }
  for (const channel of from.all('channel')) {
    // A rehearsal calls no network; what comes out of one calls none either until someone says so.
    const on = channel.on && (options.rehearsal || !show.rehearsal || channel.network === 'wall');
    put({ ...channel, on });
  }
  if (options.withoutProgramme) return [...rows.own()];
  for (const segment of from.all('segment')) put(copiedSegment(segment, { first, shiftMs, ...options }));
  const kept = [...from.all('post')].filter(isKept);
  const ids = new Set(kept.map(({ id }) => id));
  for (const post of kept) {
    for (const heads of Object.values(headsOf(from, post.id))) {
      for (const text of heads) if (!text.erased) put({ ...text, parents: [] });
    }
    const after = post.after !== undefined && ids.has(post.after) ? post.after : undefined;
    put(copiedPost(post, { after, shiftMs, epoch: options.epoch }));
  }
  for (const post of kept) for (const row of restated(from, rows, post, options)) put(row);
  return [...rows.own()];
}

/** What begins the copy: the earliest segment, for a rehearsal of those not yet begun if there is one. */
function firstSegment(from: Rows, { rehearsal }: CopyOptions): SegmentRow | undefined {
  const all = [...from.all('segment')].filter(({ cancelled }) => !cancelled).sort((a, b) => a.plannedMs - b.plannedMs);
  return (rehearsal ? all.find(({ startMs }) => startMs === undefined) : undefined) ?? all[0];
}

function copiedShow(show: ShowRow, { id, name, shortName, rehearsal }: CopyOptions): Unstamped {
  const { held: _, full: __, endedMs: ___, rehearses: ____, ...kept } = show;
  return {
    ...kept,
    id,
    name,
    shortName: shortName ?? show.shortName,
    rehearsal,
    ...(rehearsal && { rehearses: show.id }),
    scene: 'auto',
  };
}

function copiedSegment(
  segment: SegmentRow,
  about: CopyOptions & { readonly first: SegmentRow | undefined; readonly shiftMs: number },
): Unstamped {
  const { startMs: _, startedBy: __, endMs: ___, endedBy: ____, replaced: _____, ...kept } = segment;
  const plannedMs = Math.max(0, segment.plannedMs + about.shiftMs);
  const copy = { ...kept, plannedMs, delayMs: 0, overrunMs: 0 };
  const isOver = about.rehearsal && about.first !== undefined && segment.plannedMs < about.first.plannedMs;
  if (!isOver || segment.cancelled) return copy;
  // Never after now: what is over in a rehearsal that begins in three minutes is over already.
  const endMs = Math.min(plannedMs + segment.durationMs, about.nowMs);
  return { ...copy, startMs: Math.min(plannedMs, endMs), endMs };
}

/** What was taken out, erased, or said to correct what went out, belongs to the original alone. */
const isKept = (post: PostRow): boolean => post.state !== 'withdrawn' && !post.erased && post.corrects === undefined;

function copiedPost(
  post: PostRow,
  { after, shiftMs, epoch }: { readonly after: string | undefined; readonly shiftMs: number; readonly epoch: string },
): Unstamped {
  return {
    row: 'post',
    id: post.id,
    epoch,
    ...(post.segment === undefined ? {} : { segment: post.segment }),
    kind: post.kind,
    cue: shifted(post.cue, shiftMs),
    freshForMs: post.freshForMs,
    channels: post.channels,
    language: post.language,
    state: post.state === 'draft' ? 'draft' : 'submitted',
    needsTwo: post.needsTwo,
    slots: post.slots.map(({ fill: _, filledBy: __, ...slot }) => slot),
    ...(after === undefined ? {} : { after }),
    madeBy: post.madeBy,
    starred: false,
    pinned: post.pinned,
    ...(post.note === undefined ? {} : { note: post.note }),
    ...(post.title === undefined ? {} : { title: post.title }),
  };
}

const shifted = (cue: Cue, shiftMs: number): Cue =>
  cue.kind === 'clock' ? { kind: 'clock', atMs: Math.max(0, cue.atMs + shiftMs) } : cue;

/** In a rehearsal, the approval of a post that is still what was approved, and whose moment is to come. */
function restated(from: Rows, rows: Rows, original: PostRow, { rehearsal, nowMs }: CopyOptions): readonly Unstamped[] {
  const post = rows.get('post', original.id);
  const approval = original.approval === undefined ? undefined : from.get('approval', original.approval);
  if (!rehearsal || !post || !approval || !stillStands(from, original, approval)) return [];
  const seen = seenOf(rows, post);
  const due = dueMs(rows, seen.cue, nowMs);
  // Its moment lies before the rehearsal: approved, it would only lie in the tray as missed.
  if (due !== undefined && due <= nowMs) return [];
  return [
    { row: 'approval', id: approval.id, post: post.id, ...seen },
    { ...post, state: 'approved', approval: approval.id },
  ];
}

/** Nothing of it was changed since, and all its photos fill slots: they are not copied, and the slots are open again. */
function stillStands(from: Rows, post: PostRow, approval: ApprovalRow): boolean {
  const isInSlot = ({ id }: { readonly id: string }) => from.get('photo', id)?.slot !== undefined;
  return (
    (post.state === 'approved' || post.state === 'fired') &&
    !hasTwoVersions(from, post.id) &&
    approval.photos.every(isInSlot) &&
    differenceSince({ ...approval, photos: [] }, { ...seenOf(from, post), photos: [] }) === undefined
  );
}
