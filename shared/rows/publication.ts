import * as v from 'valibot';
import { givenId, instantMs, language, name, prose, rowId, stampEntries } from './base.ts';
import { NETWORKS, VISIBILITIES } from './channel.ts';
import { photoHash } from './photo.ts';

export const PUBLICATION_STATES = [
  'owed',
  'sending',
  'published',
  'refused',
  'unknown',
  'dropped',
  'removing',
  'removed',
] as const;
export type PublicationState = (typeof PUBLICATION_STATES)[number];

/** What is known of a call. */
export const OUTCOMES = ['published', 'not-sent', 'refused', 'unknown'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What goes out on one channel, frozen when the post fires: nothing later changes it. */
export const payloadSchema = v.strictObject({
  network: v.picklist(NETWORKS),
  words: prose,
  language,
  photos: v.pipe(
    v.array(
      v.strictObject({
        id: rowId,
        hash: photoHash,
        width: v.number(),
        height: v.number(),
        alt: prose,
        credit: name,
      }),
    ),
    v.maxLength(20),
  ),
  /** The publication this one answers in a thread: `post:channel`. */
  replyTo: v.optional(rowId),
  /** As the channel said when the post fired; absent: as its connection says. */
  visibility: v.optional(v.picklist(VISIBILITIES)),
});
export type Payload = v.InferOutput<typeof payloadSchema>;

export const trySchema = v.strictObject({
  round: v.number(),
  n: v.number(),
  atMs: instantMs,
  outcome: v.optional(v.picklist(OUTCOMES)),
  /** The network's reason, in its own words or a code of ours. */
  reason: v.optional(prose),
  endedMs: v.optional(instantMs),
});
export type Try = v.InferOutput<typeof trySchema>;

export const remoteSchema = v.strictObject({ id: prose, url: v.optional(prose) });
export type Remote = v.InferOutput<typeof remoteSchema>;

/** Why it is not taken back yet, why nothing can be sent for now, or why nobody may look for it. */
export const troubleSchema = v.strictObject({
  reason: prose,
  sinceMs: instantMs,
  /** When it is tried again, where that is known. */
  retryAtMs: v.optional(instantMs),
  /** How often its account said no; each try is further from the one before. */
  refusals: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  /** When it last did. */
  refusedMs: v.optional(instantMs),
  /** When a person last asked for a try at once. */
  askedMs: v.optional(instantMs),
});

/** How a correction reaches what is out: its words changed in place, or it is taken back and sent again. */
export const CORRECTION_WAYS = ['edit', 'replace'] as const;
export type CorrectionWay = (typeof CORRECTION_WAYS)[number];

/** What is to stand there instead, as a person approved it, until it does. */
export const correctionSchema = v.strictObject({
  /** Corrections of this publication are counted, from 1: a call of an earlier one never concludes a later one. */
  n: v.pipe(v.number(), v.integer(), v.minValue(1)),
  way: v.picklist(CORRECTION_WAYS),
  approval: rowId,
  payload: payloadSchema,
  /** As of a publication: to be made, a call under way (or taken down, and not known gone), nobody knows, refused. */
  state: v.picklist(['owed', 'sending', 'unknown', 'refused']),
  /** Of this correction and, where one was under way, of those before it: `round` is the correction's number. */
  tries: v.pipe(v.array(trySchema), v.maxLength(200)),
  notBeforeMs: instantMs,
  freshUntilMs: instantMs,
  lookedMs: v.optional(instantMs),
  /** Nobody knows whether it was made, and its account lets nobody look: why, and when it is looked at again. */
  trouble: v.optional(troubleSchema),
  /** A lost timeline may have made it already, or a later one: never made again without a look, nor without a person. */
  bornUnknown: v.optional(v.boolean()),
});
export type Correction = v.InferOutput<typeof correctionSchema>;

/** What stood there before a correction. */
export const stoodSchema = v.strictObject({
  words: prose,
  alts: v.pipe(v.array(prose), v.maxLength(20)),
  url: v.optional(prose),
  fromMs: instantMs,
  untilMs: instantMs,
  way: v.picklist(CORRECTION_WAYS),
  /** The word by which it stood; who corrected it is the next one’s, or the publication’s own. */
  approval: v.optional(rowId),
});
export type Stood = v.InferOutput<typeof stoodSchema>;

/** One post owed to one channel. Its id is `post:channel`. */
export const publicationSchema = v.strictObject({
  row: v.literal('publication'),
  id: rowId,
  post: rowId,
  channel: givenId,
  /** Absent where only a withdrawal after a restore made it: it may be there, and nobody knows by whose word. */
  approval: v.optional(rowId),
  state: v.picklist(PUBLICATION_STATES),
  payload: payloadSchema,
  /** Each time a person has it sent anew; from 1. */
  round: v.pipe(v.number(), v.integer(), v.minValue(1)),
  tries: v.pipe(v.array(trySchema), v.maxLength(200)),
  notBeforeMs: instantMs,
  freshUntilMs: instantMs,
  /** Withdrawn while a call may have landed: once found it is removed, and it is never sent again. */
  gone: v.boolean(),
  /** Born unknown after a restore: a call of another timeline may have landed. */
  bornUnknown: v.boolean(),
  /** When it was last looked for and not seen. Absent: not since its last call. */
  lookedMs: v.optional(instantMs),
  /** How often by then; each look is further from the one before. Means nothing without `lookedMs`. */
  looks: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  /** When a person last asked for a look at once. */
  lookAskedMs: v.optional(instantMs),
  /** A look-up could not tell: only a person can. */
  asks: v.boolean(),
  publishedMs: v.optional(instantMs),
  remote: v.optional(remoteSchema),
  counts: v.optional(
    v.strictObject({
      likes: v.optional(v.number()),
      reposts: v.optional(v.number()),
      replies: v.optional(v.number()),
      atMs: instantMs,
    }),
  ),
  correction: v.optional(correctionSchema),
  /** How many corrections were ever begun, those that were dropped or overtaken included: no number is given twice. */
  corrections: v.optional(v.number()),
  /** The trace: what stood there before, the oldest first. */
  stood: v.optional(v.pipe(v.array(stoodSchema), v.maxLength(100))),
  trouble: v.optional(troubleSchema),
  erased: v.optional(v.boolean()),
  ...stampEntries,
});
export type PublicationRow = v.InferOutput<typeof publicationSchema>;
