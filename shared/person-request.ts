import * as v from 'valibot';
import { givenId, rowId, uuidv7 } from './rows/base.ts';

/** What says that a row of another show is the same person: its own id (a copied show), a handle, or no more than a name. */
export const SAMENESS = ['itself', 'id', 'handle', 'name'] as const;
export type Sameness = (typeof SAMENESS)[number];

/** One person as one show has them. */
export interface FoundPerson {
  readonly show: string;
  readonly showName: string;
  readonly person: string;
  readonly name: string;
  readonly why: Sameness;
  readonly posts: number;
  /** Of those, how many stand on a network or the wall. */
  readonly published: number;
  readonly photos: number;
  readonly messages: number;
  readonly segments: number;
}

/** `GET /shows/<id>/people/<person>`: the asked one first. */
export interface FoundReply {
  readonly found: readonly FoundPerson[];
  /** Shows that have them too and that this session does not administer: someone else's to decide. */
  readonly elsewhere: number;
}

const place = { show: givenId, person: rowId };
const PLACES_LIMIT = 100;

/** `POST /shows/<id>/people/<person>/data`: what was chosen of what was found. */
export const personDataSchema = v.strictObject({
  of: v.pipe(v.array(v.strictObject(place)), v.minLength(1), v.maxLength(PLACES_LIMIT)),
});

/** `POST /shows/<id>/people/<person>/erase`: the same, each under an id of the phone's, so that a lost answer erases nothing twice. */
export const erasePersonSchema = v.strictObject({
  of: v.pipe(v.array(v.strictObject({ ...place, id: uuidv7 })), v.minLength(1), v.maxLength(PLACES_LIMIT)),
});
