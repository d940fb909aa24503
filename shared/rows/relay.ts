import * as v from 'valibot';
import { givenId, instantMs, rowId, stampEntries } from './base.ts';
import { PUBLICATION_STATES, remoteSchema, troubleSchema, trySchema } from './publication.ts';

/** A post that is out, shown again by another account of ours on the same network, once. */
export const relaySchema = v.strictObject({
  row: v.literal('relay'),
  /** `post:channel:channel`: the publication, then the channel that shows it again. */
  id: rowId,
  post: rowId,
  publication: rowId,
  channel: givenId,
  /** The very post there, as it was when this was asked for: one sent anew since is another. */
  of: remoteSchema,
  state: v.picklist(PUBLICATION_STATES),
  tries: v.pipe(v.array(v.omit(trySchema, ['round'])), v.maxLength(200)),
  notBeforeMs: instantMs,
  freshUntilMs: instantMs,
  /** Taken back while a call may have landed: once found it is removed, and it is never made again. */
  gone: v.boolean(),
  askedBy: rowId,
  lookedMs: v.optional(instantMs),
  publishedMs: v.optional(instantMs),
  remote: v.optional(remoteSchema),
  trouble: v.optional(troubleSchema),
  ...stampEntries,
});
export type RelayRow = v.InferOutput<typeof relaySchema>;
