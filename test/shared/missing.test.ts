import { expect, test } from 'vitest';
import { missingIn } from '../../shared/missing.ts';
import { sampleStage } from '../fixtures/prepared.ts';

test('IM65 the list of what is missing names people, talks and posts, and what would stop a post first', () => {
  const stage = sampleStage();
  stage.draft('long', { segment: 'talk-1', channels: ['bsky'] }, 'très '.repeat(80));
  stage.draft('odd', { channels: [] }, 'Bonsoir {personne}');
  stage.draft('empty', {}, '  ');
  expect(missingIn(stage.rows, stage.nowMs).map(({ code, id }) => `${code} ${id}`)).toEqual([
    'too-long long',
    'no-words empty',
    'odd-token odd',
    'no-channel odd',
    'no-intro talk-1',
    'no-intro talk-2',
    'no-intro talk-3',
    'rights ada',
    'no-handle ada',
  ]);
});

test('DI2 two people with one handle are named, whatever its capitals; erased ones are nobody', () => {
  const stage = sampleStage();
  const codes = () => missingIn(stage.rows, stage.nowMs).filter(({ code }) => code === 'same-handle');
  stage.put({ ...stage.get('person', 'ada'), handles: { bluesky: 'ZOE.example' } });
  expect(codes()).toEqual([
    { code: 'same-handle', row: 'person', id: 'ada', network: 'bluesky', handle: 'ZOE.example', other: 'zoe' },
  ]);
  stage.put({ ...stage.get('person', 'ada'), erased: true });
  expect(codes()).toEqual([]);
});

test('PV43 what is no handle is in the list of what is missing, but of who was erased', () => {
  const stage = sampleStage();
  const odd = () => missingIn(stage.rows, stage.nowMs).filter(({ code }) => code === 'odd-handle');
  expect(odd()).toEqual([]);
  stage.put({ ...stage.get('person', 'ada'), handles: { bluesky: 'non', x: 'ada_x' } });
  expect(odd()).toEqual([{ code: 'odd-handle', row: 'person', id: 'ada', network: 'bluesky', handle: 'non' }]);
  stage.put({ ...stage.get('person', 'ada'), erased: true });
  expect(odd()).toEqual([]);
});
