import type { PostRow } from '../../../shared/rows/post.ts';
import type { PublicationRow } from '../../../shared/rows/publication.ts';
import type { Rows } from '../../../shared/rows/rows.ts';

export interface Leftovers {
  /** Neither published nor withdrawn: what to do with them is asked. */
  readonly posts: readonly PostRow[];
  /** Still to go, or nobody knows whether they went: to be settled before the end. */
  readonly unsettled: readonly PublicationRow[];
}

/** What is not finished when a show ends, in the order of the running order. */
export function leftoversOf(rows: Rows): Leftovers {
  const rankOf = ({ segment }: PostRow): number =>
    (segment === undefined ? undefined : rows.get('segment', segment)?.rank) ?? Number.POSITIVE_INFINITY;
  const before = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
  return {
    posts: [...rows.all('post')]
      .filter(({ state, erased }) => state !== 'fired' && state !== 'withdrawn' && !erased)
      .sort((a, b) => before(rankOf(a), rankOf(b)) || (a.id < b.id ? -1 : 1)),
    unsettled: [...rows.all('publication')].filter(
      ({ state, erased }) => (state === 'owed' || state === 'sending' || state === 'unknown') && !erased,
    ),
  };
}
