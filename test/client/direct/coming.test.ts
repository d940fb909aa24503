import { expect, test } from 'vitest';
import { comingPosts } from '../../../client/staff/direct/coming.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import type { RowMap } from '../../../shared/rows/rows.ts';
import { at, MINUTE, segment, showWith } from '../../fixtures/conduct.ts';

function withPost(rows: RowMap, id: string, fields: Partial<PostRow>): void {
  rows.put({
    row: 'post',
    id,
    epoch: 'e',
    kind: 'free',
    cue: { kind: 'hand' },
    freshForMs: 10 * MINUTE,
    channels: [],
    language: 'fr',
    state: 'draft',
    needsTwo: false,
    slots: [],
    madeBy: 'loane',
    starred: false,
    pinned: false,
    rev: 1,
    by: 'loane',
    atMs: 0,
    ...fields,
  });
}
const start = (of: string, offsetMs = 0) =>
  ({ segment: of, cue: { kind: 'segment', segment: of, edge: 'start', offsetMs } }) as const;

function evening(): RowMap {
  const rows = showWith(
    { id: 'one', plannedMs: at(19, 0) },
    { id: 'two', plannedMs: at(19, 10) },
    { id: 'elsewhere', plannedMs: at(19, 5), rooms: ['B'] },
  );
  withPost(rows, 'of-two', start('two', -20_000));
  withPost(rows, 'of-one', start('one', 60_000));
  withPost(rows, 'of-elsewhere', start('elsewhere'));
  withPost(rows, 'by-hand', {});
  withPost(rows, 'gone', { ...start('one'), state: 'fired' });
  return rows;
}
const ids = (rows: RowMap, room: string | undefined, atMs: number) =>
  comingPosts(rows, { room, atMs }).map(({ post }) => post.id);

test('the soonest of my room comes first, and what is fired by hand last', () => {
  expect(ids(evening(), 'A', at(18, 59))).toEqual(['of-one', 'of-two', 'by-hand']);
});

test('with no room chosen, those of all rooms come', () => {
  expect(ids(evening(), undefined, at(18, 59))).toEqual(['of-one', 'of-elsewhere', 'of-two', 'by-hand']);
});

test('what waits for a late Top stays first, however late it is', () => {
  expect(ids(evening(), 'A', at(19, 40))[0]).toBe('of-one');
});

test('posts of cancelled and of passed segments are left to the tray', () => {
  const rows = evening();
  rows.put(segment({ id: 'one', rank: 0, plannedMs: at(19, 0), cancelled: true }));
  expect(ids(rows, 'A', at(18, 59))).toEqual(['of-two', 'by-hand']);
  const jumped = evening();
  jumped.put(segment({ id: 'two', rank: 1, plannedMs: at(19, 10), startMs: at(18, 58), startedBy: 't' }));
  expect(ids(jumped, 'A', at(18, 59))).toEqual(['of-two', 'by-hand']);
});

test('what was missed is left to the tray, unless its segment is on now', () => {
  const rows = evening();
  withPost(rows, 'at-six', { cue: { kind: 'clock', atMs: at(18, 0) } });
  expect(ids(rows, 'A', at(18, 59))).not.toContain('at-six');
  rows.put(
    segment({ id: 'one', rank: 0, plannedMs: at(19, 0), durationMs: 60 * MINUTE, startMs: at(19, 0), startedBy: 't' }),
  );
  const found = comingPosts(rows, { room: 'A', atMs: at(19, 30) }).find(({ post }) => post.id === 'of-one');
  expect(found).toMatchObject({ missed: true, atMs: at(19, 1) });
});

test('NI52 what an earlier segment left comes after the posts of the one that is on, and before what is later', () => {
  const rows = evening();
  const top = { startedBy: 't', durationMs: 5 * MINUTE };
  withPost(rows, 'of-two', start('two', 3 * MINUTE));
  withPost(rows, 'later', { cue: { kind: 'clock', atMs: at(19, 30) } });
  rows.put(segment({ id: 'one', rank: 0, plannedMs: at(19, 0), startMs: at(19, 0), ...top }));
  withPost(rows, 'of-one', { ...start('one', 60_000), freshForMs: 60 * MINUTE });
  expect(ids(rows, 'A', at(19, 8))).toEqual(['of-one', 'of-two', 'later', 'by-hand']);
  rows.put(segment({ id: 'two', rank: 1, plannedMs: at(19, 10), startMs: at(19, 10), ...top }));
  expect(ids(rows, 'A', at(19, 11))).toEqual(['of-two', 'of-one', 'later', 'by-hand']);
});

test('NI64 what is overdue of no segment, or of one to come, stands after the posts of who is on stage; with nobody there, first', () => {
  const rows = evening();
  withPost(rows, 'overdue', { cue: { kind: 'clock', atMs: at(19, 1) } });
  withPost(rows, 'of-two', start('two', -8 * MINUTE));
  withPost(rows, 'due', { cue: { kind: 'clock', atMs: at(19, 4, 30) } });
  const talk = { id: 'one', rank: 0, plannedMs: at(19, 0), startMs: at(19, 0), startedBy: 't' };
  rows.put(segment({ ...talk, durationMs: 5 * MINUTE }));
  withPost(rows, 'of-one', { ...start('one', 4 * MINUTE) });
  expect(ids(rows, 'A', at(19, 3))).toEqual(['of-one', 'overdue', 'of-two', 'due', 'by-hand']);
  rows.put(segment({ ...talk, endMs: at(19, 2, 30), endedBy: 'e' }));
  expect(ids(rows, 'A', at(19, 3))[0]).toBe('overdue');
});
