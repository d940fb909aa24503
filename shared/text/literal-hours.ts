import { BRACES } from './tokens.ts';

/** A literal hour typed in words, which nothing moves when the running order does. */
export interface LiteralHour {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Minutes since midnight. */
  readonly minutes: number;
}

const HOURS =
  /(?<![\p{L}\p{N}:.,/-])(?:(?<h>[01]?\d|2[0-3])[ \u00A0\u202F]?[hH](?:[ \u00A0\u202F]?(?<m>[0-5]\d))?|(?<ch>[01]?\d|2[0-3]):(?<cm>[0-5]\d)(?:[ \u00A0\u202F]?(?<half>[ap])\.?m\b\.?)?|(?<eh>1[0-2]|0?[1-9])[ \u00A0\u202F]?(?<eHalf>[ap])\.?m\b\.?|(?<word>midi|minuit|noon|midnight))(?![\p{L}\p{N}:-])/giu;
const WORD_MINUTES: Readonly<Record<string, number>> = { midi: 720, noon: 720, minuit: 0, midnight: 0 };

/** Hours typed as such (`18 h 30`, `18h`, `18:30`, `6:30 pm`, `midi`), not those of tokens or inside URLs. */
export function literalHours(words: string): readonly LiteralHour[] {
  // Same length as the words, so that places hold.
  const open = words
    .replace(BRACES, (raw) => '-'.repeat(raw.length))
    .replace(/\S+:\/\/\S+/g, (raw) => '-'.repeat(raw.length));
  const found: LiteralHour[] = [];
  for (const match of open.matchAll(HOURS)) {
    const { h, m, ch, cm, half, eh, eHalf, word } = match.groups ?? {};
    const start = match.index;
    const end = start + match[0].length;
    let minutes = WORD_MINUTES[word?.toLowerCase() ?? ''];
    minutes ??= h === undefined ? undefined : Number(h) * 60 + Number(m ?? 0);
    minutes ??= afternoon(Number(ch ?? eh), half ?? eHalf) * 60 + Number(cm ?? 0);
    found.push({ start, end, text: words.slice(start, end), minutes });
  }
  return found;
}

function afternoon(hours: number, half: string | undefined): number {
  if (half === undefined || hours > 12) return hours;
  return (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}
