import { expect, test } from 'vitest';
import { delayArgs } from '../../../client/staff/conducteur/acts.ts';
import { lateMs, laterDelay } from '../../../client/staff/conducteur/late.ts';
import { moveTo } from '../../../client/staff/conducteur/moves.ts';
import { passedBy } from '../../../client/staff/conducteur/passed-by.ts';
import { previewOf, previewOrder, reasonsOf } from '../../../client/staff/conducteur/preview.ts';
import { soonest } from '../../../client/staff/shell/soonest.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import { runningOrder } from '../../../shared/running-order.ts';
import { at, MINUTE, segment, showWith } from '../../fixtures/conduct.ts';

const evening = () =>
  showWith(
    { id: 'a', plannedMs: at(19, 0) },
    { id: 'b', plannedMs: at(19, 6) },
    { id: 'vote', plannedMs: at(19, 8), beside: true },
    { id: 'c', plannedMs: at(19, 12), rooms: ['A', 'B'] },
  );

test('a Top asks about what it would leave aside in its rooms, in order', () => {
  const rows = evening();
  const ids = (of: string, atMs = at(18, 59)) => {
    const found = rows.get('segment', of);
    return found ? passedBy(rows, found, atMs).map(({ id }) => id) : undefined;
  };
  expect(ids('a')).toEqual([]);
  expect(ids('c')).toEqual(['a', 'b']);
  expect(ids('vote')).toEqual([]);
  rows.put(segment({ id: 'a', rank: 0, plannedMs: at(19, 0), startMs: at(19, 0), startedBy: 't' }));
  expect(ids('c')).toEqual(['b']);
});

test('the delay is that of what comes next', () => {
  const rows = evening();
  expect(lateMs(runningOrder(rows, at(18, 0)), 'A')).toBe(0);
  expect(lateMs(runningOrder(rows, at(19, 3)), 'A')).toBe(3 * MINUTE);
  rows.put(segment({ id: 'a', rank: 0, plannedMs: at(19, 0), startMs: at(19, 4), startedBy: 't' }));
  expect(lateMs(runningOrder(rows, at(19, 5)), 'A')).toBe(4 * MINUTE);
  expect(lateMs(runningOrder(rows, at(19, 5)), 'K')).toBe(undefined);
});

test('TI102 a delay that begins further on is told from where it begins, however on time what comes next is', () => {
  const rows = evening();
  const later = () => laterDelay(runningOrder(rows, at(18, 0)), 'A');
  expect(later()).toBeUndefined();
  const put = (id: string, delayMs: number) => {
    const found = rows.get('segment', id);
    if (found) rows.put(segment({ ...found, delayMs }));
  };
  put('b', 10 * MINUTE);
  expect(lateMs(runningOrder(rows, at(18, 0)), 'A')).toBe(0);
  expect(later()).toMatchObject({ segment: { id: 'b' }, lateMs: 10 * MINUTE });
  // All as late as what comes next: the one delay tells it.
  put('b', 0);
  put('a', 10 * MINUTE);
  expect(later()).toBeUndefined();
});

test('TI103 a new order says what it moves before it is made: all that changes places, together', () => {
  const rows = evening();
  const coming = runningOrder(rows, at(18, 0))
    .inRoom('A')
    .filter(({ beside }) => !beside);
  expect(coming.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  rows.put(post('of-a', 'a'));
  rows.put(post('of-b', 'b'));
  rows.put(post('of-c', 'c'));
  const preview = previewOrder(rows, moveTo(coming, { segment: 'b', place: 0 }), at(18, 0));
  expect(preview?.moved).toEqual([
    { post: 'of-a', fromMs: at(19, 0), toMs: at(19, 6) },
    { post: 'of-b', fromMs: at(19, 6), toMs: at(19, 0) },
  ]);
  expect(rows.get('segment', 'b')?.plannedMs).toBe(at(19, 6));
});

const post = (id: string, of: string): PostRow => ({
  row: 'post',
  id,
  epoch: 'e1',
  segment: of,
  kind: 'free',
  cue: { kind: 'segment', segment: of, edge: 'start', offsetMs: 0 },
  freshForMs: MINUTE,
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
});

test('+N is a delay before a segment has begun, and its overrun after', () => {
  const rows = evening();
  const coming = rows.get('segment', 'a');
  if (!coming) throw new Error('no segment');
  expect(delayArgs(rows, { segment: coming, byMs: MINUTE, atMs: at(18, 0) })).toEqual({
    segment: 'a',
    from: 0,
    to: MINUTE,
  });
  const begun = segment({ ...coming, startMs: at(19, 0), startedBy: 't', overrunMs: 2 * MINUTE });
  rows.put(begun);
  expect(delayArgs(rows, { segment: begun, byMs: MINUTE, atMs: at(19, 1) })).toMatchObject({
    from: 2 * MINUTE,
    to: 3 * MINUTE,
  });
});

test('what comes next in several rooms is the soonest, a shared segment once', () => {
  const rows = evening();
  const order = runningOrder(rows, at(18, 0));
  expect([1, 2, 3, 4, 5].map((n) => soonest(order, ['A', 'B'], n)?.id)).toEqual(['a', 'b', 'vote', 'c', undefined]);
});

test('a preview says what moves and why some of it needs a look', () => {
  const rows = evening();
  const preview = previewOf(rows, {
    name: 'segment.delay',
    args: { segment: 'c', from: 0, to: MINUTE },
    atMs: at(18, 0),
  });
  expect(preview && reasonsOf(preview)).toEqual(['after-show']);
  expect(previewOf(rows, { name: 'segment.delay', args: { segment: 'c', from: 5, to: 6 }, atMs: at(18, 0) })).toBe(
    undefined,
  );
});
