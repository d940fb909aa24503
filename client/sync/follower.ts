import type { Cursor, Patch } from '../../shared/protocol.ts';
import { Backoff } from './backoff.ts';
import { ANSWER_LIMITS_MS, type Line } from './line.ts';
import type { Replica } from './replica.ts';
import { type Timers, within } from './timers.ts';

/** A load over HTTP may be large and the network slow. */
export const LOAD_LIMIT_MS = 60_000;

export interface FollowerParts {
  readonly show: string;
  readonly replica: Replica;
  readonly timers: Timers;
  readonly random: () => number;
  /** The whole show over HTTP. Undefined: it could not be had now. */
  readonly load: (show: string) => Promise<Patch | undefined>;
  readonly on: {
    /** A base was taken: what waits to be sent may go. */
    taken(): void;
    /** The line does not answer. */
    silent(line: Line): void;
    refused(line: Line, reply: { readonly code: string; readonly retryMs?: number }): void;
  };
}

/** Keeps the base in step: takes patches, and asks for what is missing. One pull and one load at a time. */
export class Follower {
  readonly #parts: FollowerParts;
  readonly #backoff: Backoff;
  #line: Line | undefined;
  #pulling: Line | undefined;
  #pullAgain = false;
  #loading = false;
  #serverEpoch: string | undefined;
  #cancelRetry: (() => void) | undefined;

  constructor(parts: FollowerParts) {
    this.#parts = parts;
    this.#backoff = new Backoff(parts.random);
  }

  /**
   * The server has another history than the base here. What its load puts back at the head of the outbox must be sent
   * before the rest, so nothing is sent until then.
   */
  get isLost(): boolean {
    return this.#serverEpoch !== undefined && this.#parts.replica.cursor?.epoch !== this.#serverEpoch;
  }

  /** From now on on this line; undefined: no line. A load that is under way goes on: it is HTTP's. */
  follow(line: Line | undefined): void {
    this.#line = line;
    this.#pullAgain = false;
    if (!line) this.#cancelRetry?.();
  }

  /** What the server said of itself: it is elsewhere than this phone? Ask. */
  told(at: { readonly epoch: string; readonly rev?: number | undefined }): void {
    this.#serverEpoch = at.epoch;
    const { cursor } = this.#parts.replica;
    if (this.isLost || (cursor?.rev ?? 0) < (at.rev ?? 0)) this.pull();
  }

  /** A patch said live. One of another epoch is never applied. */
  take(patch: Patch): void {
    if (patch.show !== this.#parts.show) return;
    this.#serverEpoch = patch.epoch;
    const taken = this.#parts.replica.takePatch(patch);
    if (taken === 'taken') this.#parts.on.taken();
    else if (taken !== 'old') this.pull();
  }

  /** A patch that answers a cursor: from 0, of another epoch or to a phone that had nothing, it is a load. */
  takeAnswer(patch: Patch, asked: Cursor | undefined): void {
    const isLoad = patch.show === this.#parts.show && patch.from === 0 && patch.epoch !== asked?.epoch;
    if (isLoad) this.#takeLoad(patch, asked);
    else this.take(patch);
  }

  /** Asks for what follows the cursor. */
  pull(): void {
    const line = this.#line;
    if (!line?.alive || this.#loading) return;
    if (this.#pulling === line) {
      this.#pullAgain = true;
      return;
    }
    this.#pulling = line;
    this.#pullAgain = false;
    void this.#pull(line);
  }

  /** Asks for the whole show. */
  load(): void {
    if (this.#loading) return;
    this.#loading = true;
    this.#cancelRetry?.();
    void this.#load();
  }

  async #pull(line: Line): Promise<void> {
    const { replica, show, on } = this.#parts;
    const cursor = replica.cursor;
    const reply = await line.ask('pull', { show, cursor: cursor ?? null }, ANSWER_LIMITS_MS.pull);
    if (this.#pulling === line) this.#pulling = undefined;
    if (!line.alive) return;
    if (!reply) return on.silent(line);
    if (!reply.ok) return on.refused(line, reply);
    if (reply.load) this.load();
    else if (reply.patch) this.takeAnswer(reply.patch, cursor);
    if (this.#pullAgain) this.pull();
  }

  async #load(): Promise<void> {
    const { replica, show, timers, load } = this.#parts;
    const cursor = replica.cursor;
    const patch = await within(timers, LOAD_LIMIT_MS, load(show));
    this.#loading = false;
    if (patch?.show === show) return this.#takeLoad(patch, cursor);
    // Without a line it is asked for anew when there is one.
    if (this.#line) this.#cancelRetry = timers.after(this.#backoff.nextMs(), () => this.load());
  }

  #takeLoad(load: Patch, asked: Cursor | undefined): void {
    if (this.#parts.replica.takeLoad(load, asked) === 'taken') {
      this.#backoff.reset();
      this.#serverEpoch ??= load.epoch;
      this.#parts.on.taken();
    }
    // What was committed while it was on its way came as patches that did not fit: ask for what follows.
    this.pull();
  }
}
