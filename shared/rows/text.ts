import * as v from 'valibot';
import { ids, prose, rowId, stampEntries } from './base.ts';

/** One version of a post's words. Never changed, never removed: a text that no other names as parent is a head. */
export const textSchema = v.strictObject({
  row: v.literal('text'),
  id: rowId,
  post: rowId,
  /** `all`, or a channel's id. */
  variant: rowId,
  parents: ids,
  words: prose,
  erased: v.optional(v.boolean()),
  ...stampEntries,
});
export type TextRow = v.InferOutput<typeof textSchema>;
