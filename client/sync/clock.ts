/** Measures kept; the one with the shortest round trip is believed. */
const SAMPLES_LIMIT = 5;
/** Two measures may differ by half their round trips, and by this. */
const SLACK_MS = 100;

interface Sample {
  readonly offsetMs: number;
  readonly roundTripMs: number;
}

/** An estimate of the server's clock: this phone's, plus an offset measured at the midpoint of a round trip. */
export class ServerClock {
  readonly #wallMs: () => number;
  #samples: readonly Sample[] = [];
  #keptMs: number | null;

  /** `keptMs`: the offset of an earlier run, until it is measured anew. */
  constructor(wallMs: () => number, keptMs: number | null = null) {
    this.#wallMs = wallMs;
    this.#keptMs = keptMs;
  }

  /** This phone's clock. */
  wallMs(): number {
    return this.#wallMs();
  }

  /** The server's clock, as well as it is known. */
  nowMs(): number {
    return Math.round(this.#wallMs() + (this.offsetMs ?? 0));
  }

  /** By how much the server is ahead; null: never measured. */
  get offsetMs(): number | null {
    const best = bestOf(this.#samples);
    return best ? best.offsetMs : this.#keptMs;
  }

  /** What an earlier run measured, read from disk after this clock was made. */
  recall(keptMs: number | null): void {
    this.#keptMs = keptMs;
  }

  /**
   * Takes one measure. One that no error of the network explains says that a clock was set: what was measured before is
   * forgotten, or it would be believed for five more rounds.
   */
  measured(at: { readonly sentMs: number; readonly serverMs: number; readonly receivedMs: number }): void {
    const roundTripMs = Math.max(0, at.receivedMs - at.sentMs);
    const sample = { offsetMs: Math.round(at.serverMs - (at.sentMs + at.receivedMs) / 2), roundTripMs };
    const best = bestOf(this.#samples);
    const apart = best ? Math.abs(best.offsetMs - sample.offsetMs) : 0;
    const explained = best ? (best.roundTripMs + roundTripMs) / 2 + SLACK_MS : 0;
    this.#samples = apart > explained ? [sample] : [...this.#samples, sample].slice(-SAMPLES_LIMIT);
  }
}

function bestOf(samples: readonly Sample[]): Sample | undefined {
  let best: Sample | undefined;
  for (const sample of samples) if (!best || sample.roundTripMs <= best.roundTripMs) best = sample;
  return best;
}
