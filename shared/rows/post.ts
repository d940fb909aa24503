import * as v from 'valibot';
import { givenId, ids, instantMs, language, name, prose, rowId, signedSpanMs, spanMs, stampEntries } from './base.ts';

export const POST_KINDS = ['intro', 'photo', 'quote', 'closing', 'result', 'logistics', 'free'] as const;
export type PostKind = (typeof POST_KINDS)[number];

export const POST_STATES = ['draft', 'submitted', 'approved', 'fired', 'withdrawn'] as const;
export type PostState = (typeof POST_STATES)[number];

/** When a post fires. A negative offset from a start is allowed; from an end it is 0 or more. */
export const cueSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('clock'), atMs: instantMs }),
  v.strictObject({
    kind: v.literal('segment'),
    segment: rowId,
    edge: v.picklist(['start', 'end']),
    offsetMs: signedSpanMs,
  }),
  v.strictObject({ kind: v.literal('hand') }),
]);
export type Cue = v.InferOutput<typeof cueSchema>;

/** An open place in a post. A photo slot is filled by a photo that names it, a winner slot by its prize, a quote slot by words. */
export const slotSchema = v.strictObject({
  /** As it stands in the words: `{citation}`. */
  name: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}$/)),
  kind: v.picklist(['photo', 'quote', 'winner']),
  required: v.boolean(),
  /** A quote's words, or a winner's person id. Photo slots have none. */
  fill: v.optional(prose),
  filledBy: v.optional(v.string()),
  /** A photo slot: the alternative text to start from, and what to frame. */
  look: v.optional(prose),
  guidance: v.optional(prose),
  /** A winner slot: its prize. */
  prize: v.optional(rowId),
});
export type Slot = v.InferOutput<typeof slotSchema>;

/** One planned utterance. Its words are `text` rows; missed, incomplete and the like are functions in `post-status`. */
export const postSchema = v.strictObject({
  row: v.literal('post'),
  id: givenId,
  /** The epoch of the mutation that made it: a post of an earlier epoch publishes as unknown (DESIGN 5, Epoch). */
  epoch: v.string(),
  segment: v.optional(rowId),
  kind: v.picklist(POST_KINDS),
  cue: cueSchema,
  freshForMs: spanMs,
  /** Channel ids, as a set: kept sorted. */
  channels: ids,
  language,
  state: v.picklist(POST_STATES),
  /** When it was last submitted: how long it has been waiting. */
  submittedMs: v.optional(instantMs),
  /** The approval in force: an approval row's id. */
  approval: v.optional(rowId),
  /** Why a writer got it back. */
  returned: v.optional(prose),
  held: v.optional(v.strictObject({ by: v.string(), reason: prose, atMs: instantMs })),
  /** When the present cue was last let go by a release or set aside: what came due before is not fired by itself. */
  leftMs: v.optional(instantMs),
  /** A person left it as it was, its moment gone, at this time: what it missed by then is not asked again. */
  unaskedMs: v.optional(instantMs),
  /** A second person fires it. */
  needsTwo: v.boolean(),
  slots: v.pipe(v.array(slotSchema), v.maxLength(12)),
  /** A thread: a reply to that post's publication on the same channel. */
  after: v.optional(rowId),
  corrects: v.optional(rowId),
  /** Who made it: a writer may withdraw a draft of their own. */
  madeBy: v.string(),
  /** Who has it open; shown to all, never a lock. */
  owner: v.optional(v.string()),
  starred: v.boolean(),
  pinned: v.boolean(),
  /** Left out of the recap by a person: it stays where it is out. */
  leftOut: v.optional(v.boolean()),
  /** A note for the team, never published. */
  note: v.optional(prose),
  title: v.optional(name),
  erased: v.optional(v.boolean()),
  firedMs: v.optional(instantMs),
  firedBy: v.optional(v.string()),
  ...stampEntries,
});
export type PostRow = v.InferOutput<typeof postSchema>;
