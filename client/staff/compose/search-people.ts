import type { PersonRow } from '../../../shared/rows/person.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { fold } from '../../../shared/text/fold.ts';
import { inIdleMoments } from '../shell/idle.ts';

/** What a search compares a person with, folded once for each version of their row: folding is what costs. */
interface Searched {
  readonly name: string;
  readonly said: string;
  /** What is said, each word behind a space. */
  readonly spaced: string;
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
  const begun = spacedOut(wanted);
  const ranks: [PersonRow[], PersonRow[], PersonRow[], PersonRow[]] = [[], [], [], []];
  for (const person of inOrder(rows)) {
    if (only && person.kind !== only) continue;
    const { said, spaced } = searchedIn(person);
    if (!words.every((word) => said.includes(word))) continue;
    const starts = wanted === '' || spaced.includes(begun);
    ranks[near.has(person.id) ? (starts ? 0 : 1) : starts ? 2 : 3].push(person);
  }
  return ranks.flat();
}

/** Makes the directory ready for a search, a few people at a time, in moments when nothing else is done. */
export async function prepareSearch(
  rows: Rows,
  options: { readonly wait?: () => Promise<void>; readonly signal?: AbortSignal } = {},
): Promise<void> {
  await inIdleMoments([...rows.all('person')], searchedIn, options);
  // Put in order, and looked through once: the engine joins strings and compiles at the first search, twice a frame's time.
  if (!options.signal?.aborted) searchPeople(rows, { query: 'a' });
}

/** The last directory that was put in order: a keystroke changes other rows, never this. */
let ordered: { readonly all: readonly PersonRow[]; readonly order: readonly PersonRow[] } = { all: [], order: [] };

/** By name, as the search compares names. */
function inOrder(rows: Rows): readonly PersonRow[] {
  const all = [...rows.all('person')];
  if (all.length !== ordered.all.length || all.some((person, at) => person !== ordered.all[at])) {
    const names = new Map(all.map((person) => [person, searchedIn(person).name]));
    const nameOf = (person: PersonRow) => names.get(person) ?? '';
    const order = all
      .filter(({ erased }) => !erased)
      .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0));
    ordered = { all, order };
  }
  return ordered.order;
}

function searchedIn(person: PersonRow): Searched {
  const known = searched.get(person);
  if (known) return known;
  const name = fold(person.name);
  const also = [
    ...(person.otherNames ?? []),
    person.acronym,
    acronymOf(person.name),
    ...Object.values(person.handles),
  ].filter(Boolean);
  const said = [name, fold(also.join(' '))].join(' ');
  const made = { name, said, spaced: spacedOut(said) };
  searched.set(person, made);
  return made;
}

const spacedOut = (words: string): string => ` ${words.split(/[\s'-]+/).join(' ')}`;

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
