import type { Rows } from '../../../shared/rows/rows.ts';
import { problemsIn } from '../../../shared/text/token-problems.ts';
import { HASHTAGS, NEXT, parseTokens, type Token } from '../../../shared/text/tokens.ts';

/** Marks an hour in the words as they are edited, in any language. */
const CLOCK = '⏱';
/** The hour of what comes next. */
const NEXT_SIGN = '→';
/** The hashtags of whichever channel it is. */
const TAGS_SIGN = '#';
/** A name with its account behind it. */
const FULL = ' +';
const BRACES = /(@?)\{([^{}\n]{1,200})\}/g;

interface Names {
  readonly personOf: ReadonlyMap<string, string>;
  readonly nameOf: ReadonlyMap<string, string>;
  readonly segmentOf: ReadonlyMap<string, string>;
  readonly titleOf: ReadonlyMap<string, string>;
}
const known = new WeakMap<Rows, Names>();

/** Stored words as a person edits them: `@{p05}` reads `@{Linh Đan}`, `{time:c05}` reads `{⏱ 5/16 …}`. */
export function shown(words: string, rows: Rows): string {
  const names = namesIn(rows);
  return replaced(words, parseTokens(words), (token) => shownToken(token, names));
}

/** What was edited, as it is stored. What names nobody stays as it was typed, and is told by `marksIn`. */
export function stored(edited: string, rows: Rows): string {
  const names = namesIn(rows);
  return edited.replace(BRACES, (raw, at: string, inside: string) => storedToken({ raw, at, inside }, names));
}

export const mentionOf = (id: string, full: boolean): string => (full ? `@{${id}|full}` : `@{${id}}`);
export const TAGS = `{${HASHTAGS}}`;
export const timeOf = (segment: string): string => `{time:${segment}}`;

/** A stretch of edited words: where a token stands, and whether it means something. */
export interface Mark {
  readonly words: string;
  readonly kind: 'plain' | 'token' | 'odd';
}

/** Edited words cut at their tokens, for the colours behind them. */
export function marksIn(edited: string, rows: Rows, slots: readonly { readonly name: string }[]): readonly Mark[] {
  const marks: Mark[] = [];
  let from = 0;
  for (const found of edited.matchAll(BRACES)) {
    if (found.index > from) marks.push({ words: edited.slice(from, found.index), kind: 'plain' });
    const odd = problemsIn(stored(found[0], rows), rows, slots).length > 0;
    marks.push({ words: found[0], kind: odd ? 'odd' : 'token' });
    from = found.index + found[0].length;
  }
  if (from < edited.length) marks.push({ words: edited.slice(from), kind: 'plain' });
  return marks;
}

function shownToken(token: Token, { nameOf, titleOf }: Names): string {
  switch (token.kind) {
    case 'mention': {
      const name = nameOf.get(token.person);
      return name === undefined ? token.raw : `@{${name}${token.full ? FULL : ''}}`;
    }
    case 'time': {
      if (token.segment === NEXT) return `{${CLOCK} ${NEXT_SIGN}}`;
      const title = titleOf.get(token.segment);
      return title === undefined ? token.raw : `{${CLOCK} ${title}}`;
    }
    case 'hashtags':
      return `{${TAGS_SIGN}}`;
    case 'slot':
    case 'odd':
      return token.raw;
  }
}

function storedToken(
  { raw, at, inside }: { readonly raw: string; readonly at: string; readonly inside: string },
  { personOf, segmentOf }: Names,
): string {
  if (at === '@') {
    const whole = personOf.get(inside);
    if (whole !== undefined) return mentionOf(whole, false);
    const person = inside.endsWith(FULL) ? personOf.get(inside.slice(0, -FULL.length)) : undefined;
    return person === undefined ? raw : mentionOf(person, true);
  }
  if (inside === TAGS_SIGN) return TAGS;
  if (!inside.startsWith(`${CLOCK} `)) return raw;
  const title = inside.slice(CLOCK.length + 1);
  if (title === NEXT_SIGN) return timeOf(NEXT);
  const segment = segmentOf.get(title);
  return segment === undefined ? raw : timeOf(segment);
}

function replaced(words: string, tokens: readonly Token[], by: (token: Token) => string): string {
  let out = '';
  let from = 0;
  for (const token of tokens) {
    out += words.slice(from, token.start) + by(token);
    from = token.end;
  }
  return out + words.slice(from);
}

/** Only names that one person has, and that read back as themselves. */
function namesIn(rows: Rows): Names {
  const found = known.get(rows);
  if (found) return found;
  const people = [...rows.all('person')].filter(({ erased }) => !erased);
  const segments = [...rows.all('segment')];
  const person = pairs(people.map(({ id, name }) => [id, name]));
  const segment = pairs(segments.map(({ id, title }) => [id, title]));
  const names = { personOf: person.back, nameOf: person.there, segmentOf: segment.back, titleOf: segment.there };
  known.set(rows, names);
  return names;
}

function pairs(all: readonly (readonly [id: string, name: string])[]) {
  const ids = new Set(all.map(([id]) => id));
  const counts = new Map<string, number>();
  for (const [, name] of all) counts.set(name, (counts.get(name) ?? 0) + 1);
  const readable = all.filter(
    ([, name]) =>
      counts.get(name) === 1 &&
      !ids.has(name) &&
      !/[{}|\n]/.test(name) &&
      name !== NEXT_SIGN &&
      !name.endsWith(FULL) &&
      name.trim() === name &&
      name.length > 0 &&
      name.length < 190,
  );
  return { there: new Map(readable), back: new Map(readable.map(([id, name]) => [name, id])) };
}
