import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readingMs } from '../../shared/reading.ts';
import { partAt, returning, type Turning, turnAt, WAIT_LIMIT_MS } from '../../shared/wall-turn.ts';

const card = (id: string, sinceMs: number, more: Partial<Turning> = {}): Turning => ({
  id,
  sinceMs,
  readingMs: 8_000,
  starred: false,
  pinned: false,
  ...more,
});
/** What is shown from one instant to another, a turn after the other. */
function shown(cards: readonly Turning[], fromMs: number, untilMs: number): readonly string[] {
  const ids: string[] = [];
  for (let atMs = fromMs; atMs < untilMs; ) {
    const turn = turnAt(cards, atMs);
    if (!turn) throw new Error('nothing shown');
    ids.push(turn.isNew ? `${turn.card.id}!` : turn.card.id);
    atMs = turn.untilMs;
  }
  return ids;
}
const anyCards = fc
  .uniqueArray(fc.integer({ min: 0, max: 300_000 }), { minLength: 1, maxLength: 30 })
  .chain((instants) =>
    fc.tuple(
      ...instants.map((sinceMs, i) =>
        fc
          .record({ readingMs: fc.integer({ min: 6_000, max: 40_000 }), starred: fc.boolean(), pinned: fc.boolean() })
          .map((more) => card(`c${i}`, sinceMs, more)),
      ),
    ),
  );

describe('how cards turn', () => {
  test('WA14 a card stays six seconds at least, else two and three eighths of one a word, and three more a photo', () => {
    expect(readingMs('Bravo !', 0)).toBe(6_000);
    expect(readingMs(Array(40).fill('mot').join(' '), 0)).toBe(17_000);
    expect(readingMs('« Mon doctorat tient dans une abeille qui compte. »', 1)).toBe(9_000);
  });

  test('WA15 at any instant there is one card, the same for the whole of its turn, in whatever order cards are given', () => {
    fc.assert(
      fc.property(anyCards, fc.integer({ min: 0, max: 1_000_000 }), fc.integer(), (cards, atMs, seed) => {
        const turn = turnAt(cards, atMs);
        if (!turn) throw new Error('nothing shown');
        const nowMs = Math.max(atMs, ...cards.map((one) => one.sinceMs));
        expect(turn.fromMs).toBeLessThanOrEqual(nowMs);
        expect(turn.untilMs).toBeGreaterThan(nowMs);
        const shuffled = [...cards].sort((a, b) => ((a.sinceMs * 31 + seed) % 7) - ((b.sinceMs * 31 + seed) % 7));
        for (const within of [nowMs, turn.untilMs - 1]) {
          expect(turnAt(shuffled, within)).toMatchObject({ card: { id: turn.card.id }, untilMs: turn.untilMs });
        }
      }),
    );
  });

  test('WA16 what is new is shown at once where nothing else is, even by a clock a little behind the server’s', () => {
    const cards = [card('old', 0), card('new', 100_000)];
    expect(turnAt(cards, 100_000)).toMatchObject({ card: { id: 'new' }, isNew: true });
    expect(turnAt(cards, 99_900)).toMatchObject({ card: { id: 'new' }, isNew: true });
  });

  test('WA16 new cards come one after another in their order, each for its reading time', () => {
    const cards = [card('a', 1_000, { readingMs: 10_000 }), card('b', 2_000), card('c', 3_000)];
    expect(shown(cards, 3_000, 27_000)).toEqual(['a!', 'b!', 'c!']);
  });

  test('WA16 one that would wait more than a minute is left to return', () => {
    const cards = Array.from({ length: 12 }, (_, i) => card(`c${String(i).padStart(2, '0')}`, i));
    const first = shown(cards, 11, WAIT_LIMIT_MS + 8_000).filter((id) => id.endsWith('!'));
    expect(first).toEqual(['c00!', 'c01!', 'c02!', 'c03!', 'c04!', 'c05!', 'c06!', 'c07!']);
    expect(turnAt(cards, WAIT_LIMIT_MS + 10_000)?.isNew).toBe(false);
  });

  test('WA17 when nothing is new the newest return, the one just shown not first', () => {
    const cards = [card('a', 0), card('b', 8_000), card('c', 16_000)];
    expect(shown(cards, 16_000, 24_000 + 6 * 8_000)).toEqual(['c!', 'b', 'a', 'c', 'b', 'a', 'c']);
  });

  test('WA17 pinned and starred cards return rather than others; one star alone does not stop the wall', () => {
    const many = Array.from({ length: 20 }, (_, i) => card(`c${i}`, i));
    expect(returning(many.map((one, i) => ({ ...one, starred: i % 5 === 0 }))).map(({ id }) => id)).toEqual([
      'c15',
      'c10',
      'c5',
      'c0',
    ]);
    const oneStar = returning(many.map((one, i) => ({ ...one, pinned: i === 3 }))).map(({ id }) => id);
    expect(oneStar.slice(0, 3)).toEqual(['c3', 'c19', 'c18']);
  });

  test('WA18 a card in parts gives each the share of its turn that its words need', () => {
    const turn = { fromMs: 1_000, untilMs: 11_000 };
    expect(partAt(turn, [30, 10], 1_000)).toEqual({ part: 0, untilMs: 8_500 });
    expect(partAt(turn, [30, 10], 8_500)).toEqual({ part: 1, untilMs: 11_000 });
    expect(partAt(turn, [30, 10], 99_000)).toEqual({ part: 1, untilMs: 11_000 });
  });
});
