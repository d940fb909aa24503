import { type Typesetting, typeset } from '../../../shared/text/typography.ts';

export interface Typed {
  readonly words: string;
  readonly caret: number;
}

/**
 * The words with the typography of their language up to the caret, once a word has been left by a space or a new line.
 * Undefined: nothing to do, or a token is being typed. What follows the caret is left for when the hand gets there.
 */
export function typesetBehind({ words, caret }: Typed, language: string, how?: Typesetting): Typed | undefined {
  const before = words.slice(0, caret);
  if (!/[\s\u00A0\u202F]$/u.test(before) || isInsideToken(before)) return undefined;
  // The space just typed must stay the last thing before the caret, or the next letter would join the word.
  const set = typeset(before, language, how);
  if (set === before || !/[\s\u00A0\u202F]$/u.test(set)) return undefined;
  return { words: set + words.slice(caret), caret: set.length };
}

/** All of it, with the caret where it was among the letters. */
export function typesetAll({ words, caret }: Typed, language: string, how?: Typesetting): Typed {
  const set = typeset(words, language, how);
  const behind = typeset(words.slice(0, caret), language, how).length;
  return { words: set, caret: Math.min(behind, set.length) };
}

/** `insert` in the place of what is selected. */
export function inserted(
  words: string,
  { from, to }: { readonly from: number; readonly to: number },
  insert: string,
): Typed {
  return { words: words.slice(0, from) + insert + words.slice(to), caret: from + insert.length };
}

/** The name being looked for after an `@`, up to the caret. */
export function mentionAt({ words, caret }: Typed): { readonly from: number; readonly query: string } | undefined {
  const found = /(?<![\p{L}\p{N}_.@])@(?<query>[\p{L}\p{M}\p{N}'’.-]*(?: [\p{L}\p{M}\p{N}'’.-]*){0,2})$/u.exec(
    words.slice(0, caret),
  );
  return found ? { from: found.index, query: found.groups?.query ?? '' } : undefined;
}

const isInsideToken = (before: string): boolean => before.lastIndexOf('{') > before.lastIndexOf('}');
