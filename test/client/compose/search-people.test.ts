import { expect, onTestFinished, test, vi } from 'vitest';
import { concernedBy } from '../../../client/staff/compose/concerned-by.ts';
import { initialsOf, prepareSearch, searchPeople } from '../../../client/staff/compose/search-people.ts';
import { matches } from '../../../client/staff/parts/fold.ts';
import { searched } from '../../../client/staff/settings/searched.ts';
import { fold } from '../../../shared/text/fold.ts';
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

test('DI3 an organisation is found by its acronym, written or made of its name, with accents folded', () => {
  const stage = new Stage();
  const organisation = { ...stage.get('person', 'p02'), kind: 'organisation' as const };
  stage.put({ ...organisation, id: 'cnrs', name: 'Centre national de la recherche scientifique' });
  stage.put({ ...organisation, id: 'lemar', name: 'Laboratoire de la mer', acronym: 'LÉMAR' });
  const ids = (query: string) => searchPeople(stage.rows, { query }).map(({ id }) => id);
  expect(ids('cnrs')).toEqual(['cnrs']);
  expect(ids('lemar')).toEqual(['lemar']);
  // A row that changes is found by what it has become.
  stage.put({ ...stage.get('person', 'lemar'), name: 'Institut du large', acronym: 'IDL' });
  expect([ids('lemar'), ids('idl')]).toEqual([[], ['lemar']]);
});

test('PV25 a nickname noted on someone’s sheet finds them, to name them and in the directory', () => {
  const stage = new Stage();
  stage.put({ ...stage.get('person', 'p02'), otherNames: ['La Fée du krill'] });
  expect(matches('fee du kr', searched(stage.get('person', 'p02'), ''))).toBe(true);
  expect(searchPeople(stage.rows, { query: 'fee du kr' }).map(({ id }) => id)).toEqual(['p02']);
});

test('DI25 a directory made ready a few people at a time costs a keystroke nothing but its own letters; one changed since, one more', async () => {
  const stage = new Stage();
  const known = stage.get('person', 'p01');
  for (let at = 0; at < 300; at += 1)
    stage.put({ ...known, id: `many${at}`, name: `Éléonore Œuvrard ${at}`, handles: {} });
  const folded = vi.spyOn(String.prototype, 'normalize');
  onTestFinished(() => folded.mockRestore());
  const atOnce: number[] = [];
  await prepareSearch(stage.rows, {
    wait: async () => {
      atOnce.push(folded.mock.calls.length);
    },
  });
  expect(atOnce.length).toBeGreaterThan(5);
  const most = Math.max(...atOnce.map((count, at) => count - (atOnce[at - 1] ?? 0)));
  expect(most).toBeLessThanOrEqual(folded.mock.calls.length / 3);

  const cost = (query: string) => {
    const before = folded.mock.calls.length;
    expect(searchPeople(stage.rows, { query }).length).toBeGreaterThanOrEqual(300);
    return folded.mock.calls.length - before;
  };
  expect(cost('é')).toBe(1);
  expect(cost('oeuvrard')).toBe(0);
  stage.put({ ...stage.get('person', 'many7'), name: 'Zoé Œuvrard' });
  expect(cost('oeuvrard')).toBe(1);
});

test('DI26 left before it is ready, nothing more of a directory is prepared', async () => {
  const stage = new Stage();
  stage.put({ ...stage.get('person', 'p01'), name: 'Ève' });
  const folded = vi.spyOn(String.prototype, 'normalize');
  onTestFinished(() => folded.mockRestore());
  await prepareSearch(stage.rows, { wait: async () => undefined, signal: AbortSignal.abort() });
  expect(folded).not.toHaveBeenCalled();
});

test('DI4 whoever is on a post’s photos and on its stage is shown with their rights where it is approved', () => {
  const stage = new Stage();
  stage.put({ ...stage.get('segment', 'c01'), people: ['p01'] });
  const post = stage.draft('d1', { segment: 'c01' });
  stage.photo(post, { people: ['p02', 'p01'] });
  expect(concernedBy(stage.rows, stage.get('post', post)).map(({ id }) => id)).toEqual(['p02', 'p01']);
  stage.put({ ...stage.get('person', 'p02'), erased: true });
  expect(concernedBy(stage.rows, stage.get('post', post)).map(({ id }) => id)).toEqual(['p01']);
});

test('two letters stand for a face', () => {
  expect(initialsOf('Maëlys Tournepierre')).toBe('MT');
  expect(initialsOf('Linh Đan Trần-Belorme')).toBe('LB');
  expect(initialsOf('Oulan')).toBe('O');
});
