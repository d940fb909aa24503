import type { StaffUp } from '../../shared/protocol.ts';
import type { AnswerTo, Connection, PacketOf } from './link.ts';
import type { Timers } from './timers.ts';

/**
 * How long each answer is waited for before the connection is given up as dead. The clock's, after the ten seconds between
 * two of its questions, is how long a phone believes in a line that died without a word: fifteen seconds at most.
 */
export const ANSWER_LIMITS_MS = { hello: 20_000, pull: 20_000, push: 20_000, clock: 4_500 } as const;
/** An answer slower than this: the network is weak. */
export const WEAK_AFTER_MS = 2_500;

/** One connection while it lives. What is asked on it is answered in time, or not at all: then it ends. */
export class Line {
  readonly #connection: Connection;
  readonly #timers: Timers;
  readonly #onSlow: (slow: boolean) => void;
  readonly #pending = new Set<() => void>();
  #alive = true;

  constructor(connection: Connection, timers: Timers, onSlow: (slow: boolean) => void) {
    this.#connection = connection;
    this.#timers = timers;
    this.#onSlow = onSlow;
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** The answer; undefined when none came within the limit, or when the line ended meanwhile. */
  ask<P extends keyof StaffUp>(name: P, packet: PacketOf<P>, limitMs: number): Promise<AnswerTo<P> | undefined> {
    if (!this.#alive) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      let slow = false;
      const settle = (answer: AnswerTo<P> | undefined): void => {
        if (!this.#pending.delete(giveUp)) return;
        cancelSlow();
        cancelLimit();
        if (answer !== undefined && !slow) this.#onSlow(false);
        resolve(answer);
      };
      const giveUp = (): void => settle(undefined);
      const cancelSlow = this.#timers.after(Math.min(WEAK_AFTER_MS, limitMs), () => {
        slow = true;
        this.#onSlow(true);
      });
      const cancelLimit = this.#timers.after(limitMs, giveUp);
      this.#pending.add(giveUp);
      this.#connection.send(name, packet).then(settle, giveUp);
    });
  }

  /** Nothing is sent on it any more; what is awaited is answered with undefined. */
  end(): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#connection.close();
    for (const giveUp of [...this.#pending]) giveUp();
  }
}
