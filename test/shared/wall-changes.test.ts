import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Wall } from '../../shared/wall.ts';
import type { WallCard } from '../../shared/wall-cards.ts';
import { newestFirst } from '../../shared/wall-cards.ts';
import { applyChange, changesBetween } from '../../shared/wall-changes.ts';

const anyCard = (id: string): fc.Arbitrary<WallCard> =>
  fc.record({
    id: fc.constant(id),
    kind: fc.constantFrom('post', 'photo', 'message'),
    words: fc.string(),
    saidMs: fc.integer({ min: 0, max: 5 }),
    sinceMs: fc.integer({ min: 0, max: 5 }),
    photos: fc.constantFrom([], [{ hash: 'a', width: 1, height: 1, alt: '', credit: '' }]),
    starred: fc.boolean(),
    pinned: fc.boolean(),
    readingMs: fc.constant(6_000),
  });
const anyCards = fc
  .subarray(['a', 'b', 'c', 'd', 'e'])
  .chain((ids) => fc.tuple(...ids.map(anyCard)))
  .map((cards) => [...cards].sort(newestFirst));
const anyWall: fc.Arbitrary<Wall> = fc
  .record(
    {
      name: fc.constantFrom('Finale', 'Forum'),
      shortName: fc.constant('F'),
      zone: fc.constant('Europe/Paris'),
      language: fc.constantFrom('fr', 'en'),
      hashtag: fc.constantFrom('', '#F'),
      account: fc.constant('@f'),
      rehearsal: fc.constant(true),
      held: fc.boolean(),
      scene: fc.constantFrom('live', 'safe', 'full'),
      auto: fc.boolean(),
      safeWords: fc.string(),
      full: fc.constantFrom({ kind: 'announcement', words: 'x' } as const, { kind: 'prize', name: 'y' } as const),
      follow: fc.constant({ url: 'https://f.example' }),
      rooms: fc.constantFrom([], [{ id: 'scene', name: 'Scène' }]),
      cards: anyCards,
    },
    {
      requiredKeys: [
        'name',
        'shortName',
        'zone',
        'language',
        'hashtag',
        'account',
        'rehearsal',
        'held',
        'scene',
        'auto',
        'safeWords',
        'rooms',
        'cards',
      ],
    },
  )
  .map((wall) => wall as Wall);

describe('changes between two walls', () => {
  test('WA13 applied to the first they give the second', () => {
    fc.assert(
      fc.property(anyWall, anyWall, (before, after) => {
        const change = changesBetween(before, after);
        // Through JSON, as it travels.
        const travelled = change && JSON.parse(JSON.stringify(change));
        expect(travelled ? applyChange(before, travelled) : before).toEqual(after);
      }),
    );
  });

  test('WA13 two walls that are the same have none', () => {
    fc.assert(
      fc.property(anyWall, (wall) => {
        expect(changesBetween(wall, JSON.parse(JSON.stringify(wall)))).toBeUndefined();
      }),
    );
  });
});
