import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { atRest, REST_MS } from '../../../client/staff/shell/at-rest.ts';

beforeEach(() => {
  vi.useFakeTimers();
  // The fake timers' own is called at the end of its time limit.
  vi.stubGlobal('requestIdleCallback', (idle: () => void) => setTimeout(idle));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('FA180 nothing is made ready under a hand that taps or types, nor for a second after: each touch counts anew', async () => {
  let isAtRest = false;
  dispatchEvent(new Event('pointerdown'));
  void atRest().then(() => {
    isAtRest = true;
  });
  await vi.advanceTimersByTimeAsync(REST_MS - 1);
  dispatchEvent(new Event('keydown'));
  await vi.advanceTimersByTimeAsync(REST_MS - 1);
  dispatchEvent(new Event('input'));
  await vi.advanceTimersByTimeAsync(REST_MS - 1);
  expect(isAtRest).toBe(false);
  await vi.runAllTimersAsync();
  expect(isAtRest).toBe(true);
});
