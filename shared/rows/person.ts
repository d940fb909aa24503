import * as v from 'valibot';
import { givenId, name, prose, rowId, stampEntries } from './base.ts';

export const PERSON_KINDS = ['human', 'organisation', 'group'] as const;
export const IMAGE_RIGHTS = ['granted', 'to-confirm', 'refused', 'no-face'] as const;
export type ImageRights = (typeof IMAGE_RIGHTS)[number];

/** Someone or something named: a human, an organisation, a group. */
export const personSchema = v.strictObject({
  row: v.literal('person'),
  id: givenId,
  kind: v.picklist(PERSON_KINDS),
  name,
  /** A nickname, a maiden name, a stage name: found by search, and theirs when they are erased. */
  otherNames: v.optional(v.pipe(v.array(name), v.maxLength(20))),
  /** What they are called for short: CNRS. */
  acronym: v.optional(name),
  /** Without `@`; a network that is absent has no handle. */
  handles: v.record(name, name),
  /** An organisation's person id, or its name in words. */
  affiliation: v.optional(v.union([rowId, name])),
  role: v.optional(name),
  about: v.optional(
    v.strictObject({
      /** Grammatical agreement in French: `f`, `m`. */
      agreement: v.optional(name),
      title: v.optional(name),
      field: v.optional(name),
    }),
  ),
  imageRights: v.picklist(IMAGE_RIGHTS),
  restrictions: v.pipe(v.array(name), v.maxLength(20)),
  /** A reminder of how to describe them in an alternative text. */
  look: v.optional(prose),
  erased: v.optional(v.boolean()),
  ...stampEntries,
});
export type PersonRow = v.InferOutput<typeof personSchema>;
