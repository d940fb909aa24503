import { expect, test } from 'vitest';
import { delayArgs } from '../../../client/staff/conducteur/acts.ts';
import { lateMs } from '../../../client/staff/conducteur/late.ts';
import { passedBy } from '../../../client/staff/conducteur/passed-by.ts';
import { previewOf, reasonsOf } from '../../../client/staff/conducteur/preview.ts';
import { soonest } from '../../../client/staff/shell/soonest.ts';
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
