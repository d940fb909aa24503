import { expect, test } from 'vitest';
import { f20 } from './f20-hostile.ts';

test('FA80 whatever frame, request, file, host, origin or session comes, nothing of it is taken and the server goes on', {
  timeout: 180_000,
}, async () => {
  const told = await f20.run({ rounds: 300, from: 1 });
  expect(told.violations).toEqual([]);
  expect(told.counted?.hosts).toBeGreaterThanOrEqual(80);
  expect(told.counted?.files).toBeGreaterThanOrEqual(40);
  expect(told.counted?.['origins and sessions']).toBeGreaterThan(300);
  expect(told.counted?.['requests refused']).toBeGreaterThan(100);
  expect(told.counted?.['frames refused']).toBeGreaterThan(30);
  expect(told.counted?.['frames cut']).toBeGreaterThan(10);
});
