import type { Refusal } from '../../shared/apply/ruling.ts';
import { type Answer, BATCH_LIMIT, PROTOCOL } from '../../shared/protocol.ts';
import type { ServerClock } from './clock.ts';
import { ANSWER_LIMITS_MS, type Line } from './line.ts';
import type { AnswerTo } from './link.ts';
import { batchOf, type Entry, isClockInDoubt } from './outbox.ts';
import type { Replica } from './replica.ts';
import type { StaleWatch } from './stale-watch.ts';
import type { Timers } from './timers.ts';

/** An answer that leaves a mutation out is a bug of the server; asking again at once would be a storm. */
const UNANSWERED_PAUSE_MS = 5_000;

export interface PusherParts {
  readonly replica: Replica;
  readonly clock: ServerClock;
  readonly timers: Timers;
  readonly stale: StaleWatch;
  /** Nothing is sent while this is so. */
  readonly isLost: () => boolean;
  readonly on: {
    silent(line: Line): void;
    refused(line: Line, reply: { readonly code: string; readonly retryMs?: number }): void;
    /** The server answered: the connection is good. */
    answered(): void;
  };
}

/** Sends the outbox on one line, in order, one batch in flight. It lives as long as the line. */
export class Pusher {
  readonly #parts: PusherParts;
  readonly #line: Line;
  #pushing = false;
  #limit = BATCH_LIMIT;
  #cancelPause: (() => void) | undefined;

  constructor(parts: PusherParts, line: Line) {
    this.#parts = parts;
    this.#line = line;
  }

  /** Sends what waits, unless something is in flight or the server asked to wait. */
  push(): void {
    const { replica, stale, isLost } = this.#parts;
    if (!this.#line.alive || this.#pushing || this.#cancelPause || isLost()) return;
    stale.drop();
    this.#dropDoubtful();
    const unsaved = replica.storage === 'full' || replica.storage === 'failed';
    const batch = batchOf(replica.entries, { limit: this.#limit, unsaved });
    if (batch.length === 0) return;
    this.#pushing = true;
    void this.#send(batch);
  }

  stop(): void {
    this.#cancelPause?.();
  }

  async #send(batch: readonly Entry[]): Promise<void> {
    const { replica, on } = this.#parts;
    replica.sending(batch);
    const mutations = batch.map(({ record }) => record.mutation);
    const reply = await this.#line.ask('push', { protocol: PROTOCOL, mutations }, ANSWER_LIMITS_MS.push);
    this.#pushing = false;
    if (!this.#line.alive) return;
    if (!reply) return on.silent(this.#line);
    if (!reply.ok) return this.#refused(reply, batch);
    on.answered();
    this.#limit = BATCH_LIMIT;
    this.#answered(batch, reply.answers);
  }

  #answered(batch: readonly Entry[], answers: readonly Answer[]): void {
    const { replica } = this.#parts;
    const refusals = new Map<string, Refusal>();
    let pauseMs: number | undefined;
    for (const answer of answers) {
      switch (answer.kind) {
        case 'applied':
          replica.applied(answer.id, answer.rev);
          break;
        case 'refused':
          refusals.set(answer.id, answer.refusal);
          break;
        case 'later':
          pauseMs = Math.max(pauseMs ?? 0, answer.retryMs);
      }
    }
    replica.refused(refusals);
    replica.resend();
    if (!batch.every(({ record }) => answers.some(({ id }) => id === record.mutation.id))) {
      pauseMs ??= UNANSWERED_PAUSE_MS;
    }
    if (pauseMs === undefined) this.push();
    else this.#pause(pauseMs);
  }

  /** The packet as a whole was not taken. One bad mutation must not block the rest: it is found by halving. */
  #refused(reply: Exclude<AnswerTo<'push'>, { ok: true }>, batch: readonly Entry[]): void {
    const { replica, on } = this.#parts;
    replica.resend();
    switch (reply.code) {
      case 'later':
        this.#pause(reply.retryMs);
        break;
      case 'bad-packet':
      case 'too-large':
        if (batch.length > 1) this.#limit = Math.ceil(batch.length / 2);
        else replica.refused(new Map(batch.map(({ record }) => [record.mutation.id, { code: 'bad-shape' }])));
        this.push();
        break;
      default:
        on.refused(this.#line, reply);
    }
  }

  /** `later` waits for all. */
  #pause(ms: number): void {
    this.#cancelPause = this.#parts.timers.after(ms, () => {
      this.#cancelPause = undefined;
      this.push();
    });
  }

  /** A fire pressed by a clock that was set since says so, and asks. */
  #dropDoubtful(): void {
    const { replica, clock } = this.#parts;
    const offsetMs = clock.offsetMs;
    if (offsetMs === null) return;
    const doubtful = replica.entries.filter(
      ({ record, appliedRev }) => appliedRev === undefined && isClockInDoubt(record, offsetMs),
    );
    replica.refused(new Map(doubtful.map(({ record }) => [record.mutation.id, { code: 'stale' }])));
  }
}
