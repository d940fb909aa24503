import * as v from 'valibot';
import { ids, name, prose, rank, rowId, stampEntries } from './base.ts';

/** SHA-256 of the bytes the phone sends, in hexadecimal. */
export const photoHash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** A photo on a post. Its bytes are files of the server, named by their hash. */
export const photoSchema = v.strictObject({
  row: v.literal('photo'),
  id: rowId,
  post: rowId,
  /** The photo slot it fills. */
  slot: v.optional(name),
  hash: photoHash,
  width: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20_000)),
  height: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20_000)),
  people: ids,
  /** The alternative text. Required to approve. */
  alt: prose,
  credit: name,
  rank,
  /** The server has the bytes. */
  received: v.boolean(),
  removed: v.boolean(),
  erased: v.boolean(),
  ...stampEntries,
});
export type PhotoRow = v.InferOutput<typeof photoSchema>;
