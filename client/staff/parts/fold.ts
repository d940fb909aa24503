import { fold } from '../../../shared/text/fold.ts';

const folded = new WeakMap<object, { readonly said: string; readonly folded: string }>();

/** What is said of something, folded once for as long as that is what is said of it. */
export function foldOnce(of: object, said: string): string {
  const known = folded.get(of);
  if (known?.said === said) return known.folded;
  const made = fold(said);
  folded.set(of, { said, folded: made });
  return made;
}

/** Whether every word of the query is somewhere in what is folded already. An empty query finds everything. */
export function finder(query: string): (folded: string) => boolean {
  const words = fold(query.trim()).split(/\s+/);
  return (said) => words.every((word) => said.includes(word));
}

/** Every word of the query is somewhere in what is said. An empty query finds everything. */
export const matches = (query: string, said: string): boolean => finder(query)(fold(said));
