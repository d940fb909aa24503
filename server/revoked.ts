import * as v from 'valibot';
import { givenId, instantMs, rowId } from '../shared/rows/base.ts';
import { staffSchema } from '../shared/rows/staff.ts';

const { hats, revoked } = staffSchema.entries;
const atMs = instantMs;

/** What a staff row was left with when something of it was last taken away, or given to it since. */
const staffLeft = v.object({ ledger: givenId, show: givenId, staff: givenId, hats, revoked, atMs });
export type StaffLeft = v.InferOutput<typeof staffLeft>;

/** One thing taken back. All are named by random ids, which open nothing. */
export const revokedSchema = v.union([
  staffLeft,
  // A session that was ended, or sent away from one show.
  v.object({ session: v.string(), show: v.optional(v.string()), atMs }),
  // A one-time link that opened a session, or was withdrawn.
  v.object({ invitation: v.string(), usedBy: v.optional(v.string()), atMs }),
  // A link for those outside the team, withdrawn.
  v.object({ link: v.string(), atMs }),
  // A question that was given to someone at that moment, and is theirs no more: nor is the link to answer it.
  v.object({ show: givenId, message: rowId, givenMs: instantMs, atMs }),
]);
export type Revoked = v.InferOutput<typeof revokedSchema>;

/** What was taken back, kept outside the data folder so that no copy of that folder gives it again. */
export interface RevokedList {
  all(): readonly Revoked[];
  /** On the disk when it returns. Where it cannot be, that is logged: it is taken back here and now all the same. */
  add(revoked: Revoked): void;
}

export function revokedInMemory(): RevokedList {
  const all: Revoked[] = [];
  return { all: () => all, add: (one) => void all.push(one) };
}

/** Which staff row of which show. */
export const placeOf = ({ ledger, show, staff }: Pick<StaffLeft, 'ledger' | 'show' | 'staff'>): string =>
  `${ledger} ${show} ${staff}`;
