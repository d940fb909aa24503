import { gzipSync } from 'node:zlib';

/** What a first visit may weigh, compressed, before its page can be used. */
export const STAFF_LIMIT_KB = 45;
export const WALL_LIMIT_KB = 25;

/** A script or a style that was built. */
export interface File {
  readonly path: string;
  readonly text: string;
  readonly kB: number;
}

/** As the server sends it: `gzip -9`. */
export const kBOf = (content: Uint8Array): number => gzipSync(content, { level: 9 }).length / 1_000;

/** Those files, and all that they import from the start. */
export function importedBy(files: readonly File[], are: (file: File) => boolean): readonly File[] {
  const found = files.filter(are);
  // A list that grows while it is gone through: what is found is searched in its turn.
  for (const { text } of found) {
    for (const [, name = ''] of text.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+)["'`]/g)) {
      const file = files.find(({ path }) => path.endsWith(`/${name}`));
      if (file && !found.includes(file)) found.push(file);
    }
  }
  return found;
}

export const sum = (files: readonly File[]): number => files.reduce((total, { kB }) => total + kB, 0);
