/** A card with no words still has to be seen. */
const SHORTEST_MS = 6_000;
/** To find the card and begin. */
const ENTRY_MS = 2_000;
/** 160 words a minute: aloud, or from the last row. */
const PER_WORD_MS = 375;
const PER_PHOTO_MS = 3_000;

/** How long a card stays: max(6 s, 2 s + 0.375 s a word), 3 s more for each photo. */
export function readingMs(words: string, photos: number): number {
  return Math.max(SHORTEST_MS, ENTRY_MS + countWords(words) * PER_WORD_MS) + photos * PER_PHOTO_MS;
}

/** Words as a reader counts them: what holds a letter or a figure, so that a lone « or : is none. */
export function countWords(words: string): number {
  let count = 0;
  for (const part of words.split(/\s+/u)) if (/[\p{L}\p{N}]/u.test(part)) count++;
  return count;
}
