import { expect, test } from 'vitest';
import { cameDue } from '../../../client/staff/direct/came-due.ts';
import { Stage } from '../../shared/stage.ts';

function held(): Stage {
  const stage = new Stage();
  for (const [id, inMs] of [
    ['soon', 60_000],
    ['later', 3_600_000],
  ] as const) {
    stage.draft(id, { cue: { kind: 'clock', atMs: stage.nowMs + inMs } });
    stage.approve(id);
  }
  stage.act('show.hold', { kind: 'person', reason: 'incident' }, 'octave');
  return stage;
}

test('a release reviews what came due, and nothing else', () => {
  const stage = held();
  stage.nowMs += 120_000;
  expect(cameDue(stage.rows, stage.nowMs).posts).toMatchObject([{ post: { id: 'soon' }, missed: false }]);
});

test('what came due too long ago is marked as missed', () => {
  const stage = held();
  stage.nowMs += 1_800_000;
  expect(cameDue(stage.rows, stage.nowMs).posts).toMatchObject([{ post: { id: 'soon' }, missed: true }]);
});

test('what a release left is not asked again at the next one', () => {
  const stage = held();
  stage.nowMs += 120_000;
  const saw = stage.get('show', 'final').held?.atMs ?? 0;
  stage.act('show.release', { saw, send: [], drop: [] }, 'naima');
  stage.act('show.hold', { kind: 'person', reason: 'encore' }, 'octave');
  expect(cameDue(stage.rows, stage.nowMs).posts).toEqual([]);
});

test('what was fired before and is still owed to a network is reviewed too', () => {
  const stage = new Stage();
  stage.fired('p', { channels: ['bsky', 'wall'] });
  expect(cameDue(stage.rows, stage.nowMs).publications).toMatchObject([{ id: 'p:bsky' }]);
});
