import { expect, test } from 'vitest';
import { initialsOf, searchPeople } from '../../../client/staff/compose/search-people.ts';
import { fold, matches } from '../../../client/staff/parts/fold.ts';
import { Stage } from '../../shared/stage.ts';

test('CO50 accents, capitals and apostrophes do not matter to a search', () => {
  expect(fold('Đặng Œuvre L’Été')).toBe("dang oeuvre l'ete");
  expect(matches("maelys d'ete", 'Nuits d’Été, par Maëlys')).toBe(true);
  expect(matches('maelys hiver', 'Nuits d’Été, par Maëlys')).toBe(false);
});

test('CO51 people are found by name or account, those of the segment first', () => {
  const stage = new Stage();
  const ids = (query: string, segment?: string) => searchPeople(stage.rows, { query, segment }).map(({ id }) => id);
  expect(ids('tourne')).toEqual(['p01']);
  expect(ids('maelys.example')).toEqual(['p01']);
  expect(ids('')).toEqual(['p01', 'p02']);
  stage.put({ ...stage.get('segment', 'c01'), people: ['p02'] });
  expect(ids('', 'c01')).toEqual(['p02', 'p01']);
  expect(ids('zzz')).toEqual([]);
});

test('two letters stand for a face', () => {
  expect(initialsOf('Maëlys Tournepierre')).toBe('MT');
  expect(initialsOf('Linh Đan Trần-Belorme')).toBe('LB');
  expect(initialsOf('Oulan')).toBe('O');
});
