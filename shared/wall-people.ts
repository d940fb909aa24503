import type { Rows } from './rows/rows.ts';

/** Someone as the wall names them: their laboratory or university, the title of their thesis. */
export interface WallPerson {
  readonly name: string;
  readonly from?: string;
  readonly thesis?: string;
}

/** Humans and groups with where they come from; the organisations named with them stand for it where a person has none. */
export function wallPeople(rows: Rows, ids: readonly string[]): readonly WallPerson[] {
  const people = ids.flatMap((id) => rows.get('person', id) ?? []).filter((person) => !person.erased);
  const organisations = people.filter((person) => person.kind === 'organisation');
  const others = people.filter((person) => person.kind !== 'organisation');
  if (others.length === 0) return organisations.map((person) => ({ name: person.name }));
  return others.map((person) => {
    const from = person.affiliation
      ? (rows.get('person', person.affiliation)?.name ?? person.affiliation)
      : organisations[0]?.name;
    const thesis = person.about?.title;
    return { name: person.name, ...(from ? { from } : {}), ...(thesis ? { thesis } : {}) };
  });
}
