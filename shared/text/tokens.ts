import type { Network } from '../rows/channel.ts';
import type { PersonRow } from '../rows/person.ts';
import type { Slot } from '../rows/post.ts';
import { type Rows, showOf } from '../rows/rows.ts';
import { type RunningOrder, runningOrder } from '../running-order.ts';
import { hour } from './hours.ts';

interface Place {
  readonly start: number;
  readonly end: number;
  /** As it stands in the words. */
  readonly raw: string;
}
/** What stands for something else in a post's words. `odd`: braces that mean nothing we know. */
export type Token =
  | (Place & { readonly kind: 'mention'; readonly person: string; readonly full: boolean })
  | (Place & { readonly kind: 'time'; readonly segment: string })
  | (Place & { readonly kind: 'slot'; readonly name: string })
  | (Place & { readonly kind: 'hashtags' })
  | (Place & { readonly kind: 'odd' });

export interface RenderOptions {
  readonly rows: Rows;
  readonly network: Network;
  /** The time at which expected hours are computed. */
  readonly atMs: number;
  /** What each slot holds, by its name: words, or a winner's person id. */
  readonly fills: Readonly<Record<string, string>>;
  /** The post's segment: `{time:next}` is the one after it. */
  readonly segment?: string | undefined;
  /** The post's language; the show's when absent. */
  readonly language?: string | undefined;
  /** What `{hashtags}` stands for on the channel; absent: the show's main one. */
  readonly hashtags?: readonly string[] | undefined;
}

/** `{time:next}`: the word that stands for the coming segment. No segment is ever given it as an id. */
export const NEXT = 'next';
/** The word that stands for a channel's hashtags. No slot is ever given it as a name. */
export const HASHTAGS = 'hashtags';
/** Slots that are filled by a winner, with a suffix where a post names several: `{winner-2}`, `{thesis-2}`. */
const OF_WINNER = /^(winner|university|thesis)(-[a-z0-9-]+)?$/;
const BRACES = /(@?)\{([^{}\n]{1,200})\}/g;
const MENTION = /^([A-Za-z0-9_-]{1,64})(\|full)?$/;
const TIME = /^time:([A-Za-z0-9_-]{1,64})$/;
const SLOT = /^[a-z][a-z0-9-]{0,39}$/;

/**
 * The words as they go out on a network: mentions by their handle there (else the name), expected hours, filled slots.
 * What is unknown, empty or without an hour stands as it was typed; `problemsIn` names it.
 */
export function render(words: string, options: RenderOptions): string {
  return replace(words, (token) => {
    if (token.kind !== 'slot') return plain(token, options);
    const filled = fillOf(token.name, options);
    // A quote may name people and hours; it never opens slots of its own, so that filling always ends.
    return filled === undefined ? undefined : replace(filled, (inner) => plain(inner, options));
  });
}

/** The tokens of some words, in order: what a composer colours. */
export function parseTokens(words: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const found of words.matchAll(BRACES)) {
    const inside = found[2] ?? '';
    const mention = found[1] === '@';
    const place = { start: found.index, end: found.index + found[0].length, raw: found[0] };
    const person = mention ? MENTION.exec(inside) : null;
    const segment = mention ? null : TIME.exec(inside);
    if (person?.[1]) tokens.push({ ...place, kind: 'mention', person: person[1], full: person[2] !== undefined });
    else if (segment?.[1]) tokens.push({ ...place, kind: 'time', segment: segment[1] });
    else if (!mention && inside === HASHTAGS) tokens.push({ ...place, kind: 'hashtags' });
    else if (!mention && SLOT.test(inside)) tokens.push({ ...place, kind: 'slot', name: inside });
    else tokens.push({ ...place, kind: 'odd' });
  }
  return tokens;
}

export const TOKEN_PROBLEMS = [
  'unknown-person',
  'unknown-segment',
  'cancelled-segment',
  'unknown-slot',
  'odd-braces',
] as const;
export interface TokenProblem {
  readonly code: (typeof TOKEN_PROBLEMS)[number];
  readonly token: Token;
}

/**
 * Tokens that would go out as they stand, whatever is filled. `slots` are the post's; `{university}` and `{thesis}` need
 * no slot of their own where there is a winner's.
 */
export function problemsIn(words: string, rows: Rows, slots?: readonly Pick<Slot, 'name'>[]): readonly TokenProblem[] {
  const problems: TokenProblem[] = [];
  for (const token of parseTokens(words)) {
    const code = problemOf(token, rows, slots);
    if (code) problems.push({ code, token });
  }
  return problems;
}

function problemOf(
  token: Token,
  rows: Rows,
  slots: readonly Pick<Slot, 'name'>[] | undefined,
): TokenProblem['code'] | undefined {
  switch (token.kind) {
    case 'mention': {
      const person = rows.get('person', token.person);
      return person && !person.erased ? undefined : 'unknown-person';
    }
    case 'time': {
      if (token.segment === NEXT) return undefined;
      const segment = rows.get('segment', token.segment);
      if (!segment) return 'unknown-segment';
      return segment.cancelled ? 'cancelled-segment' : undefined;
    }
    case 'slot': {
      const winner = winnerSlotOf(token.name);
      const names = slots?.map((slot) => slot.name) ?? [];
      return names.includes(token.name) || (winner !== undefined && names.includes(winner))
        ? undefined
        : 'unknown-slot';
    }
    case 'hashtags':
      return undefined;
    case 'odd':
      return 'odd-braces';
  }
}

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

/** The winner slot a derived one depends on: `thesis-2` → `winner-2`. */
function winnerSlotOf(name: string): string | undefined {
  const found = OF_WINNER.exec(name);
  return found ? `winner${found[2] ?? ''}` : undefined;
}

function fillOf(name: string, { rows, network, fills }: RenderOptions): string | undefined {
  const own = Object.hasOwn(fills, name) ? fills[name] : undefined;
  const winnerSlot = winnerSlotOf(name);
  if (winnerSlot === undefined) return own || undefined;
  const winnerId = Object.hasOwn(fills, winnerSlot) ? fills[winnerSlot] : undefined;
  const winner = winnerId ? rows.get('person', winnerId) : undefined;
  if (name === winnerSlot) return winner ? mention(winner, network, true) : own || undefined;
  if (own) return own;
  if (name.startsWith('thesis')) return winner?.about?.title || undefined;
  const affiliation = winner?.affiliation ? rows.get('person', winner.affiliation) : undefined;
  return affiliation ? mention(affiliation, network, false) : winner?.affiliation || undefined;
}

/** A mention or an hour; undefined stands for "as typed". */
function plain(token: Token, options: RenderOptions): string | undefined {
  switch (token.kind) {
    case 'mention': {
      const person = options.rows.get('person', token.person);
      return person && !person.erased ? mention(person, options.network, token.full) : undefined;
    }
    case 'time': {
      const show = showOf(options.rows);
      const order = runningOrder(options.rows, options.atMs);
      const segment = token.segment === NEXT ? nextOf(options, order) : token.segment;
      const atMs = segment === undefined ? undefined : order.expected(segment);
      return atMs === undefined || !show ? undefined : hour(atMs, show.zone, options.language ?? show.language);
    }
    case 'hashtags':
      return (options.hashtags ?? showOf(options.rows)?.hashtags.slice(0, 1) ?? []).join(' ');
    case 'slot':
    case 'odd':
      return undefined;
  }
}

function mention(person: PersonRow, network: Network, full: boolean): string {
  const handle = person.handles[network];
  if (!handle) return person.name;
  return full ? `${person.name} (@${handle})` : `@${handle}`;
}

/** What comes next and has not begun: after the post's segment in its room, else the soonest of any room. */
function nextOf({ rows, segment }: RenderOptions, order: RunningOrder): string | undefined {
  const here = segment === undefined ? undefined : rows.get('segment', segment);
  const rooms = here?.rooms ?? [...rows.all('room')].map((room) => room.id);
  let soonest: { readonly id: string; readonly atMs: number } | undefined;
  for (const room of rooms) {
    const inRoom = order.inRoom(room).filter((one) => !one.beside);
    const from = inRoom.findIndex((one) => one.id === segment) + 1;
    const next = inRoom.slice(from).find((one) => !order.isBegun(one.id));
    const atMs = next && order.expected(next.id);
    if (next && atMs !== undefined && (!soonest || atMs < soonest.atMs)) soonest = { id: next.id, atMs };
  }
  return soonest?.id;
}

function replace(words: string, by: (token: Token) => string | undefined): string {
  let out = '';
  let from = 0;
  for (const token of parseTokens(words)) {
    out += words.slice(from, token.start);
    const meant = by(token) ?? token.raw;
    // A channel without hashtags must not be told by two spaces, or by one at the end.
    out = meant === '' ? out.replace(/ $/, '') : out + meant;
    from = token.end;
  }
  return out + words.slice(from);
}
