import type { PersonRow } from '../../../shared/rows/person.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { fold, matches } from '../parts/fold.ts';

/** People and organisations whose name or account matches, those of the segment first, then by name. */
export function searchPeople(
  rows: Rows,
  {
    query,
    segment,
    only,
  }: { readonly query: string; readonly segment?: string | undefined; readonly only?: PersonRow['kind'] },
): readonly PersonRow[] {
  const near = new Set(nearOf(rows, segment));
  const wanted = fold(query.trim());
  const ranked: { readonly person: PersonRow; readonly rank: number }[] = [];
  for (const person of rows.all('person')) {
    if (person.erased || (only && person.kind !== only)) continue;
    const said = [person.name, ...Object.values(person.handles)].join(' ');
    if (!matches(query.trim(), said)) continue;
    const starts =
      wanted !== '' &&
      fold(said)
        .split(/[\s'-]+/)
        .some((word) => word.startsWith(wanted));
    ranked.push({ person, rank: (near.has(person.id) ? 0 : 2) + (wanted === '' || starts ? 0 : 1) });
  }
  ranked.sort((a, b) => a.rank - b.rank || a.person.name.localeCompare(b.person.name));
  return ranked.map(({ person }) => person);
}

/** Who a segment is about: its people and where they come from. */
function nearOf(rows: Rows, segment: string | undefined): readonly string[] {
  const people = (segment === undefined ? undefined : rows.get('segment', segment)?.people) ?? [];
  return people.flatMap((id) => [id, rows.get('person', id)?.affiliation ?? '']);
}

/** Two letters that stand for a face. */
export const initialsOf = (name: string): string =>
  name
    .split(/[\s-]+/)
    .filter((word) => /^\p{L}/u.test(word))
    .map((word) => [...word][0]?.toUpperCase() ?? '')
    .filter((_, place, all) => place === 0 || place === all.length - 1)
    .join('');
