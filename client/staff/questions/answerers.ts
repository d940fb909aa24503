import type { Answerer, MessageRow } from '../../../shared/rows/message.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { searchPeople } from '../compose/search-people.ts';
import { matches } from '../parts/fold.ts';

export interface Candidate {
  readonly to: Answerer;
  readonly name: string;
  /** Their laboratory, say. */
  readonly about: string;
  readonly isTeam: boolean;
}

/** Who a question can be given to: those who answered before come first, then the directory, then the team. */
export function answerers(rows: Rows, query: string): readonly Candidate[] {
  const people = searchPeople(rows, { query }).map(({ id, name, affiliation }): Candidate => {
    const place = rows.get('person', affiliation ?? '')?.name ?? affiliation ?? '';
    return { to: { person: id }, name, about: place, isTeam: false };
  });
  const team = [...rows.all('staff')]
    .filter(({ revoked, name }) => !revoked && matches(query.trim(), name))
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ id, name }): Candidate => ({ to: { staff: id }, name, about: '', isTeam: true }));
  const before = new Map<string, number>();
  for (const { given } of rows.all('message')) {
    if (given) before.set(keyOf(given.to), (before.get(keyOf(given.to)) ?? 0) + 1);
  }
  const times = ({ to }: Candidate) => before.get(keyOf(to)) ?? 0;
  const all = [...people, ...team];
  if (before.size === 0) return all;
  const asked = all.filter((candidate) => times(candidate) > 0).sort((a, b) => times(b) - times(a));
  return [...asked, ...all.filter((candidate) => times(candidate) === 0)];
}

export const keyOf = (to: Answerer): string => ('staff' in to ? `staff ${to.staff}` : `person ${to.person}`);

export function nameOf(rows: Rows, to: Answerer | undefined): string | undefined {
  if (!to) return undefined;
  return 'staff' in to ? rows.get('staff', to.staff)?.name : rows.get('person', to.person)?.name;
}

/** Who wrote the reply: of the team, or whom it was given to, by their link. */
export function replierOf(rows: Rows, { reply, given }: MessageRow): string | undefined {
  return rows.get('staff', reply?.by ?? '')?.name ?? nameOf(rows, given?.to);
}
