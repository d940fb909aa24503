import type { PersonRow } from '../../../shared/rows/person.ts';
import { Photo } from '../parts/Photo.tsx';
import { useShow } from '../shell/show-context.ts';
import { portraitOf } from './portrait.ts';
import { initialsOf } from './search-people.ts';

/** The latest photo that shows this person alone, taken tonight; else two letters in a round. */
export function Face({ person }: { readonly person: PersonRow }) {
  const photo = portraitOf(useShow().rows.value, person);
  return (
    <span class="compose-face" aria-hidden="true">
      {photo ? <Photo photo={photo} /> : initialsOf(person.name)}
    </span>
  );
}
