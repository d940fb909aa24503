import fc from 'fast-check';
import { expect, test } from 'vitest';
import { marksIn, shown, stored } from '../../../client/staff/compose/naming.ts';
import { Stage } from '../../shared/stage.ts';

const { rows } = new Stage();

test('CO10 people and hours are edited by their names, and stored by their ids', () => {
  const words = 'Bravo @{p01|full} ! Suite à {time:next}, puis {time:prix-1}. « {citation} »';
  const edited = shown(words, rows);
  expect(edited).toBe('Bravo @{Maëlys Tournepierre +} ! Suite à {⏱ →}, puis {time:prix-1}. « {citation} »');
  expect(stored(edited, rows)).toBe(words);
});

test('CO10 any words come back as they were', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '@{p01}',
      '@{p02|full}',
      '@{nobody}',
      '{time:c01}',
      '{time:next}',
      '{citation}',
      '{hashtags}',
      '{#}',
      '{',
      '}',
      '@',
      '⏱ ',
    ),
    fc.string({ maxLength: 8 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const words = stored(pieces.join(''), rows);
      expect(stored(shown(words, rows), rows)).toBe(words);
    }),
  );
});

test('CO10 a name that two people have stays an id', () => {
  const stage = new Stage();
  const { name, ...rest } = stage.get('person', 'p01');
  stage.put({ ...rest, id: 'p09', name });
  expect(shown('@{p01}', stage.rows)).toBe('@{p01}');
  expect(stored(`@{${name}}`, stage.rows)).toBe(`@{${name}}`);
});

test('CO11 what would go out as it stands is marked apart from what means something', () => {
  const edited = 'À @{Maëlys Tournepierre}, @{Personne} et {citation}';
  expect(marksIn(edited, rows, []).filter(({ kind }) => kind !== 'plain')).toEqual([
    { words: '@{Maëlys Tournepierre}', kind: 'token' },
    { words: '@{Personne}', kind: 'odd' },
    { words: '{citation}', kind: 'odd' },
  ]);
  expect(marksIn('{citation}', rows, [{ name: 'citation' }])).toEqual([{ words: '{citation}', kind: 'token' }]);
});
