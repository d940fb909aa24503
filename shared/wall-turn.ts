/** What turning needs to know of a card. */
export interface Turning {
  readonly id: string;
  /** On the wall since then. */
  readonly sinceMs: number;
  readonly readingMs: number;
  readonly starred: boolean;
  readonly pinned: boolean;
}

export interface Turn<T> {
  readonly card: T;
  readonly fromMs: number;
  readonly untilMs: number;
  /** Its first showing; else it returns. */
  readonly isNew: boolean;
}

/** A card that would wait longer than this for its first showing is left to return: the wall stays near the present. */
export const WAIT_LIMIT_MS = 60_000;
/** Fewer chosen cards than this are completed by the newest: one star must not stop the wall. */
const CHOSEN_ENOUGH = 3;
const RETURNING_LIMIT = 8;

/**
 * The card on the wall at an instant of the server's clock, and when it leaves. It depends on the cards and the instant
 * alone, so that walls opened at different times show the same card. New ones come first, in their order, each for its
 * reading time; then those that return, until something is new. Undefined: there is no card.
 */
export function turnAt<T extends Turning>(cards: readonly T[], atMs: number): Turn<T> | undefined {
  const inOrder = [...cards].sort((a, b) => a.sinceMs - b.sinceMs || (a.id < b.id ? -1 : 1));
  const newest = inOrder.at(-1);
  if (!newest) return undefined;
  // A card stamped by the server is there, even where this clock is a little behind the server's.
  const nowMs = Math.max(atMs, newest.sinceMs);

  let freeMs = Number.NEGATIVE_INFINITY;
  let last: T | undefined;
  for (const card of inOrder) {
    const fromMs = Math.max(card.sinceMs, freeMs);
    if (fromMs - card.sinceMs > WAIT_LIMIT_MS) continue;
    const untilMs = fromMs + card.readingMs;
    if (nowMs < untilMs) return { card, fromMs, untilMs, isNew: true };
    freeMs = untilMs;
    last = card;
  }
  return returnAt(startingAfter(returning(cards), last), freeMs, nowMs);
}

/** Which cards come back when nothing is new: pinned and starred ones, newest first, else the newest. */
export function returning<T extends Turning>(cards: readonly T[]): readonly T[] {
  const newestFirst = [...cards].sort((a, b) => b.sinceMs - a.sinceMs || (a.id < b.id ? 1 : -1));
  const chosen = newestFirst.filter((card) => card.pinned || card.starred);
  const enough =
    chosen.length >= CHOSEN_ENOUGH
      ? chosen
      : [...chosen, ...newestFirst.filter((card) => !card.pinned && !card.starred)];
  return enough.slice(0, RETURNING_LIMIT);
}

/** The same cycle, begun so that the card just shown is not shown again at once. */
function startingAfter<T extends Turning>(cycle: readonly T[], last: T | undefined): readonly T[] {
  const at = cycle.findIndex((card) => card.id === last?.id);
  return at < 0 ? cycle : [...cycle.slice(at + 1), ...cycle.slice(0, at + 1)];
}

function returnAt<T extends Turning>(cycle: readonly T[], sinceMs: number, nowMs: number): Turn<T> | undefined {
  const lengthMs = cycle.reduce((sum, card) => sum + card.readingMs, 0);
  let fromMs = sinceMs + Math.floor((nowMs - sinceMs) / lengthMs) * lengthMs;
  for (const card of cycle) {
    const untilMs = fromMs + card.readingMs;
    if (nowMs < untilMs) return { card, fromMs, untilMs, isNew: false };
    fromMs = untilMs;
  }
  return undefined;
}

/** Which of a card's parts is on at an instant, and until when; each has a share of the turn that goes by its weight. */
export function partAt(
  turn: { readonly fromMs: number; readonly untilMs: number },
  weights: readonly number[],
  atMs: number,
): { readonly part: number; readonly untilMs: number } {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let heavier = 0;
  for (const [part, weight] of weights.entries()) {
    heavier += weight;
    const untilMs = turn.fromMs + ((turn.untilMs - turn.fromMs) * heavier) / total;
    if (atMs < untilMs) return { part, untilMs };
  }
  return { part: Math.max(0, weights.length - 1), untilMs: turn.untilMs };
}
