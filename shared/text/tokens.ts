import type { Network } from '../rows/channel.ts';
import type { PersonRow } from '../rows/person.ts';
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
/** Anything in braces. */
export const BRACES = /(@?)\{([^{}\n]{1,200})\}/g;
const MENTION = /^([A-Za-z0-9_-]{1,64})(\|full)?$/;
const TIME = /^time:([A-Za-z0-9_-]{1,64})$/;
const SLOT = /^[a-z][a-z0-9-]{0,39}$/;

/**
 * The words as they go out on a network: mentions by their handle there (else the name), expected hours, filled slots.
 * What is unknown, empty or without an hour stands as it was typed; `problemsIn` of token-problems.ts names it.
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

/** The winner slot a derived one depends on: `thesis-2` → `winner-2`. */
export function winnerSlotOf(name: string): string | undefined {
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
