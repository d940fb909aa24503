import type { ServerClock } from './clock.ts';
import { isTooOld, sendWithinMs } from './outbox.ts';
import type { Replica } from './replica.ts';
import type { Timers } from './timers.ts';

/** Takes out of the outbox what was never sent and is too old to be, when that happens, with or without a network. */
export class StaleWatch {
  readonly #parts: { readonly replica: Replica; readonly clock: ServerClock; readonly timers: Timers };
  #cancel: (() => void) | undefined;

  constructor(parts: { readonly replica: Replica; readonly clock: ServerClock; readonly timers: Timers }) {
    this.#parts = parts;
  }

  /** Puts in the tray what is too old now. */
  drop(): void {
    const { replica, clock } = this.#parts;
    const old = replica.entries.filter((entry) => isTooOld(replica.rows, entry, clock.nowMs()));
    replica.refused(new Map(old.map(({ record }) => [record.mutation.id, { code: 'stale' }])));
  }

  /** Sets the alarm for the first that will be. To be called when something joins the outbox. */
  watch(): void {
    this.stop();
    const { replica, clock, timers } = this.#parts;
    let firstMs = Number.POSITIVE_INFINITY;
    for (const { maybeSent, record } of replica.entries) {
      const window = maybeSent ? undefined : sendWithinMs(replica.rows, record.mutation);
      if (window !== undefined) firstMs = Math.min(firstMs, record.mutation.madeAtMs + window);
    }
    if (firstMs === Number.POSITIVE_INFINITY) return;
    this.#cancel = timers.after(Math.max(0, firstMs - clock.nowMs()) + 1, () => {
      this.drop();
      this.watch();
    });
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
