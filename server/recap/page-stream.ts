import type { Markup } from './markup.ts';
import { type PhotoFile, PhotoGone } from './photo-file.ts';

/** Bytes to come, and how many: a download shows how far it is from its first byte. */
export interface Sending {
  readonly bytes: number;
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

const BEGINNING = 'data:image/jpeg;base64,';

/** A page whose pictures are inside it, read one after the other as it goes: never two of them in memory. */
export function pageWithPictures(page: Markup, photos: ReadonlyMap<string, PhotoFile>): Sending {
  let bytes = 0;
  for (const piece of page.pieces) {
    if (typeof piece === 'string') bytes += Buffer.byteLength(piece);
    else bytes += BEGINNING.length + base64Length(fileOf(photos, piece.picture.hash).bytes);
  }
  return {
    bytes,
    async *chunks() {
      for (const piece of page.pieces) {
        if (typeof piece === 'string') yield Buffer.from(piece);
        else yield Buffer.from(BEGINNING + (await wholeOf(photos, piece.picture.hash)).toString('base64'));
      }
    },
  };
}

/** A page whose pictures are files beside it. */
export function pageBeside(page: Markup, files: ReadonlyMap<string, string>): string {
  return page.pieces.map((piece) => (typeof piece === 'string' ? piece : (files.get(piece.picture.id) ?? ''))).join('');
}

const base64Length = (bytes: number): number => Math.ceil(bytes / 3) * 4;

function fileOf(photos: ReadonlyMap<string, PhotoFile>, hash: string): PhotoFile {
  const file = photos.get(hash);
  if (!file) throw new PhotoGone(hash);
  return file;
}

/** The very number of bytes that was announced, or nothing. */
export async function wholeOf(photos: ReadonlyMap<string, PhotoFile>, hash: string): Promise<Buffer> {
  const file = fileOf(photos, hash);
  const read = await file.read();
  if (read.length !== file.bytes) throw new PhotoGone(hash);
  return Buffer.from(read.buffer, read.byteOffset, read.length);
}
