import * as v from 'valibot';

/** A given id: made by a person's device, an import or a sample. Derived ids join such parts with `:`. */
export const givenId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/));

/** An id as stored: given, or derived (`post:channel`). */
export const rowId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_-]{1,64}){0,3}$/));

/** A UUIDv7 (RFC 9562), the only mutation id a phone may use. */
export const uuidv7 = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
);

/** Milliseconds since 1970, of the server's clock. */
export const instantMs = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** A length of time in milliseconds; negative only where a field says so. */
export const spanMs = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(31 * 24 * 3_600_000));
export const signedSpanMs = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(-31 * 24 * 3_600_000),
  v.maxValue(31 * 24 * 3_600_000),
);
/** A place in an order; fractional, so that something fits between any two. */
export const rank = v.pipe(v.number(), v.finite());

const NAME_LIMIT = 300;
const PROSE_LIMIT = 10_000;
/** A name or a title: one line. */
export const name = v.pipe(v.string(), v.maxLength(NAME_LIMIT));
/** Words of a post, an alternative text, a reason: long, but never a way to fill a disk. */
export const prose = v.pipe(v.string(), v.maxLength(PROSE_LIMIT));
export const ids = v.pipe(v.array(rowId), v.maxLength(500));
/** BCP 47, as the networks take it: `fr`, `en`, `pt-BR`. */
export const language = v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/));

/** What the door adds to a row when it is written; `apply` never sets it. */
export const stampEntries = {
  /** The show's rev this version of the row was written with. */
  rev: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** The staff row's id, or `engine:<name>`. */
  by: v.pipe(v.string(), v.maxLength(80)),
  atMs: instantMs,
};
export interface Stamp {
  readonly rev: number;
  readonly by: string;
  readonly atMs: number;
}
