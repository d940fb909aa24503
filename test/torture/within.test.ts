import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { eachRound, within } from './within.ts';

beforeEach(() => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
});
const never = new Promise<never>(() => {});

test('FA192 what is waited for and does not come is a failure that says what it was, and what comes is not kept waiting', async () => {
  const late = expect(within('the browser died', never, 5_000)).rejects.toThrow('the browser died: not within 5 s');
  await vi.advanceTimersByTimeAsync(5_000);
  await late;
  expect(await within('the page', Promise.resolve('here'))).toBe('here');
  await expect(within('the page', Promise.reject(new Error('it crashed')))).rejects.toThrow('it crashed');
  expect(vi.getTimerCount()).toBe(0);
});

test('FA192 a round that does not end is told by its number, and none after it is begun', async () => {
  const begun: number[] = [];
  const rounds = eachRound({ rounds: 3, from: 7 }, (round) => {
    begun.push(round);
    return round === 8 ? never : Promise.resolve();
  });
  const late = expect(rounds).rejects.toThrow('round 8: not within');
  await vi.runAllTimersAsync();
  await late;
  expect(begun).toEqual([7, 8]);
});
