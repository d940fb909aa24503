import type { ImageRights, PersonRow } from '../../../shared/rows/person.ts';
import { restrictionTerms } from '../../words/segments.ts';
import { words } from './words.ts';

/** What a person allows of their image, with what else they ask. */
export function rightsWords({ imageRights, restrictions }: PersonRow): string {
  const terms = restrictionTerms();
  return [words().rights[imageRights], ...restrictions.map((code) => terms[code] ?? code)].join(' · ');
}

export function rightsTone(rights: ImageRights): 'plain' | 'air' | 'act' | 'done' {
  switch (rights) {
    case 'granted':
      return 'done';
    case 'to-confirm':
      return 'act';
    case 'refused':
    case 'no-face':
      return 'air';
  }
}
