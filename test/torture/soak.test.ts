import { expect, test } from 'vitest';
import { soak } from './f21-soak.ts';
import { growthOf } from './fault.ts';

test('FA100 a team at work before many walls, over lines that are cut, dead and slow, loses nothing, publishes nothing twice, and all of it converges', async () => {
  const { violations, counted } = await soak({
    staff: 8,
    walls: 100,
    lastsMs: 2_000,
    warmMs: 300,
    actEveryMs: [200, 800],
    faultEveryMs: [300, 900],
    networksFail: false,
    weighs: false,
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

test('FA110 the memory of a soak is told net of the rows written: those alone are no leak, and a leak does not hide behind them', () => {
  const grown = (keptBytes: number, rowsBytes: number) =>
    growthOf({ keptBytes: 50e6, residentBytes: 0 }, { keptBytes, residentBytes: 0 }, rowsBytes);
  expect(grown(60e6, 10e6).figure.value).toBe(0);
  const leaks = grown(70e6, 10e6);
  expect(leaks.figure).toMatchObject({ value: 20, unit: '%', atMost: 10 });
  expect(leaks.held).toMatchObject({ 'MB kept': 70, 'of which new': 20, 'new rows': 10 });
});
