import { fold } from '../../../shared/text/fold.ts';

/** Every word of the query is somewhere in what is said. An empty query finds everything. */
export function matches(query: string, said: string): boolean {
  const folded = fold(said);
  return fold(query)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}
