import * as v from 'valibot';
import { givenId, name, rank, stampEntries } from './base.ts';

/** A place where segments happen. */
export const roomSchema = v.strictObject({
  row: v.literal('room'),
  id: givenId,
  name,
  rank,
  /** No conductor there: a segment counts as begun at its projected time. */
  byTheClock: v.boolean(),
  ...stampEntries,
});
export type RoomRow = v.InferOutput<typeof roomSchema>;
