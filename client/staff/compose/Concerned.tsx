import { photosOf } from '../../../shared/post-status.ts';
import type { PersonRow } from '../../../shared/rows/person.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { Chip } from '../parts/Chip.tsx';
import { Restrictions } from '../parts/Restrictions.tsx';
import { concernedBy } from './concerned-by.ts';
import { rightsTone, rightsWords } from './rights.ts';

/** Who is on a post's photos and on its stage, with what each allows, and what its segment forbids: before it is approved. */
export function Concerned({ rows, post }: { readonly rows: Rows; readonly post: PostRow }) {
  const people = concernedBy(rows, post);
  const segment = post.segment === undefined ? undefined : rows.get('segment', post.segment);
  const hasPhotos = photosOf(rows, post.id).length > 0;
  // Without a photo, an image right that is granted is nobody's question.
  const shown = people.filter((person) => hasPhotos || !isPlain(person));
  return (
    <>
      {segment && <Restrictions rows={rows} segment={segment} />}
      {shown.length > 0 && (
        <ul class="row row-wrap">
          {shown.map((person) => (
            <li key={person.id}>
              {person.name} <Chip tone={rightsTone(person.imageRights)}>{rightsWords(person)}</Chip>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const isPlain = ({ imageRights, restrictions }: PersonRow): boolean =>
  imageRights === 'granted' && restrictions.length === 0;
