import * as v from 'valibot';
import { givenId, name, stampEntries } from './base.ts';

/** W write, A approve, C conduct, M moderate, D administer. One person may wear all. */
export const HATS = ['write', 'approve', 'conduct', 'moderate', 'administer'] as const;
export type Hat = (typeof HATS)[number];

/** A person of the team, on one show. */
export const staffSchema = v.strictObject({
  row: v.literal('staff'),
  id: givenId,
  name,
  hats: v.pipe(v.array(v.picklist(HATS)), v.maxLength(HATS.length)),
  revoked: v.boolean(),
  ...stampEntries,
});
export type StaffRow = v.InferOutput<typeof staffSchema>;
