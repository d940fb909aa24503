/** Letters that no accent taken away makes plain. */
const PLAIN: Readonly<Record<string, string>> = {
  ...{ '’': "'", ʼ: "'", œ: 'oe', Œ: 'oe', æ: 'ae', Æ: 'ae' },
  ...{ đ: 'd', Đ: 'd', ł: 'l', Ł: 'l', ø: 'o', Ø: 'o' },
};
const MARKED = /[\p{M}’ʼœŒæÆđĐłŁøØ]/gu;
const IS_PLAIN = /^[ -~]*$/;

/** Words as a search compares them: no accents, no capitals, no typographic apostrophes. */
export function fold(words: string): string {
  // Most of what is searched is plain already, and a directory of thousands is folded on a phone.
  if (IS_PLAIN.test(words)) return words.toLowerCase();
  return words
    .normalize('NFD')
    .replace(MARKED, (letter) => PLAIN[letter] ?? '')
    .toLowerCase();
}
