import { expect, test } from 'vitest';
import { noticesOf } from '../../shared/notices.ts';
import { Stage } from './stage.ts';

const told = (stage: Stage) =>
  noticesOf(stage.rows, stage.nowMs).map(({ reason, to }) => ({ reason, to: [...to].sort() }));

test('TE2 a post to approve is for who approves, never for who wrote it; a prize in its window, for the second person', () => {
  const stage = new Stage();
  stage.draft('p');
  stage.act('post.submit', { post: 'p' }, 'loane');
  expect(told(stage)).toEqual([{ reason: 'submitted', to: ['ada', 'naima'] }]);
  stage.act('post.approve', { post: 'p', seen: stage.seen('p') }, 'naima');
  expect(told(stage)).toEqual([]);
  stage.draft('prize', { needsTwo: true, cue: { kind: 'clock', atMs: stage.nowMs } });
  stage.approve('prize');
  expect(told(stage)).toEqual([{ reason: 'second-person', to: ['ada', 'loane'] }]);
});

test('TE6 what is sent back is for who wrote it, until they have it in hand; sent back anew, it is another', () => {
  const stage = new Stage();
  stage.draft('p');
  const key = () => noticesOf(stage.rows, stage.nowMs).find(({ reason }) => reason === 'returned')?.key;
  stage.act('post.submit', { post: 'p' }, 'loane');
  stage.act('post.return', { post: 'p', reason: 'Trop long' }, 'naima');
  expect(told(stage)).toEqual([{ reason: 'returned', to: ['loane'] }]);
  const first = key();
  stage.act('post.take', { post: 'p', owner: 'loane' }, 'loane');
  expect(told(stage)).toEqual([{ reason: 'returned', to: [] }]);
  stage.nowMs += 1;
  stage.act('post.submit', { post: 'p' }, 'loane');
  expect(told(stage)).toEqual([{ reason: 'submitted', to: ['ada', 'naima'] }]);
  stage.act('post.return', { post: 'p', reason: 'Trop long' }, 'naima');
  expect(key()).not.toBe(first);
});

test('TE3 what was missed is for who approves and who wrote it; what a person left at a release is told to nobody', () => {
  const stage = new Stage();
  const cue = { kind: 'clock' as const, atMs: stage.nowMs };
  stage.draft('p', { cue });
  stage.approve('p');
  stage.nowMs += 600_001;
  expect(told(stage)).toEqual([{ reason: 'missed', to: ['ada', 'loane', 'naima'] }]);
  stage.act('post.withdraw', { post: 'p' }, 'naima');
  expect(told(stage)).toEqual([]);
  stage.draft('q', { cue: { kind: 'clock', atMs: stage.nowMs } });
  stage.approve('q');
  stage.act('show.hold', { kind: 'person', reason: '' }, 'loane');
  const { held } = stage.get('show', 'final');
  stage.act('show.release', { saw: held?.atMs ?? 0, send: [], drop: [] }, 'naima');
  expect(told(stage)).toEqual([]);
});

test('TE4 of a publication: refused is for who can send it again, unknown only once a person is asked', () => {
  const stage = new Stage();
  stage.fired('p', { channels: ['bsky', 'masto'] });
  for (const [channel, outcome] of [
    ['bsky', { outcome: 'refused' as const, reason: 'no' }],
    ['masto', { outcome: 'unknown' as const, reason: 'timeout' }],
  ] as const) {
    const publication = `p:${channel}`;
    stage.act('publication.try', { publication, round: 1, n: 1 }, 'engine:publisher');
    stage.act('publication.outcome', { publication, round: 1, n: 1, ...outcome }, 'engine:publisher');
  }
  expect(told(stage)).toEqual([{ reason: 'refused', to: ['ada', 'loane', 'naima'] }]);
  stage.put({ ...stage.get('publication', 'p:masto'), asks: true });
  expect(told(stage)).toContainEqual({ reason: 'unknown', to: ['ada', 'naima'] });
});

test('TE5 a question is for whom it was given to, its reply for who brought it, late for both and who moderates', () => {
  const stage = new Stage();
  stage.act('message.add', { message: 'q', network: 'x', author: '', words: 'Pourquoi ?' }, 'loane');
  stage.act('message.give', { message: 'q', to: { staff: 'sidonie' } }, 'loane');
  expect(told(stage)).toEqual([{ reason: 'question-given', to: ['sidonie'] }]);
  stage.nowMs += 3.5 * 3_600_000;
  expect(told(stage)).toContainEqual({ reason: 'question-late', to: ['ada', 'loane', 'octave', 'sidonie'] });
  stage.act('message.reply', { message: 'q', to: 'Parce que.' }, 'sidonie');
  expect(told(stage)).toContainEqual({ reason: 'question-reply', to: ['ada', 'loane', 'octave'] });
  stage.act('show.end', { leftovers: 'keep' }, 'ada');
  expect(told(stage).map(({ reason }) => reason)).toEqual(['question-reply', 'question-late']);
  stage.act('message.answer', { message: 'q', to: true }, 'loane');
  expect(told(stage)).toEqual([]);
});
