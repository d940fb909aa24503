import type { Wall } from './wall.ts';
import { newestFirst, type WallCard } from './wall-cards.ts';

type Fields = Omit<Wall, 'cards'>;

/** What turns one wall into the next: small, since it goes to every screen in the room. */
export interface WallChange {
  readonly set?: Partial<Fields>;
  readonly unset?: readonly (keyof Fields)[];
  /** Cards that are new, or no longer as they were. */
  readonly put?: readonly WallCard[];
  /** Ids of cards that leave. */
  readonly drop?: readonly string[];
}

/** Undefined: the two walls are the same. `applyChange` of the result to `before` gives `after`. */
export function changesBetween(before: Wall, after: Wall): WallChange | undefined {
  const set: Record<string, unknown> = {};
  const unset: (keyof Fields)[] = [];
  const { cards: cardsBefore, ...fieldsBefore } = before;
  const { cards: cardsAfter, ...fieldsAfter } = after;
  for (const field of Object.keys({ ...fieldsBefore, ...fieldsAfter }) as (keyof Fields)[]) {
    const value = fieldsAfter[field];
    if (value === undefined) unset.push(field);
    else if (differ(fieldsBefore[field], value)) set[field] = value;
  }
  const were = new Map(cardsBefore.map((card) => [card.id, card]));
  const put = cardsAfter.filter((card) => differ(were.get(card.id), card));
  const stay = new Set(cardsAfter.map((card) => card.id));
  const drop = cardsBefore.map((card) => card.id).filter((id) => !stay.has(id));
  const change: WallChange = {
    ...(Object.keys(set).length > 0 ? { set: set as Partial<Fields> } : {}),
    ...(unset.length > 0 ? { unset } : {}),
    ...(put.length > 0 ? { put } : {}),
    ...(drop.length > 0 ? { drop } : {}),
  };
  return Object.keys(change).length > 0 ? change : undefined;
}

/** The next wall. The order of cards is a rule, not data, so it does not travel. */
export function applyChange(wall: Wall, { set, unset, put = [], drop = [] }: WallChange): Wall {
  const next: Record<string, unknown> = { ...wall, ...set };
  for (const field of unset ?? []) delete next[field];
  const gone = new Set([...drop, ...put.map((card) => card.id)]);
  next.cards = [...wall.cards.filter((card) => !gone.has(card.id)), ...put].sort(newestFirst);
  return next as unknown as Wall;
}

/** Walls are made by one function, keys in one order; where that fails a field travels once too often, nothing more. */
const differ = (a: unknown, b: unknown): boolean => a !== b && JSON.stringify(a) !== JSON.stringify(b);
