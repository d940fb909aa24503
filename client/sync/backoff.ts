const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/** Waits that double up to a cap, each shortened at random by up to half, so that phones do not come back all at once. */
export class Backoff {
  readonly #random: () => number;
  readonly #longestMs: number;
  #failures = 0;

  /** `random`: from 0 to 1. */
  constructor(random: () => number, longestMs = LONGEST_MS) {
    this.#random = random;
    this.#longestMs = longestMs;
  }

  nextMs(): number {
    const full = Math.min(this.#longestMs, FIRST_MS * 2 ** Math.min(this.#failures, 10));
    this.#failures += 1;
    return Math.round(full / 2 + (full / 2) * this.#random());
  }

  /** What a server asked for, and up to half as much again. */
  asked(retryMs: number): number {
    return Math.round(retryMs * (1 + this.#random() / 2));
  }

  reset(): void {
    this.#failures = 0;
  }
}
