import { expect, test } from 'vitest';
import { soak } from './f21-soak.ts';

test('FA100 a team at work before many walls, over lines that are cut, dead and slow, loses nothing, publishes nothing twice, and all of it converges', async () => {
  const { violations, counted } = await soak({
    staff: 8,
    walls: 100,
    lastsMs: 2_000,
    warmMs: 300,
    actEveryMs: [200, 800],
    faultEveryMs: [300, 900],
    networksFail: false,
    from: 1,
  });
  expect(violations).toEqual([]);
  expect(counted?.acts).toBeGreaterThan(30);
  expect(counted?.answers).toBeGreaterThan(10);
  expect(counted?.['wall steps']).toBeGreaterThan(0);
  expect(counted?.resets).toBeGreaterThan(0);
  expect(counted?.['walls cut']).toBeGreaterThan(0);
  expect(counted?.fired).toBeGreaterThan(0);
});
