import type { Correction, PublicationRow } from '../rows/publication.ts';

/** How many corrections of it were begun. A number given twice would have a call pass for one that was already made. */
export const correctionsOf = ({ corrections, correction, stood }: PublicationRow): number =>
  Math.max(corrections ?? 0, correction?.n ?? 0, stood?.length ?? 0);

/** The correction is what stands now; what stood before is kept as a trace. */
export function stands(publication: PublicationRow, correction: Correction, atMs: number): PublicationRow {
  const { words, photos } = publication.payload;
  const before = {
    words,
    alts: photos.map(({ alt }) => alt),
    ...(publication.remote?.url === undefined ? {} : { url: publication.remote.url }),
    fromMs: publication.stood?.at(-1)?.untilMs ?? publication.publishedMs ?? publication.atMs,
    untilMs: atMs,
    way: correction.way,
    ...(publication.approval === undefined ? {} : { approval: publication.approval }),
  };
  return {
    ...publication,
    approval: correction.approval,
    payload: correction.payload,
    stood: [...(publication.stood ?? []), before],
    correction: undefined,
  };
}

/**
 * Taken down, and known to be, with whatever a lost timeline had sent in its place: the corrected words are owed in a new
 * round.
 */
export function replaced(publication: PublicationRow, correction: Correction, atMs: number): PublicationRow {
  return {
    ...stands(publication, correction, atMs),
    state: 'owed',
    bornUnknown: false,
    round: publication.round + 1,
    notBeforeMs: atMs,
    freshUntilMs: Math.max(correction.freshUntilMs, atMs + (correction.freshUntilMs - correction.notBeforeMs)),
    remote: undefined,
    counts: undefined,
    trouble: undefined,
    lookedMs: undefined,
    asks: false,
  };
}

/**
 * Nothing of it is out, and words approved since were to correct it: they are what is owed, in a round of their own, so
 * that nobody reads what was already known to be wrong. Words of another epoch are looked for first, as any such round.
 */
export function overtaken(publication: PublicationRow, correction: Correction, notBeforeMs: number): PublicationRow {
  const mayBeSent = correction.bornUnknown === true && !publication.bornUnknown;
  return {
    ...publication,
    approval: correction.approval,
    payload: correction.payload,
    correction: undefined,
    corrections: correctionsOf(publication),
    state: mayBeSent ? 'unknown' : 'owed',
    bornUnknown: mayBeSent,
    round: publication.round + 1,
    notBeforeMs,
    freshUntilMs: correction.freshUntilMs,
    lookedMs: undefined,
    trouble: undefined,
    asks: false,
  };
}
