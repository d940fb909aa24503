import type { PersonRow } from '../../../shared/rows/person.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { byRank } from '../../../shared/running-plan.ts';

/** Everyone human named in the running order, in the order they first come; what is cancelled counts, for they may have been announced. */
export function speakersIn(rows: Rows): readonly PersonRow[] {
  const segments = [...rows.all('segment')].sort(byRank);
  const people = new Map<string, PersonRow>();
  for (const id of segments.flatMap((segment) => segment.people)) {
    const person = rows.get('person', id);
    if (person?.kind === 'human' && !person.erased) people.set(id, person);
  }
  return [...people.values()];
}
