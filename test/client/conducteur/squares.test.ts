import { expect, test } from 'vitest';
import { squaresOf } from '../../../client/staff/conducteur/squares.ts';
import { markOf } from '../../../client/staff/parts/marks.ts';
import { POST_STATUSES } from '../../../shared/post-status.ts';
import { Stage } from '../../shared/stage.ts';

const start = (segment: string) =>
  ({ segment, cue: { kind: 'segment', segment, edge: 'start', offsetMs: 0 } }) as const;

test('a segment shows a square a post: sent, ready, to be written', () => {
  const stage = new Stage();
  stage.fired('sent', { ...start('prix-1'), channels: ['wall'] });
  stage.draft('ready', start('prix-1'));
  stage.approve('ready');
  stage.draft('drafted', start('prix-1'));
  const marks = squaresOf(stage.rows, stage.nowMs)('prix-1').map(({ mark }) => mark);
  expect(marks.sort()).toEqual(['draft', 'ready', 'sent']);
});

test('where the other talks have a post of a kind, a talk without one shows the gap', () => {
  const stage = new Stage();
  for (const id of ['c03', 'c04']) stage.put({ ...stage.get('segment', 'c02'), id });
  for (const talk of ['c01', 'c02', 'c03']) stage.draft(`${talk}-free`, start(talk));
  const squares = squaresOf(stage.rows, stage.nowMs);
  expect(squares('c04')).toEqual([{ mark: 'missing', kind: 'free', status: 'missing' }]);
  expect(squares('c01').map(({ mark }) => mark)).toEqual(['draft']);
  expect(squares('prix-1')).toEqual([]);
});

test('what was withdrawn has no square', () => {
  const stage = new Stage();
  stage.draft('p', start('c01'));
  stage.act('post.withdraw', { post: 'p' }, 'loane');
  expect(squaresOf(stage.rows, stage.nowMs)('c01')).toEqual([]);
});

test('every status but withdrawn has its square', () => {
  for (const status of POST_STATUSES) expect(markOf(status) === undefined).toBe(status === 'withdrawn');
});
