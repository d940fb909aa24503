/** Words as a search compares them: no accents, no capitals, no typographic apostrophes. */
export const fold = (words: string): string =>
  words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’ʼ]/g, "'")
    .replace(/[œŒ]/g, 'oe')
    .replace(/[æÆ]/g, 'ae')
    .replace(/[đĐ]/g, 'd')
    .replace(/[łŁ]/g, 'l')
    .replace(/[øØ]/g, 'o')
    .toLowerCase();

/** Every word of the query is somewhere in what is said. An empty query finds everything. */
export function matches(query: string, said: string): boolean {
  const folded = fold(said);
  return fold(query)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}
