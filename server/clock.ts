/** The server's time, in milliseconds since 1970. It never falls, not even when the machine's clock is set back. */
export interface Clock {
  nowMs(): number;
}

/** The machine's two clocks: one that people set, one that only counts. */
export interface MachineClock {
  wallMs(): number;
  monotonicMs(): number;
}

/** Calls `fn` once after `ms`; the answer cancels. */
export type After = (ms: number, fn: () => void) => () => void;

export const machineAfter: After = (ms, fn) => {
  const timer = setTimeout(fn, ms);
  return () => clearTimeout(timer);
};

/** Calls `fn` each time so much has passed; the answer stops it. */
export function every(after: After, ms: number, fn: () => void): () => void {
  let cancel = after(ms, function tick() {
    cancel = after(ms, tick);
    fn();
  });
  return () => cancel();
}

export const machineClock: MachineClock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};

/** A wall clock that leaps this far against the one that only counts cannot be trusted at once. */
export const LEAP_MS = 60_000;
/** A leap that lasts is a correction (a machine that slept, or started with a wrong hour): it is followed after this. */
export const LEAP_TRUSTED_AFTER_MS = 120_000;

/**
 * Follows the wall clock forwards. A leap is followed once it has lasted: followed at once, one that is taken back would
 * leave this clock ahead, and posts early, for as long as it leapt. Where the wall clock is behind, this one goes on at half
 * speed until it is caught up: standing still would freeze every countdown and every freshness window for as long as the
 * correction was large. `floorMs` is the last time the ledger recorded, so that a restart does not fall either.
 */
export function clockOf(machine: MachineClock, floorMs = 0): Clock {
  let lastMs = Math.max(floorMs, machine.wallMs());
  let lastMonotonicMs = machine.monotonicMs();
  let apartMs = machine.wallMs() - lastMonotonicMs;
  let leapt: { readonly toMs: number; readonly sinceMs: number } | undefined;
  return {
    nowMs() {
      const monotonicMs = machine.monotonicMs();
      follow(machine.wallMs() - monotonicMs, monotonicMs);
      const crawlMs = lastMs + Math.max(0, monotonicMs - lastMonotonicMs) / 2;
      lastMs = Math.max(crawlMs, monotonicMs + apartMs);
      lastMonotonicMs = monotonicMs;
      return Math.floor(lastMs);
    },
  };

  function follow(nowApartMs: number, monotonicMs: number): void {
    if (Math.abs(nowApartMs - apartMs) > LEAP_MS) {
      if (!leapt || Math.abs(nowApartMs - leapt.toMs) > LEAP_MS) leapt = { toMs: nowApartMs, sinceMs: monotonicMs };
      if (monotonicMs - leapt.sinceMs < LEAP_TRUSTED_AFTER_MS) return;
    }
    apartMs = nowApartMs;
    leapt = undefined;
  }
}
