import { photosOf } from '../../../shared/post-status.ts';
import type { PersonRow } from '../../../shared/rows/person.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import type { Rows } from '../../../shared/rows/rows.ts';

/** The humans on a post's photos, then those of its segment, each once. */
export function concernedBy(rows: Rows, post: PostRow): readonly PersonRow[] {
  const onPhotos = photosOf(rows, post.id).flatMap(({ people }) => people);
  const onStage = (post.segment === undefined ? undefined : rows.get('segment', post.segment))?.people ?? [];
  return [...new Set([...onPhotos, ...onStage])]
    .flatMap((id) => rows.get('person', id) ?? [])
    .filter(({ kind, erased }) => kind === 'human' && !erased);
}
