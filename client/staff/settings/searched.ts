import type { PersonRow } from '../../../shared/rows/person.ts';

/** What a search in the directory compares someone with: all that their row says of them, and where they come from. */
export const searched = ({ name, otherNames = [], acronym, role, about, handles }: PersonRow, where: string): string =>
  [name, ...otherNames, acronym, where, role, about?.title, about?.field, ...Object.values(handles)]
    .filter(Boolean)
    .join(' ');
