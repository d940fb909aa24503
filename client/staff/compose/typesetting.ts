import { typeset } from '../../../shared/text/typography.ts';
import type { Typed } from './typing.ts';

/** One correction of typography: what was typed, what stands instead, and where. */
export interface Correction {
  readonly typed: string;
  readonly set: string;
  readonly at: number;
}

/** What differs between two states of some words, out to the ends of the words it touches. */
export function correctionBetween(before: string, after: string): Correction {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shortest - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  // The space in « Bravo ! » belongs to both: alone it would be found anywhere.
  while (start > 0 && !isSpace(before[start - 1])) start -= 1;
  while (end > 0 && !isSpace(before.at(-end))) end -= 1;
  return { typed: before.slice(start, before.length - end), set: after.slice(start, after.length - end), at: start };
}

/**
 * The words without that correction, and with all that was typed since. Undefined: what it made is no longer there to be
 * taken back.
 */
export function withoutCorrection({ words, caret }: Typed, { typed, set, at }: Correction): Typed | undefined {
  const from = words.startsWith(set, at) ? at : words.indexOf(set);
  if (from < 0) return undefined;
  const moved = caret >= from + set.length ? caret + typed.length - set.length : Math.min(caret, from + typed.length);
  return { words: words.slice(0, from) + typed + words.slice(from + set.length), caret: moved };
}

/**
 * The stretches that stand otherwise than typography has them: two words and what is between, or a quotation. Found in
 * words that a person left so, they are meant.
 */
export function asTyped(words: string, language: string): readonly string[] {
  const found: { start: number; end: number }[] = [];
  for (const pattern of [PAIRS, QUOTATIONS]) {
    for (const match of words.matchAll(pattern)) {
      const stretch = match[1] ?? '';
      const set = typeset(stretch, language);
      if (set === stretch.normalize('NFC')) continue;
      const { typed, at } = correctionBetween(stretch, set);
      found.push({ start: match.index + at, end: match.index + at + typed.length });
    }
  }
  return joined(found).map(({ start, end }) => words.slice(start, end));
}

/** Each word with the one behind it on its line, which no rule but that of quotations looks beyond. */
const PAIRS = /(?<![^ \t\n])(?=([^ \t\n]+(?:[ \t]+[^ \t\n]+)?))/gu;
const QUOTATIONS = /(["«][^"«»\n]*["»])/gu;

/** Stretches that share anything made one: kept apart, the first found would leave the end of the other open. */
function joined(stretches: readonly { readonly start: number; readonly end: number }[]) {
  const out: { start: number; end: number }[] = [];
  for (const { start, end } of [...stretches].sort((a, b) => a.start - b.start)) {
    const last = out.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else out.push({ start, end });
  }
  return out;
}

/** No-break spaces hold together what they stand in. */
const isSpace = (character: string | undefined): boolean => character === undefined || /[ \t\n]/.test(character);
