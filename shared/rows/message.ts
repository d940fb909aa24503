import * as v from 'valibot';
import { instantMs, name, prose, rowId, stampEntries } from './base.ts';
import { NETWORKS } from './channel.ts';

export const VERDICTS = ['new', 'shown', 'aside', 'refused'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** An audience post under the show's hashtag. Its id is a hash of network and remote id. */
export const messageSchema = v.strictObject({
  row: v.literal('message'),
  id: rowId,
  network: v.picklist(NETWORKS),
  author: name,
  words: prose,
  picture: v.optional(prose),
  saidMs: instantMs,
  verdict: v.picklist(VERDICTS),
  question: v.optional(v.boolean()),
  answeredBy: v.optional(v.string()),
  erased: v.optional(v.boolean()),
  ...stampEntries,
});
export type MessageRow = v.InferOutput<typeof messageSchema>;
