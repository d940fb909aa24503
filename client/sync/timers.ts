/** The only way time passes in the sync loop, so that the simulation can run it faster than the world. */
export interface Timers {
  /** Calls once, after at least this; returns what takes it back. */
  after(ms: number, call: () => void): () => void;
}

/** The promise's value, or undefined once the time is over; what comes later is handed to `late`. */
export function within<T>(
  timers: Timers,
  limitMs: number,
  promise: Promise<T>,
  late?: (value: T) => void,
): Promise<T | undefined> {
  return new Promise((resolve) => {
    let over = false;
    const cancel = timers.after(limitMs, () => {
      over = true;
      resolve(undefined);
    });
    promise.then(
      (value) => {
        if (over) late?.(value);
        else {
          cancel();
          resolve(value);
        }
      },
      () => {
        if (over) return;
        cancel();
        resolve(undefined);
      },
    );
  });
}

/** The browser's own (and Node's). */
export const realTimers: Timers = {
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};
