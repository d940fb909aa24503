import type { PersonRow } from '../../shared/rows/person.ts';
import type { Rows } from '../../shared/rows/rows.ts';
import type { SegmentRow } from '../../shared/rows/segment.ts';
import { fr } from './segments.fr.ts';
import { dictionary } from './words.ts';

const words = dictionary(fr, () => import('./segments.en.ts').then((found) => found.en));

/** What restrictions ask, by their codes. */
export const restrictionTerms = (): Readonly<Record<string, string>> => words().restrictions;

/** Who stands on stage: the first human of a talk. */
export function speakerOf(rows: Rows, segment: SegmentRow): PersonRow | undefined {
  if (segment.kind !== 'talk') return undefined;
  for (const id of segment.people) {
    const person = rows.get('person', id);
    if (person?.kind === 'human') return person;
  }
  return undefined;
}

/** `5/16` of a numbered talk, from its title. */
export const numberOf = (segment: SegmentRow): string | undefined => /^\d+\s*\/\s*\d+/.exec(segment.title)?.[0];

/** A segment in one line: a talk by its number and its speaker, anything else by its title. */
export function shortTitle(rows: Rows, segment: SegmentRow): string {
  const speaker = speakerOf(rows, segment);
  if (!speaker) return segment.title;
  const number = numberOf(segment);
  return number ? `${number} ${speaker.name}` : segment.title.includes(speaker.name) ? segment.title : speaker.name;
}

/** Where the speaker comes from, and what they work on. */
export function affiliationOf(rows: Rows, segment: SegmentRow): string {
  const speaker = speakerOf(rows, segment);
  const known = speaker?.affiliation && (rows.get('person', speaker.affiliation)?.name ?? speaker.affiliation);
  return [known, speaker?.about?.field].filter(Boolean).join(', ');
}

/** What must not be shown or said during a segment, in words: its own restrictions and its people's. */
export function restrictionsOf(rows: Rows, segment: SegmentRow): readonly string[] {
  const t = words();
  const found = new Set<string>();
  const add = (code: string) => found.add(t.restrictions[code] ?? code);
  for (const code of segment.restrictions) add(code);
  for (const id of segment.people) {
    const person = rows.get('person', id);
    for (const code of person?.restrictions ?? []) add(code);
    if (person?.imageRights === 'refused' || person?.imageRights === 'no-face') add(t.rights[person.imageRights]);
  }
  return [...found];
}
