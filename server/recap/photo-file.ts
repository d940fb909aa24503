import { stat } from 'node:fs/promises';
import type { PhotoSize } from '../../shared/picture/sizes.ts';
import type { PhotoStore } from '../photos/store.ts';

/** A photo's bytes, and how many there are before they are read. */
export interface PhotoFile {
  readonly bytes: number;
  read(): Promise<Uint8Array>;
}
/** Undefined where the server does not have it (any more). */
export type PhotoReader = (hash: string, size: PhotoSize) => Promise<PhotoFile | undefined>;

export const photosIn =
  (store: Pick<PhotoStore, 'has' | 'pathOf' | 'read'>): PhotoReader =>
  async (hash, size) => {
    if (!(await store.has(hash))) return undefined;
    const { size: bytes } = await stat(store.pathOf(hash, size));
    return {
      bytes,
      async read() {
        const read = await store.read(hash, size);
        if (!read) throw new PhotoGone(hash);
        return read;
      },
    };
  };

/** Erased while an export was on its way: the export breaks off rather than be other than it said. */
export class PhotoGone extends Error {
  override readonly name = 'PhotoGone';
  constructor(hash: string) {
    super(`photo ${hash.slice(0, 12)} is gone`);
  }
}
