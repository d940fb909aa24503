import { Zip, ZipPassThrough } from 'fflate';
import type { Sending } from './page-stream.ts';

/** A file of an archive: how long it is, and its bytes when its turn comes. */
export interface Entry {
  /** ASCII, with `/` between folders. */
  readonly name: string;
  readonly bytes: number;
  readonly read: () => Promise<Uint8Array>;
}

// APPNOTE.TXT: a local header, a descriptor after the bytes, a central header, and the end of it all.
const LOCAL_HEADER = 30;
const DESCRIPTOR = 16;
const CENTRAL_HEADER = 46;
const END = 22;

/**
 * An archive sent as it is made, one entry in memory at a time. Nothing is compressed: photos do not shrink, words are
 * few, and so its length is known before its first byte.
 */
export function zipOf(entries: readonly Entry[], madeMs: number): Sending {
  const bytes = entries.reduce(
    (sum, entry) => sum + LOCAL_HEADER + DESCRIPTOR + CENTRAL_HEADER + 2 * entry.name.length + entry.bytes,
    END,
  );
  return { bytes, chunks: () => chunksOf(entries, madeMs) };
}

async function* chunksOf(entries: readonly Entry[], madeMs: number): AsyncIterable<Uint8Array> {
  let made: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    made.push(chunk);
  });
  for (const entry of entries) {
    const file = new ZipPassThrough(entry.name);
    file.mtime = madeMs;
    zip.add(file);
    file.push(await entry.read(), true);
    yield* made;
    made = [];
  }
  zip.end();
  yield* made;
}
