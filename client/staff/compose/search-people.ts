import type { PersonRow } from '../../../shared/rows/person.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { fold } from '../../../shared/text/fold.ts';

/** What a search compares a person with, folded once for each version of their row: folding is what costs. */
interface Searched {
  readonly name: string;
  readonly said: string;
  readonly words: readonly string[];
}
const searched = new WeakMap<PersonRow, Searched>();

/** People and organisations whose name, acronym or account matches, those of the segment first, then by name. */
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
  const words = wanted.split(/\s+/);
  const ranked: { readonly person: PersonRow; readonly name: string; readonly rank: number }[] = [];
  for (const person of rows.all('person')) {
    if (person.erased || (only && person.kind !== only)) continue;
    const { name, said, words: known } = searchedIn(person);
    if (!words.every((word) => said.includes(word))) continue;
    const starts = wanted === '' || known.some((word) => word.startsWith(wanted));
    ranked.push({ person, name, rank: (near.has(person.id) ? 0 : 2) + (starts ? 0 : 1) });
  }
  ranked.sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return ranked.map(({ person }) => person);
}

function searchedIn(person: PersonRow): Searched {
  const known = searched.get(person);
  if (known) return known;
  const name = fold(person.name);
  const said = fold(
    [person.name, person.acronym, acronymOf(person.name), ...Object.values(person.handles)].filter(Boolean).join(' '),
  );
  const made = { name, said, words: said.split(/[\s'-]+/) };
  searched.set(person, made);
  return made;
}

/** CNRS, of « Centre national de la recherche scientifique »: the first letters of its long words. */
function acronymOf(name: string): string | undefined {
  const letters = name.split(/[\s'’-]+/).filter((word) => word.length > 3 || /^\p{Lu}/u.test(word));
  return letters.length < 3 ? undefined : letters.map((word) => [...word][0]).join('');
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
