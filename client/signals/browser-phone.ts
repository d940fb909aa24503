import type { Shrunk } from '../photos/redraw.ts';
import { loadShow } from '../sync/load.ts';
import { photoSocketLink } from '../sync/photo-link.ts';
import { socketLink } from '../sync/socket-link.ts';
import { type StartHere, startPhone } from './start-phone.ts';

/** What acts and synchronises, over this browser's own network. `build`: which app this is. */
export const browserPhone =
  (build: string): StartHere =>
  (here) =>
    startPhone({
      ...here,
      build,
      link: socketLink(),
      load: loadShow,
      random: Math.random,
      photos: { link: photoSocketLink(), shrink },
    });

/** Fetched with the first photo: most openings of the app take none. */
async function shrink(file: Blob): Promise<Shrunk> {
  const { shrinkPhoto } = await import('../photos/shrink.ts');
  return shrinkPhoto(file);
}
