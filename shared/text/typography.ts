import { frenchHour, isFrench } from './hours.ts';

const NO_BREAK = '\u00A0';
const NARROW = '\u202F';
const SPACES = `[ ${NO_BREAK}${NARROW}\\u2009]*`;
/** Stands for what must not change; one that was typed is kept as it is, like an URL. */
const KEPT = '\uFFFC';

/** What is left as typed: URLs, addresses, handles, hashtags, tokens, 12:30, 16:9, smileys and `:emoji:`. */
const UNTOUCHABLE = new RegExp(
  [
    KEPT,
    '@?\\{[^{}\\n]*\\}',
    '[a-z][a-z0-9+.-]*://\\S*[^\\s.,;:!?)»”"\'’…\\]]',
    '(?:www\\.|[\\p{L}\\p{N}._%+-]+@)?(?:[\\p{L}\\p{N}-]+\\.)+\\p{L}{2,}(?:[/:?#][^\\s]*[^\\s.,;:!?)»”"\'’…\\]])?',
    '@[\\p{L}\\p{N}_]+(?:[.-][\\p{L}\\p{N}_]+)*(?:@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*)?',
    '#[\\p{L}\\p{M}\\p{N}_]+',
    '(?<![\\p{L}\\p{N}:]):[a-z0-9_]{2,}:(?![\\p{L}\\p{N}:])',
    '\\d+:\\d+(?::\\d+)?',
    '(?<![^\\s])[:;]-?[)(DPpOo|/\\\\*](?=$|[\\s.,!?…])',
  ].join('|'),
  'giu',
);

/** Passes at most: one settles ordinary words; oddities like `:(:` need a second. */
const PASSES = 8;

export interface Typesetting {
  /** Stretches that a person wants as they typed them. */
  readonly keep?: readonly string[];
  /** The space before `; ! ?` and between thousands: on X U+202F counts for two characters, U+00A0 for one. */
  readonly narrow?: typeof NARROW | typeof NO_BREAK;
}

/**
 * The words with the typography of their language: French spaces, « », hours and apostrophes; English apostrophes; NFC in
 * any. Never inside what is left as typed (above). Applied twice it changes nothing more, so that it can run on leaving
 * an editor as on approving.
 */
export function typeset(words: string, language: string, { keep = [], narrow = NARROW }: Typesetting = {}): string {
  let set = words.normalize('NFC');
  const by = isFrench(language) ? typesetFrench : isEnglish(language) ? apostrophes : undefined;
  if (!by) return set;
  const untouchable = keep.length === 0 ? UNTOUCHABLE : untouchableAnd(keep);
  for (let pass = 0; pass < PASSES; pass += 1) {
    const before = set;
    set = outsideOfKept(before, untouchable, (open) => by(open).replaceAll(NARROW, narrow));
    if (set === before) break;
  }
  return set;
}

/** The longest first, or the beginning of one would leave its end open. */
function untouchableAnd(keep: readonly string[]): RegExp {
  const literal = [...keep]
    .map((stretch) => stretch.normalize('NFC').replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
    .sort((a, b) => b.length - a.length);
  return new RegExp(`${literal.join('|')}|${UNTOUCHABLE.source}`, UNTOUCHABLE.flags);
}

const isEnglish = (language: string): boolean => language === 'en' || language.startsWith('en-');

function outsideOfKept(words: string, untouchable: RegExp, by: (open: string) => string): string {
  const kept: string[] = [];
  const open = words.replace(untouchable, (stretch) => {
    kept.push(stretch);
    return KEPT;
  });
  let next = 0;
  return by(open).replaceAll(KEPT, () => kept[next++] ?? '');
}

/** A straight apostrophe between two letters, or between a letter and what it elides to. */
const apostrophes = (words: string): string => words.replace(/(?<=\p{L}\p{M}*)'(?=[\p{L}\p{N}«“"@#\uFFFC])/gu, '’');

const HOUR = new RegExp(
  `(?<![\\p{L}\\p{N}.,])([01]?\\d|2[0-3])${SPACES}[hH](?:${SPACES}([0-5]\\d))?(?![\\p{L}\\p{N}])`,
  'gu',
);
const ELLIPSIS = /(?<!\.)\.\.\.(?!\.)/g;
const RULES: readonly (readonly [RegExp, string])[] = [
  // Straight quotes in pairs, on one line, outside of words.
  [/(?<=^|[\s([’'])"([^"\n]+)"(?=$|[\s.,;:!?)\]…])/gmu, '«$1»'],
  [new RegExp(`«${SPACES}`, 'g'), `«${NO_BREAK}`],
  [new RegExp(`(?<!^)${SPACES}»`, 'gm'), `${NO_BREAK}»`],
  // Not after an opening bracket, « (?) », nor between the marks of « ?! ».
  [new RegExp(`(?<=[^\\s(\\[;!?])${SPACES}([;!?])`, 'gu'), `${NARROW}$1`],
  [new RegExp(`(?<=[^\\s(\\[:;!?])${SPACES}:(?!:|//)`, 'gu'), `${NO_BREAK}:`],
  [/(?<=\d)[ \u00A0\u202F\u2009]*(?=[%€])/g, NO_BREAK],
  // A unit stays with its number, where there is a space between them already.
  [
    /(?<=\d)[ \u00A0\u202F\u2009](?=(?:[kcm]?m|[km]?g|[cm]?l|km\/h|min|s|[kMGT]o|[kM]?W|k?Hz|°C)(?![\p{L}\p{N}]))/gu,
    NO_BREAK,
  ],
  [/(?<=\bn°)[ \u00A0\u202F\u2009]*(?=\d)/gi, NO_BREAK],
  // Thousands: a space between groups of three, where there is one already.
  [/(?<=(?<![\d.,])\d{1,3}(?:[ \u00A0\u202F\u2009]\d{3})*)[ \u00A0\u202F\u2009](?=\d{3}(?!\d))/g, NARROW],
];

function typesetFrench(words: string): string {
  let set = apostrophes(words.replace(ELLIPSIS, '…')).replace(HOUR, (_, hours: string, minutes: string | undefined) =>
    frenchHour(Number(hours), Number(minutes ?? 0)),
  );
  for (const [pattern, by] of RULES) set = set.replace(pattern, by);
  return set;
}

/** A hashtag that ends sooner than it looks: `#C’estParti` is `#C`, `#Saint-Malo` is `#Saint`. */
export interface ShortHashtag {
  readonly start: number;
  readonly end: number;
  /** As it was meant. */
  readonly text: string;
  /** What the networks make of it. */
  readonly cut: string;
}

export function hashtagsCutShort(words: string): readonly ShortHashtag[] {
  const found: ShortHashtag[] = [];
  for (const match of words.matchAll(/(?<![\p{L}\p{N}_&/.])(#[\p{L}\p{M}\p{N}_]+)(?:['’‑-][\p{L}\p{M}\p{N}_]+)+/gu)) {
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
      cut: match[1] ?? '',
    });
  }
  return found;
}

/** Hints for a house that writes without it: a middle dot inside a word, which screen readers stumble over. */
export const middleDots = (words: string): readonly string[] => words.match(/\p{L}+(?:[·•‧]\p{L}+)+/gu) ?? [];
