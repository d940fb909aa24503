import { expect, test } from 'vitest';
import { boardOf } from '../../../client/staff/posts/board.ts';
import { sharesOf } from '../../../client/staff/posts/equity.ts';
import { findPosts } from '../../../client/staff/posts/find.ts';
import { oldestMs, toApprove } from '../../../client/staff/posts/to-approve.ts';
import type { PostKind } from '../../../shared/rows/post.ts';
import { Stage } from '../../shared/stage.ts';

function withPost(stage: Stage, id: string, segment: string | undefined, kind: PostKind, words?: string): void {
  stage.draft(id, segment === undefined ? {} : { segment }, words);
  stage.put({ ...stage.get('post', id), kind });
}

function evening(): Stage {
  const stage = new Stage();
  stage.put({ ...stage.get('segment', 'c01'), people: ['p01'] });
  stage.put({ ...stage.get('segment', 'c02'), people: ['p02'] });
  return stage;
}

test('CO60 the board shows each segment’s posts by kind, and what most talks have and one lacks as a gap', () => {
  const stage = evening();
  stage.put({ ...stage.get('segment', 'c02'), id: 'c03', rank: 2.5 });
  withPost(stage, 'a', 'c01', 'quote');
  withPost(stage, 'b', 'c02', 'quote');
  withPost(stage, 'n', undefined, 'logistics');
  const board = boardOf(stage.rows, { room: undefined, atMs: stage.nowMs });
  expect(board.kinds).toEqual(['quote', 'logistics']);
  expect(board.rows.map(({ segment }) => segment?.id)).toEqual([undefined, 'c01', 'c02', 'c03', 'prix-1']);
  const gaps = board.rows.filter(({ missing }) => missing.size > 0);
  expect(gaps.map(({ segment, missing }) => [segment?.id, [...missing]])).toEqual([['c03', ['quote']]]);
  expect(board.rows[1]?.cells.get('quote')).toEqual([{ post: 'a', mark: 'draft', status: 'draft' }]);
  expect(boardOf(stage.rows, { room: 'elsewhere', atMs: stage.nowMs }).rows.map(({ segment }) => segment?.id)).toEqual([
    undefined,
  ]);
});

test('CO61 each speaker’s posts are counted (their talk’s, those that name or show them), the least served first', () => {
  const stage = evening();
  withPost(stage, 'a', 'c01', 'intro');
  withPost(stage, 'b', undefined, 'free', 'Bravo @{p01} !');
  withPost(stage, 'c', undefined, 'photo');
  stage.photo('c', { people: ['p01'] });
  stage.fired('d', { segment: 'c02' });
  expect(sharesOf(stage.rows).map(({ person, fired, planned, few }) => [person.id, fired, planned, few])).toEqual([
    ['p02', 1, 0, true],
    ['p01', 0, 3, false],
  ]);
});

test('CO62 posts are found by words, people, status, channel, room, owner; withdrawn ones in the bin only', () => {
  const stage = evening();
  withPost(stage, 'a', 'c01', 'quote', 'L’été sera chaud.');
  withPost(stage, 'b', 'c02', 'free', 'Merci @{p01}.');
  stage.draft('c', { channels: ['wall'] }, 'Pause.');
  const find = (wanted: object) =>
    findPosts(stage.rows, { query: '', ...wanted }, stage.nowMs).map(({ post }) => post.id);
  expect(find({ query: "l'ete" })).toEqual(['a']);
  expect(find({ query: 'maelys' })).toEqual(['a', 'b']);
  expect(find({ channel: 'bsky' })).toEqual(['a', 'b']);
  expect(find({ segment: '' })).toEqual(['c']);
  expect(find({ room: 'elsewhere' })).toEqual(['c']);
  expect(find({ mine: 'loane' })).toEqual(['a', 'b', 'c']);
  expect(find({ mine: 'naima' })).toEqual([]);
  expect(find({ status: 'submitted' })).toEqual([]);
  stage.act('post.submit', { post: 'b' }, 'loane');
  expect(find({ status: 'submitted' })).toEqual(['b']);
  stage.act('post.withdraw', { post: 'c' }, 'loane');
  expect(find({})).toEqual(['a', 'b']);
  expect(find({ bin: true })).toEqual(['c']);
});

test('CO63 what waits for approval comes in the order it goes, with how long the oldest has waited', () => {
  const stage = evening();
  stage.draft('hand');
  stage.draft('soon', { cue: { kind: 'clock', atMs: stage.nowMs + 600_000 } });
  stage.draft('edited');
  stage.act('post.submit', { post: 'hand' }, 'loane');
  const firstMs = stage.nowMs;
  stage.nowMs += 60_000;
  stage.act('post.submit', { post: 'soon' }, 'loane');
  stage.approve('edited');
  const parents = Object.values(stage.seen('edited').texts);
  stage.act('post.write', { post: 'edited', variant: 'all', parents, words: 'Autre.' }, 'loane');
  const waiting = toApprove(stage.rows, stage.nowMs);
  expect(waiting.map(({ post, again }) => [post.id, again])).toEqual([
    ['soon', false],
    ['hand', false],
    ['edited', true],
  ]);
  expect(oldestMs(waiting)).toBe(firstMs);
  expect(oldestMs([])).toBeUndefined();
});
