import { type ReadonlySignal, signal } from '@preact/signals';
import type { Timers } from '../sync/timers.ts';

const SECOND_MS = 1_000;

/** The server's time at each whole second, while someone looks. */
export interface Ticker {
  readonly second: ReadonlySignal<number>;
  start(): void;
  stop(): void;
}

export function tickerOf(nowMs: () => number, timers: Timers): Ticker {
  const whole = (): number => Math.floor(nowMs() / SECOND_MS) * SECOND_MS;
  const second = signal(whole());
  let cancel: (() => void) | undefined;
  const tick = (): void => {
    second.value = whole();
    // To the next whole second each time: a phone that slept does not drift.
    cancel = timers.after(SECOND_MS - (nowMs() % SECOND_MS), tick);
  };
  return {
    second,
    start() {
      cancel?.();
      tick();
    },
    stop() {
      cancel?.();
      cancel = undefined;
    },
  };
}
