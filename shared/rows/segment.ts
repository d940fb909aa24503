import * as v from 'valibot';
import { givenId, ids, instantMs, language, name, rank, signedSpanMs, spanMs, stampEntries } from './base.ts';

export const SEGMENT_KINDS = ['talk', 'break', 'jury', 'prize', 'other'] as const;
export type SegmentKind = (typeof SEGMENT_KINDS)[number];

/** One part of the running order. Expected times are derived from these fields and never stored. */
export const segmentSchema = v.strictObject({
  row: v.literal('segment'),
  id: givenId,
  /** Several: a shared segment, which waits for each of its rooms. */
  rooms: v.pipe(ids, v.minLength(1)),
  rank,
  title: name,
  kind: v.picklist(SEGMENT_KINDS),
  people: ids,
  plannedMs: instantMs,
  durationMs: spanMs,
  /** It will start later by this; set while it is to come. */
  delayMs: signedSpanMs,
  /** It lasts longer by this; set once begun. */
  overrunMs: signedSpanMs,
  startMs: v.optional(instantMs),
  /** The Top that started it: a mutation id. */
  startedBy: v.optional(v.string()),
  endMs: v.optional(instantMs),
  /** The press (Top of the next, or End) that ended it: a mutation id. */
  endedBy: v.optional(v.string()),
  /** What presses replaced here, the last one last: an undo gives it back. */
  replaced: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          press: v.string(),
          rank: v.optional(v.strictObject({ from: rank, to: rank })),
          /** An End that a late Top overwrote. */
          end: v.optional(v.strictObject({ atMs: instantMs, endedBy: v.string() })),
        }),
      ),
      v.maxLength(20),
    ),
  ),
  cancelled: v.boolean(),
  /** Beside the others (a vote, a signing): holds no room. */
  beside: v.boolean(),
  /** Ends at start + duration + overrun without anyone pressing. */
  exact: v.boolean(),
  /** What must not be shown or said: `no-slide`, `no-faces`, words of a person's agreement… */
  restrictions: v.pipe(v.array(name), v.maxLength(20)),
  /** It is held in this language: its posts begin in it. Absent: the show's. */
  language: v.optional(language),
  ...stampEntries,
});
export type SegmentRow = v.InferOutput<typeof segmentSchema>;
