import * as v from 'valibot';
import { givenId, ids, language, prose, signedSpanMs, spanMs } from './base.ts';
import { POST_KINDS } from './post.ts';

/** Words to be filled once for every talk, and how the posts they make begin. */
export const templateSchema = v.strictObject({
  id: givenId,
  kind: v.picklist(POST_KINDS),
  /** With places such as `{name}`, filled when the posts are made; tokens stay tokens. */
  words: prose,
  /** For talks in this language; those of another are left to its own. */
  language,
  /** Against the segment of each post; `hand`: when somebody fires it. */
  cue: v.variant('edge', [
    v.strictObject({ edge: v.literal('hand') }),
    v.strictObject({ edge: v.picklist(['start', 'end']), offsetMs: signedSpanMs }),
  ]),
  freshForMs: spanMs,
  /** Absent: those ticked on a new post. */
  channels: v.optional(ids),
  /** Opens a photo slot, and is the alternative text it starts from. */
  look: v.optional(prose),
});
export type Template = v.InferOutput<typeof templateSchema>;
