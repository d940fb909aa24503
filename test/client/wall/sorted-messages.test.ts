import { expect, test } from 'vitest';
import { sortedMessages, stands } from '../../../client/staff/wall/sorted-messages.ts';
import type { MessageRow, Verdict } from '../../../shared/rows/message.ts';
import { RowMap } from '../../../shared/rows/rows.ts';

const message = (
  id: string,
  verdict: Verdict,
  saidMs: number,
  atMs = saidMs,
  more: Partial<MessageRow> = {},
): MessageRow => ({
  row: 'message',
  id,
  network: 'bluesky',
  author: 'Camille',
  words: id,
  saidMs,
  verdict,
  rev: 1,
  by: 'engine:audience',
  atMs,
  ...more,
});
const ids = (messages: readonly MessageRow[]) => messages.map(({ id }) => id);

test('SR1 the oldest message that nobody judged comes first, and stays while others arrive', () => {
  const before = new RowMap([message('b', 'new', 2), message('a', 'new', 1)]);
  const after = new RowMap([message('c', 'new', 3), message('b', 'new', 2), message('a', 'new', 1)]);
  expect(ids(sortedMessages(before).fresh)).toEqual(['a', 'b']);
  expect(ids(sortedMessages(after).fresh)).toEqual(['a', 'b', 'c']);
});

test('SR2 judged messages stand by verdict, the latest judged first; erased ones nowhere', () => {
  const rows = new RowMap([
    message('early', 'shown', 1, 10),
    message('late', 'shown', 0, 20),
    message('left', 'aside', 1),
    message('no', 'refused', 1),
    message('gone', 'shown', 1, 30, { erased: true }),
    message('blank', 'new', 1, 30, { erased: true }),
  ]);
  const sorted = sortedMessages(rows);
  expect(ids(sorted.shown)).toEqual(['late', 'early']);
  expect([ids(sorted.aside), ids(sorted.refused), ids(sorted.fresh)]).toEqual([['left'], ['no'], []]);
});

test('NI53 a judgement that was refused, or that another person changed, is no longer said done nor undone', () => {
  const judged = { message: message('a', 'new', 1), to: 'refused' } as const;
  expect(stands(new RowMap([message('a', 'refused', 1)]), judged)).toBe(true);
  expect(stands(new RowMap([message('a', 'new', 1)]), judged)).toBe(false);
  expect(stands(new RowMap([message('a', 'shown', 1)]), judged)).toBe(false);
  expect(stands(new RowMap([message('a', 'refused', 1, 1, { erased: true })]), judged)).toBe(false);
  expect(stands(new RowMap(), judged)).toBe(false);
});
