import { expect, test } from 'vitest';
import { fieldsOf, firstWords } from '../../../client/staff/compose/start.ts';
import { Stage } from '../../shared/stage.ts';

function onStage(): Stage {
  const stage = new Stage();
  stage.put({ ...stage.get('segment', 'c01'), people: ['p01'] });
  stage.act('segment.top', { segment: 'c01', pressedAtMs: stage.nowMs }, 'sidonie');
  return stage;
}

test('CO14 a quote opens its marks with the caret inside, and names who is on stage and the hashtag behind', () => {
  const { rows } = onStage();
  expect(firstWords(rows, { start: 'quote', segment: 'c01' }, 'fr')).toEqual({
    words: '«\u00A0\u00A0» @{p01|full} #MT180',
    caret: 2,
  });
  expect(firstWords(rows, { start: 'quote' }, 'en')).toEqual({ words: '“” #MT180', caret: 1 });
});

test('CO15 a new post takes the default channels, and what is on stage is soon old', () => {
  const { rows, nowMs } = onStage();
  expect(fieldsOf(rows, { start: 'quote', segment: 'c01' }, nowMs)).toMatchObject({
    kind: 'quote',
    segment: 'c01',
    channels: ['bsky', 'insta', 'masto', 'wall'],
    freshForMs: 300_000,
    language: 'fr',
  });
  expect(fieldsOf(rows, { segment: 'c02' }, nowMs).freshForMs).toBe(600_000);
  expect(fieldsOf(rows, { segment: 'nowhere' }, nowMs).segment).toBeUndefined();
});

test('CO16 a correction answers what it corrects, on the same channels', () => {
  const stage = onStage();
  stage.fired('p', { channels: ['bsky'] });
  const fields = fieldsOf(stage.rows, { corrects: 'p' }, stage.nowMs);
  expect(fields).toMatchObject({ corrects: 'p', after: 'p', channels: ['bsky'] });
  expect(firstWords(stage.rows, { corrects: 'p' }, 'fr').words).toBe('Correction\u00A0: ');
});
