import { expect, test } from 'vitest';
import { f4 } from './f4-crash.ts';
import { f12 } from './f12-scheduler.ts';
import { f13 } from './f13-publish.ts';
import { publishOnce } from './publish-once.ts';

test('FA1 on phones whose system crashes, nothing that the server acknowledged is lost and no id is used twice', {
  timeout: 240_000,
}, async () => {
  const { violations, counted } = await f4.run({ rounds: 60, from: 1 });
  expect(violations).toEqual([]);
  expect(counted?.crashes).toBeGreaterThan(60);
});

test('FA2 in the night when clocks change, over steps, leaps and restarts, nothing fires early or twice, and what is late asks', {
  timeout: 240_000,
}, async () => {
  const { violations, counted } = await f12.run({ rounds: 100, from: 1 });
  expect(violations).toEqual([]);
  for (const what of ['fired', 'missed', 'restarts', 'steps', 'leaps', 'hours asked about'])
    expect(counted?.[what], what).toBeGreaterThan(20);
});

test('FA3 whatever meets a call on whatever kind of network, nothing is published twice and nothing is silent', {
  timeout: 240_000,
}, async () => {
  const { violations, figures, counted } = await f13.run({ rounds: 60, from: 1 });
  expect(violations).toEqual([]);
  expect(figures.map(({ value }) => value)).toEqual([0, 0]);
  expect(counted?.faults).toBeGreaterThan(300);
  expect(counted?.crashes).toBeGreaterThan(30);
});

test('FA4 a look-up that takes an absence for granted is caught', async () => {
  const doubled: string[] = [];
  for (let seed = 1; seed <= 60; seed += 1)
    doubled.push(...(await publishOnce('blind', seed, { lies: true })).violations);
  expect(doubled).toContain('2 posts for one publication');
});
