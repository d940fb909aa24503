import { createHash } from 'node:crypto';
import { fold } from './reading.ts';

const READABLE = 40;

/** A row's id from the file's own key: the same at each import, and readable where the key is. */
export function idFor(kind: 'room' | 'person' | 'segment', key: string): string {
  const folded = fold(key);
  const slug = folded.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  const isWhole = slug.length > 0 && slug.length <= READABLE && /^[a-z0-9 '-]+$/.test(folded);
  if (isWhole) return `${kind}-${slug}`;
  const mark = createHash('sha256').update(key).digest('hex').slice(0, 10);
  return `${kind}-${slug.slice(0, READABLE)}${slug ? '-' : ''}${mark}`;
}
