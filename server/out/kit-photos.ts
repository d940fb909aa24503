import type { Recap, RecapPhoto } from '../../shared/recap-schema.ts';
import type { Rows } from '../../shared/rows/rows.ts';

/** What forbids handing a picture on, whoever agreed to be on it. */
const ABOUT_PICTURES = ['no-photo', 'no-faces', 'no-slide', 'no-slide-photo', 'no-publication-avant-accord'];

/**
 * The published pictures that partners may use: everyone named on one has agreed, and neither they nor its segment set a
 * limit to pictures. One that names nobody passes on its publication's word. `withheld` counts the others.
 */
export function clearedPhotos(
  rows: Rows,
  recap: Recap,
): { readonly photos: readonly RecapPhoto[]; readonly withheld: number } {
  const published = new Map<string, { readonly photo: RecapPhoto; readonly segment: string | undefined }>();
  for (const { said } of recap.parts) {
    for (const { photos, segment } of said) {
      for (const photo of photos) if (photo.received) published.set(photo.id, { photo, segment });
    }
  }
  const cleared = [...published.values()].filter(({ photo, segment }) => isCleared(rows, photo.id, segment));
  const withheld = published.size - cleared.length + recap.figures.leftOut.photosWithheld;
  return { photos: cleared.map(({ photo }) => photo), withheld };
}

function isCleared(rows: Rows, photo: string, segment: string | undefined): boolean {
  const people = (rows.get('photo', photo)?.people ?? []).map((id) => rows.get('person', id));
  const limits = [segment === undefined ? undefined : rows.get('segment', segment), ...people].flatMap(
    (one) => one?.restrictions ?? [],
  );
  // Someone whose row is gone agreed to nothing.
  return (
    people.every((person) => person?.imageRights === 'granted' && !person.erased) &&
    !limits.some((code) => ABOUT_PICTURES.includes(code))
  );
}
