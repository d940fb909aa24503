import type { ArgsOf } from '../../../shared/apply/apply.ts';
import type { Change } from '../../../shared/apply/change.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import type { SegmentKind, SegmentRow } from '../../../shared/rows/segment.ts';
import { same } from '../../../shared/same.ts';
import { parseClock } from '../../../shared/typed-hour.ts';
import { rankAfter } from './moves.ts';

/** A segment as a form holds it: what is typed, not yet what it means. */
export interface SegmentDraft {
  readonly title: string;
  readonly minutes: string;
  readonly at: string;
  readonly kind: SegmentKind;
  readonly rooms: readonly string[];
  readonly people: readonly string[];
  readonly beside: boolean;
  readonly exact: boolean;
  readonly restrictions: readonly string[];
  /** Absent: the show's. */
  readonly language: string | undefined;
  /** For a new one: what it comes after. */
  readonly after: string | undefined;
}

export type DraftFault = 'noTitle' | 'wrongMinutes' | 'wrongHour' | 'noSuchHour';
const MINUTE_MS = 60_000;
const LONGEST_MINUTES = 24 * 60;

/** What is wrong with what was typed, by field. */
export function faultsOf(draft: SegmentDraft, { dayMs, zone }: { readonly dayMs: number; readonly zone: string }) {
  const minutes = minutesOf(draft);
  const reading = parseClock(draft.at, dayMs, zone);
  return {
    title: draft.title.trim() === '' ? ('noTitle' as const) : undefined,
    minutes: minutes === undefined ? ('wrongMinutes' as const) : undefined,
    at:
      reading.ok || reading.code === 'twice'
        ? undefined
        : reading.code === 'no-such-hour'
          ? ('noSuchHour' as const)
          : ('wrongHour' as const),
  };
}

/** The change that makes a segment what was typed; compare-and-set against what the form was opened on. */
export function changeFrom(
  rows: Rows,
  {
    draft,
    was,
    dayMs,
    zone,
  }: {
    readonly draft: SegmentDraft;
    readonly was: SegmentRow | undefined;
    readonly dayMs: number;
    readonly zone: string;
  },
): ArgsOf<'segment.edit'>['change'] {
  const wanted: Partial<SegmentRow> = {
    title: draft.title.trim(),
    kind: draft.kind,
    rooms: [...draft.rooms],
    people: [...draft.people],
    durationMs: (minutesOf(draft) ?? 0) * MINUTE_MS,
    plannedMs: plannedOf(draft, { was, dayMs, zone }),
    beside: draft.beside,
    exact: draft.exact,
    restrictions: [...draft.restrictions],
    ...(draft.language !== undefined && { language: draft.language }),
    ...(!was && { rank: rankAfter(rows, draft.after) }),
  };
  const change: Record<string, Change[string]> = {};
  for (const [field, to] of Object.entries(wanted)) {
    const from = was?.[field as keyof SegmentRow];
    if (!same(from, to)) change[field] = was ? { from, to } : { to };
  }
  // Nothing stands for the show's own language: `to` is left out where a choice is taken back.
  if (was?.language !== undefined && draft.language === undefined) change.language = { from: was.language };
  return change as ArgsOf<'segment.edit'>['change'];
}

/** An untouched hour keeps its seconds; of an hour that comes twice, the first. */
function plannedOf(
  draft: SegmentDraft,
  { was, dayMs, zone }: { readonly was: SegmentRow | undefined; readonly dayMs: number; readonly zone: string },
): number {
  const reading = parseClock(draft.at, dayMs, zone);
  const atMs = reading.ok ? reading.atMs : (reading.candidates[0] ?? dayMs);
  return was && Math.floor(was.plannedMs / MINUTE_MS) === Math.floor(atMs / MINUTE_MS) ? was.plannedMs : atMs;
}

/**
 * A new segment: after another, where that one ends as planned, as long as the talk before it. With none before it, it
 * comes first in these rooms: so that it is over when the next begins, but never in the past.
 */
export function newDraft(
  rows: Rows,
  {
    after,
    rooms,
    atMs,
  }: { readonly after: SegmentRow | undefined; readonly rooms: readonly string[]; readonly atMs: number },
): Omit<SegmentDraft, 'at'> & { readonly plannedMs: number } {
  const durationMs = after?.kind === 'talk' ? after.durationMs : 10 * MINUTE_MS;
  return {
    title: '',
    minutes: String(Math.round(durationMs / MINUTE_MS)),
    kind: after?.kind === 'talk' ? 'talk' : 'other',
    rooms: after?.rooms.length === 1 ? after.rooms : rooms.slice(0, 1),
    people: [],
    beside: false,
    exact: after?.kind === 'talk' && after.exact,
    restrictions: [],
    language: after?.kind === 'talk' ? after.language : undefined,
    after: after?.id,
    plannedMs: after ? after.plannedMs + after.durationMs : firstPlannedMs(rows, { rooms, durationMs, atMs }),
  };
}

function firstPlannedMs(
  rows: Rows,
  {
    rooms,
    durationMs,
    atMs,
  }: { readonly rooms: readonly string[]; readonly durationMs: number; readonly atMs: number },
): number {
  const planned = [...rows.all('segment')].flatMap((segment) =>
    !segment.cancelled && segment.rooms.some((room) => rooms.includes(room)) ? segment.plannedMs : [],
  );
  const nextMinuteMs = Math.ceil(atMs / MINUTE_MS) * MINUTE_MS;
  return planned.length === 0 ? nextMinuteMs : Math.max(nextMinuteMs, Math.min(...planned) - durationMs);
}

function minutesOf({ minutes }: SegmentDraft): number | undefined {
  const typed = minutes.trim().replace(',', '.');
  const found = Number(typed);
  return typed === '' || !Number.isFinite(found) || found < 0 || found > LONGEST_MINUTES ? undefined : found;
}
