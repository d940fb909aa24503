import type { PersonRow } from '../../../shared/rows/person.ts';
import type { PhotoRow } from '../../../shared/rows/photo.ts';
import type { Rows } from '../../../shared/rows/rows.ts';

/** The latest photo of this person alone, where they agreed to be shown. */
export function portraitOf(rows: Rows, { id, imageRights }: PersonRow): PhotoRow | undefined {
  if (imageRights !== 'granted') return undefined;
  let latest: PhotoRow | undefined;
  for (const photo of rows.all('photo')) {
    const [first, second] = photo.people;
    if (first !== id || second !== undefined || photo.removed || photo.erased) continue;
    if (!latest || photo.atMs > latest.atMs) latest = photo;
  }
  return latest;
}
