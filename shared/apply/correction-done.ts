import type { Correction, PublicationRow } from '../rows/publication.ts';

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
