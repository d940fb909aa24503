import * as v from 'valibot';
import { instantMs, name, prose, rowId, stampEntries } from './base.ts';
import { NETWORKS } from './channel.ts';

export const VERDICTS = ['new', 'shown', 'aside', 'refused'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Who answers a question: one of the team, or a person of the directory, who needs no account. */
export const answererSchema = v.union([v.strictObject({ staff: rowId }), v.strictObject({ person: rowId })]);
export type Answerer = v.InferOutput<typeof answererSchema>;

/** An audience post under the show's hashtag, or a link that the team pasted. An audience post's id is a hash of network and remote id. */
export const messageSchema = v.strictObject({
  row: v.literal('message'),
  id: rowId,
  network: v.picklist(NETWORKS),
  author: name,
  words: prose,
  picture: v.optional(prose),
  /** Where it stands on its network: where it is answered. */
  url: v.optional(v.pipe(v.string(), v.maxLength(2000), v.regex(/^https?:\/\/\S+$/))),
  saidMs: instantMs,
  verdict: v.picklist(VERDICTS),
  question: v.optional(v.boolean()),
  /** When it became a question: its four hours run from then. */
  askedMs: v.optional(instantMs),
  /** Whose it is. A link to answer opens as long as this is what it was made for. */
  given: v.optional(v.strictObject({ to: answererSchema, by: v.string(), atMs: instantMs })),
  /** They said that they take it. */
  takenMs: v.optional(instantMs),
  /** What they would answer, in their words. */
  reply: v.optional(v.strictObject({ words: prose, by: v.string(), atMs: instantMs })),
  /** The post of ours that answers it. */
  answerPost: v.optional(rowId),
  answeredMs: v.optional(instantMs),
  answeredBy: v.optional(v.string()),
  erased: v.optional(v.boolean()),
  ...stampEntries,
});
export type MessageRow = v.InferOutput<typeof messageSchema>;
