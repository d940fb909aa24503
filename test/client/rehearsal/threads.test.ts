import { expect, test } from 'vitest';
import { sentMark, threadsOf } from '../../../client/staff/rehearsal/threads.ts';
import type { RehearsalPost } from '../../../shared/rehearsal.ts';

const post = (channel: string, id: string, replyTo?: string): RehearsalPost => ({
  channel,
  id,
  words: id,
  language: 'fr',
  photos: [],
  replyTo,
  atMs: 0,
  removed: false,
});

test('SR20 a reply stands beside the post it answers on the same channel only', () => {
  const first = post('bsky', 'one');
  const posts = [post('masto', 'three', 'one'), post('bsky', 'two', 'one'), first];
  expect(threadsOf(posts, undefined).map(({ answers }) => answers)).toEqual([undefined, first, undefined]);
  expect(threadsOf(posts, 'bsky').map(({ post: { id } }) => id)).toEqual(['two', 'one']);
});

test('SR21 the page asks anew when a publication appears or changes, and not otherwise', () => {
  const mark = sentMark([{ rev: 4 }, { rev: 2 }]);
  expect(sentMark([{ rev: 2 }, { rev: 4 }])).toBe(mark);
  expect(sentMark([{ rev: 4 }, { rev: 5 }])).not.toBe(mark);
  expect(sentMark([{ rev: 4 }, { rev: 2 }, { rev: 3 }])).not.toBe(mark);
});
