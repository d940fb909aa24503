import * as v from 'valibot';
import { givenId, name, rank, rowId, stampEntries } from './base.ts';

/** A prize to be given in the show. Awarding it fills the winner slots of its posts. */
export const prizeSchema = v.strictObject({
  row: v.literal('prize'),
  id: givenId,
  name,
  rank,
  segment: v.optional(rowId),
  /** A person's id. */
  winner: v.optional(rowId),
  /** Who named the winner: never the one who fires a post that needs two. */
  awardedBy: v.optional(v.string()),
  ...stampEntries,
});
export type PrizeRow = v.InferOutput<typeof prizeSchema>;
