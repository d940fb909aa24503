import { createHash } from 'node:crypto';
import { fold } from './reading.ts';

const READABLE = 40;

/**
 * A row's id from the file's own key: the same at each import. A room's is readable where the key is; others are not: an
 * id stays where a person is erased, and that of a talk or of a person would keep their name.
 */
export function idFor(kind: 'room' | 'person' | 'segment', key: string): string {
  const hash = createHash('sha256').update(key).digest('hex');
  if (kind !== 'room') return `${kind}-${hash.slice(0, 20)}`;
  const folded = fold(key);
  const slug = folded.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  const isWhole = slug.length > 0 && slug.length <= READABLE && /^[a-z0-9 '-]+$/.test(folded);
  if (isWhole) return `${kind}-${slug}`;
  return `${kind}-${slug.slice(0, READABLE)}${slug ? '-' : ''}${hash.slice(0, 10)}`;
}
