import { editsInPlace } from './networks.ts';
import type { CorrectionWay, PublicationRow } from './rows/publication.ts';
import type { Rows } from './rows/rows.ts';

/**
 * How what is out on a channel can be corrected, the best first. Where answers of ours hang on it, it is not taken down
 * to be sent again: the rest of the thread would answer nothing. Empty: only a post that says "Correction" remains.
 */
export function correctionWays(rows: Rows, publication: PublicationRow): readonly CorrectionWay[] {
  const ways: CorrectionWay[] = editsInPlace(publication.payload.network) ? ['edit'] : [];
  const byHand = rows.get('channel', publication.channel)?.served === 'hand';
  // By hand it is a person who edits, or puts it there anew: for us the two are one.
  if (byHand) return ['edit'];
  if (publication.payload.network !== 'wall' && !hasAnswers(rows, publication)) ways.push('replace');
  return ways;
}

/** Something of ours answers it there. */
export function hasAnswers(rows: Rows, { id }: PublicationRow): boolean {
  for (const other of rows.all('publication')) {
    if (other.payload.replyTo !== id) continue;
    if (other.state === 'published' || other.state === 'sending' || other.state === 'unknown') return true;
  }
  return false;
}

/** Its correction was approved, and was not made in its time: a person says whether it still is. */
export const isCorrectionMissed = ({ state, correction }: PublicationRow, atMs: number): boolean =>
  state === 'published' && correction?.state === 'owed' && atMs > correction.freshUntilMs;
