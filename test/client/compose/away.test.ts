import { signal } from '@preact/signals';
import { expect, onTestFinished, test, vi } from 'vitest';
import { outOfTheWay } from '../../../client/staff/compose/away.ts';

/** Every frame comes at once; the hours are the test's. */
function fakeScreen(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => setTimeout(draw));
  onTestFinished(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
}

test('NI70 a sheet is out of the way before its act begins, and stays so once it is done', async () => {
  fakeScreen();
  const away = signal(false);
  let wasAway: boolean | undefined;
  const done = outOfTheWay(
    away,
    async () => {
      wasAway = away.value;
      return { ok: true };
    },
    ({ ok }) => ok,
  );
  // What was tapped is marked in a frame of its own.
  expect(away.value).toBe(false);
  await vi.runAllTimersAsync();
  expect(await done).toEqual({ ok: true });
  expect(wasAway).toBe(true);
  expect(away.value).toBe(true);
});

test('NI70 a sheet whose act is refused, or that fails, is there again', async () => {
  fakeScreen();
  const away = signal(false);
  const refused = outOfTheWay(
    away,
    async () => ({ ok: false }),
    ({ ok }) => ok,
  );
  await vi.runAllTimersAsync();
  await refused;
  expect(away.value).toBe(false);
  const failed = outOfTheWay(away, () => Promise.reject(new Error('disk')));
  const told = expect(failed).rejects.toThrow('disk');
  await vi.runAllTimersAsync();
  await told;
  expect(away.value).toBe(false);
});

test('NI70 a sheet whose act takes longer than a second is there again meanwhile', async () => {
  fakeScreen();
  const away = signal(false);
  let end = (_done: boolean): void => {};
  const slow = outOfTheWay(
    away,
    () =>
      new Promise<boolean>((resolve) => {
        end = resolve;
      }),
  );
  while (!away.value) await vi.advanceTimersToNextTimerAsync();
  await vi.advanceTimersByTimeAsync(999);
  expect(away.value).toBe(true);
  await vi.advanceTimersByTimeAsync(1);
  expect(away.value).toBe(false);
  end(true);
  expect(await slow).toBe(true);
});
