import * as v from 'valibot';
import { ids, language, prose, rowId, spanMs, stampEntries } from './base.ts';
import { cueSchema } from './post.ts';

/** What a person saw of a post: what an approval names, and what must still be so when the mutation arrives. */
export const seenSchema = v.strictObject({
  /** The head of each variant: `{ all: id, <channel>: id }`. */
  texts: v.record(rowId, rowId),
  photos: v.pipe(v.array(v.strictObject({ id: rowId, alt: prose })), v.maxLength(20)),
  channels: ids,
  cue: cueSchema,
  language,
  freshForMs: spanMs,
  after: v.optional(rowId),
  /** What the filled quote and winner slots held; a later fill does not change what goes out. */
  fills: v.record(v.string(), prose),
  /** Names of slots not yet filled. */
  openSlots: v.pipe(v.array(v.string()), v.maxLength(12)),
});
export type Seen = v.InferOutput<typeof seenSchema>;

/** A person's word that a post may go out as seen. Its id is the mutation's. */
export const approvalSchema = v.strictObject({
  row: v.literal('approval'),
  id: rowId,
  post: rowId,
  ...seenSchema.entries,
  /** By the writer themself, of a kind that the show approved in advance. */
  inAdvance: v.optional(v.literal(true)),
  ...stampEntries,
});
export type ApprovalRow = v.InferOutput<typeof approvalSchema>;
