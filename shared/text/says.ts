import type { PersonRow } from '../rows/person.ts';
import { fold } from './fold.ts';
import { parseTokens } from './tokens.ts';

/** Whether some words name one person: by a token, their whole name, another name noted on their sheet, or a handle. */
export type Says = (words: string | undefined) => boolean;

const LETTER = /[\p{L}\p{N}_]/u;

/**
 * How words may name this person. A first name alone or a title is not known to be theirs, unless their sheet says so:
 * what says only that is found by a person's own search.
 */
export function saysOf({
  id,
  name,
  otherNames = [],
  handles,
}: Pick<PersonRow, 'id' | 'name' | 'otherNames' | 'handles'>): Says {
  const names = [name, ...otherNames, ...Object.values(handles)];
  const needles = names.map((each) => fold(each.trim())).filter((each) => each !== '');
  return (words) => {
    if (words === undefined || words === '') return false;
    if (parseTokens(words).some((token) => token.kind === 'mention' && token.person === id)) return true;
    const folded = fold(words);
    return needles.some((needle) => standsIn(folded, needle));
  };
}

/** Whether anything said inside a value, however deep, names them. */
export function saidWithin(value: unknown, says: Says): boolean {
  if (typeof value === 'string') return says(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((inside) => saidWithin(inside, says));
}

/** As words of their own: « Ada Tran » is not in « Ada Tranchant ». */
function standsIn(words: string, needle: string): boolean {
  for (let at = words.indexOf(needle); at >= 0; at = words.indexOf(needle, at + 1)) {
    const after = words[at + needle.length] ?? '';
    if (!LETTER.test(words[at - 1] ?? '') && !LETTER.test(after)) return true;
  }
  return false;
}
