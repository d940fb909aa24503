import { expect, test } from 'vitest';
import { seenOfCheck } from '../../client/staff/settings/checks.ts';
import { loadOf } from '../../shared/channel-load.ts';
import { Stage } from './stage.ts';

function onX(fields: object = {}): Stage {
  const stage = new Stage();
  stage.put({ ...stage.get('channel', 'masto'), network: 'x', ...fields });
  return stage;
}
const load = (stage: Stage, channel: string) => {
  const found = loadOf(stage.rows, stage.get('channel', channel), stage.nowMs);
  if (!found) throw new Error('not served');
  return found;
};
const within = (stage: Stage) =>
  seenOfCheck('within-limits', {
    rows: stage.rows,
    atMs: stage.nowMs,
    isOnline: true,
    offsetMs: 0,
    unsent: 0,
    persisted: true,
    screens: 1,
    rehearsed: true,
    here: [],
  });

test('CH130 an evening counts what went out and what is to come, open places for photos included', () => {
  const stage = new Stage();
  stage.fired('p1', { channels: ['masto'] });
  stage.draft('p2', { channels: ['masto'], slots: [{ name: 'photo', kind: 'photo', required: true }] });
  stage.photo('p2', { slot: 'photo' });
  stage.draft('p3', { channels: ['masto'], slots: [{ name: 'photo', kind: 'photo', required: true }] });
  stage.draft('p4', { channels: ['bsky'] });
  stage.draft('p5', { channels: ['masto'] });
  stage.act('post.withdraw', { post: 'p5' }, 'loane');
  expect(load(stage, 'masto')).toMatchObject({ evening: { posts: 3, photos: 2, cost: 0 }, spent: 0, toCome: 0 });
  expect(loadOf(stage.rows, stage.get('channel', 'insta'), stage.nowMs)).toBeUndefined();
});

test('CH131 the cost of X is told before and while it goes, at the prices of its channel', () => {
  const stage = onX();
  stage.draft('p1', { channels: ['masto'] }, 'Bonsoir.');
  stage.draft('p2', { channels: ['masto'] }, 'À suivre sur cnrs.fr');
  expect(load(stage, 'masto')).toMatchObject({ spent: 0, toCome: 0.215, over: false });
  stage.act('post.fire', { post: 'p1', approval: stage.approve('p1') }, 'loane');
  expect(load(stage, 'masto')).toMatchObject({ spent: 0.015, toCome: 0.2 });

  stage.act('channel.edit', { channel: 'masto', change: { budget: { to: 0.2 } } }, 'ada');
  expect(load(stage, 'masto').over).toBe(true);
  expect(within(stage)).toEqual({ state: 'no', count: 1 });
  const prices = { post: 0.01, postWithLink: 0.02, removal: 0, altText: 0, ownRead: 0 };
  stage.act('channel.edit', { channel: 'masto', change: { prices: { to: prices } } }, 'ada');
  expect(load(stage, 'masto')).toMatchObject({ spent: 0.01, toCome: 0.02, budget: 0.2, over: false });
  expect(within(stage)).toEqual({ state: 'yes' });
  // Nothing is stopped: a post goes out past the budget.
  stage.act('channel.edit', { channel: 'masto', change: { budget: { from: 0.2, to: 0 } } }, 'ada');
  expect(stage.refused('post.fire', { post: 'p2', approval: stage.approve('p2') }, 'loane')).toBeUndefined();
});

test('CH132 an evening that would pass a limit is told beforehand, with its fullest stretch', () => {
  const stage = new Stage();
  for (let n = 1; n <= 8; n++) {
    const slots = ['a', 'b', 'c', 'd'].map((name) => ({ name, kind: 'photo' as const, required: false }));
    stage.draft(`p${n}`, { channels: ['masto'], segment: 'c01', slots });
  }
  const { evening, over } = load(stage, 'masto');
  expect(over).toBe(true);
  expect(evening.quotas.filter((quota) => quota.over)).toEqual([
    {
      what: 'photos',
      limit: 30,
      withinMs: 30 * 60_000,
      used: 32,
      fromMs: stage.get('segment', 'c01').plannedMs,
      over: true,
    },
  ]);
  expect(within(stage)).toEqual({ state: 'no', count: 1 });
});
