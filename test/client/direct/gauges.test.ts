import { expect, test } from 'vitest';
import { gaugesOf } from '../../../client/staff/gauge/gauges.ts';
import { forecast, X_PRICES } from '../../../shared/network-forecast.ts';
import { Stage } from '../../shared/stage.ts';

/** The sample show, for real. */
function real(): Stage {
  const stage = new Stage();
  stage.put({ ...stage.get('show', 'final'), rehearsal: false });
  return stage;
}
const gauges = (stage: Stage, atMs = stage.nowMs) => gaugesOf(stage.rows, atMs);

test('CH153 what X costs is told before and while the evening goes, and that it passes its budget', () => {
  const stage = real();
  expect(gauges(stage)).toEqual([]);
  stage.put({ ...stage.get('channel', 'masto'), network: 'x' });
  stage.draft('p1', { channels: ['masto'] }, 'Bonsoir.');
  stage.draft('p2', { channels: ['masto'] }, 'À suivre sur cnrs.fr');
  expect(gauges(stage)).toMatchObject([{ channel: 'masto', kind: 'cost', spent: 0, toCome: 0.215, over: false }]);
  stage.act('post.fire', { post: 'p1', approval: stage.approve('p1') }, 'loane');
  expect(gauges(stage)).toMatchObject([{ spent: 0.015, toCome: 0.2, over: false }]);
  stage.act('channel.edit', { channel: 'masto', change: { budget: { to: 0.2 } } }, 'ada');
  expect(gauges(stage)).toMatchObject([{ kind: 'cost', budget: 0.2, over: true }]);
  stage.put({ ...stage.get('show', 'final'), rehearsal: true });
  expect(gauges(stage)).toEqual([]);
});

test('CH153 a limit is told from four fifths of it on, before it is passed', () => {
  const stage = real();
  const slots = ['a', 'b', 'c', 'd'].map((name) => ({ name, kind: 'photo' as const, required: false }));
  for (let n = 1; n <= 5; n++) stage.draft(`p${n}`, { channels: ['masto'], segment: 'c01', slots });
  expect(gauges(stage)).toEqual([]);
  stage.draft('p6', { channels: ['masto'], segment: 'c01', slots });
  const fromMs = stage.get('segment', 'c01').plannedMs;
  const photos = { channel: 'masto', kind: 'quota', what: 'photos', limit: 30, fromMs };
  expect(gauges(stage)).toEqual([{ ...photos, used: 24, over: false }]);
  for (let n = 7; n <= 8; n++) stage.draft(`p${n}`, { channels: ['masto'], segment: 'c01', slots });
  expect(gauges(stage)).toEqual([{ ...photos, used: 32, over: true }]);
});

test('CH153 a stretch that is over is told no longer, nor added to what follows it', () => {
  const minute = 60_000;
  const loads = [0, 5, 40].map((at) => ({ atMs: at * minute, words: '', photos: 16 }));
  const used = (nowMs: number) => forecast('mastodon', loads, X_PRICES, nowMs).quotas[0]?.used;
  expect([10, 31, 36].map((at) => used(at * minute))).toEqual([32, 16, 16]);
});
