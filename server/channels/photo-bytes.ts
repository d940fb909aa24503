import { reasonWith } from '../../shared/network-reason.ts';
import type { Payload } from '../../shared/rows/publication.ts';
import type { NotSent } from './channel.ts';

/** What a network takes of one photo. */
export interface PhotoFit {
  readonly bytes: number;
  /** Width times height. */
  readonly pixels?: number;
}
/** The bytes of a photo as a network takes it; undefined where they are not here. */
export type ReadPhoto = (hash: string, fit: PhotoFit) => Promise<Uint8Array | undefined>;

export type PayloadPhoto = Payload['photos'][number];

/** The bytes of a payload's photos, in order, or which of them is not here. */
export async function photoBytes(
  read: ReadPhoto,
  photos: readonly PayloadPhoto[],
  fit: PhotoFit,
): Promise<{ readonly outcome: 'read'; readonly bytes: readonly Uint8Array<ArrayBuffer>[] } | NotSent> {
  const bytes: Uint8Array<ArrayBuffer>[] = [];
  for (const { id, hash } of photos) {
    const found = await read(hash, fit);
    if (!found) return { outcome: 'not-sent', reason: reasonWith('photo-missing', id) };
    bytes.push(new Uint8Array(found));
  }
  return { outcome: 'read', bytes };
}
