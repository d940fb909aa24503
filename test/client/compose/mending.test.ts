import { expect, test } from 'vitest';
import { mendLines, waysOf } from '../../../client/staff/compose/mending.ts';
import { postActs } from '../../../client/staff/compose/post-acts.ts';
import { Stage } from '../../shared/stage.ts';

const BY = 'engine:publisher';

test('PO100 who corrects is told what is done on each channel before it is done, the best way first', () => {
  const stage = new Stage();
  stage.fired('p');
  for (const [channel, outcome] of [
    ['bsky', 'published'],
    ['masto', 'refused'],
  ] as const) {
    const of = { publication: `p:${channel}`, round: 1, n: 1 };
    stage.act('publication.try', of, BY);
    stage.act('publication.outcome', { ...of, outcome, remote: { id: channel } }, BY);
  }
  const me = stage.get('staff', 'naima');
  const acts = () => postActs(stage.rows, { post: stage.get('post', 'p'), me, atMs: stage.nowMs });
  expect(acts().primary).toBeUndefined();
  const parents = Object.values(stage.seen('p').texts);
  stage.act('post.write', { post: 'p', variant: 'all', parents, words: 'Bonjour.' }, 'loane');
  expect(acts().primary).toBe('mend');
  const lines = (chosen: Parameters<typeof mendLines>[2] = {}) => mendLines(stage.rows, stage.get('post', 'p'), chosen);
  expect(waysOf(lines())).toEqual({ bsky: 'replace', masto: 'leave', wall: 'edit' });
  expect(lines().map(({ publication, ways, does }) => [publication.channel, ways, does])).toEqual([
    ['bsky', ['replace', 'leave'], 'left'],
    ['masto', [], 'anew'],
    ['wall', [], 'wall'],
  ]);
  expect(waysOf(lines({ bsky: 'leave' }))).toMatchObject({ bsky: 'leave' });
});
