import { expect, test } from 'vitest';
import { backOf, type Move, moveTo, rankAfter } from '../../../client/staff/conducteur/moves.ts';
import type { RowMap } from '../../../shared/rows/rows.ts';
import { runningOrder } from '../../../shared/running-order.ts';
import { at, MINUTE, showWith } from '../../fixtures/conduct.ts';

/** Three talks of three, five and ten minutes, with pauses of one and two. */
const evening = () =>
  showWith(
    { id: 'a', plannedMs: at(19, 0), durationMs: 3 * MINUTE },
    { id: 'b', plannedMs: at(19, 4), durationMs: 5 * MINUTE },
    { id: 'c', plannedMs: at(19, 11), durationMs: 10 * MINUTE },
  );
const order = (rows: RowMap) => runningOrder(rows, at(18, 0)).inRoom('A');

function write(rows: RowMap, moves: readonly Move[]): void {
  for (const { segment, rank, plannedMs } of moves) {
    const row = rows.get('segment', segment);
    if (row) rows.put({ ...row, rank: rank.to, plannedMs: plannedMs.to });
  }
}
const shape = (rows: RowMap) => order(rows).map(({ id, plannedMs }) => `${id} ${(plannedMs - at(19)) / MINUTE}`);

test('what moves earlier takes the slot, and those it overtakes follow with the old pauses', () => {
  const rows = evening();
  write(rows, moveTo(order(rows), { segment: 'c', place: 0 }));
  expect(shape(rows)).toEqual(['c 0', 'a 11', 'b 16']);
});

test('what moves later leaves its slot to those that follow', () => {
  const rows = evening();
  write(rows, moveTo(order(rows), { segment: 'a', place: 1 }));
  expect(shape(rows)).toEqual(['b 0', 'a 6', 'c 11']);
});

test('a move touches only what lies between the old place and the new', () => {
  const rows = evening();
  expect(moveTo(order(rows), { segment: 'b', place: 2 }).map(({ segment }) => segment)).not.toContain('a');
});

test('after a move nobody waits for an hour that is later than before', () => {
  const rows = evening();
  const endMs = runningOrder(rows, at(18)).endOf('c');
  write(rows, moveTo(order(rows), { segment: 'c', place: 0 }));
  const last = order(rows).at(-1)?.id ?? '';
  expect(runningOrder(rows, at(18)).endOf(last)).toBe(endMs);
});

test('a move taken back leaves all as it was', () => {
  const rows = evening();
  const before = shape(rows);
  const moves = moveTo(order(rows), { segment: 'c', place: 0 });
  write(rows, moves);
  write(rows, backOf(moves));
  expect(shape(rows)).toEqual(before);
});

test('a move to where it is, or to nowhere, is none', () => {
  const rows = evening();
  for (const place of [1, -1, 3]) expect(moveTo(order(rows), { segment: 'b', place })).toEqual([]);
  expect(moveTo(order(rows), { segment: 'unknown', place: 0 })).toEqual([]);
});

test('a new segment is ranked between what it follows and what comes next, or before all', () => {
  const rows = evening();
  expect(rankAfter(rows, 'a')).toBe(0.5);
  expect(rankAfter(rows, 'c')).toBe(3);
  expect(rankAfter(rows, undefined)).toBe(-1);
});
