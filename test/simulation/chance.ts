/** Random numbers that a seed replays (mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to 1. */
  readonly next = (): number => {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };

  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  readonly bytes = (into: Uint8Array): void => {
    for (let at = 0; at < into.length; at++) into[at] = this.between(0, 255);
  };
}
