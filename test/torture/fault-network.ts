import type { Channel, LookUpResult, Parcel, PrepareResult, SendResult } from '../../server/channels/channel.ts';
import type { FakeTime } from '../fixtures/fake-time.ts';
import type { Chance } from '../simulation/chance.ts';

/**
 * What a network lets one know afterwards. `record`: it keeps posts under a key we chose. `key`: it remembers our key for an
 * hour, once the post is made. `listed`: our own latest posts can be read. `listed-late`: they can, but a post shows only
 * a while after it was made. `blind`: nothing can be read.
 */
export const KINDS = ['record', 'key', 'listed', 'listed-late', 'blind'] as const;
export type Kind = (typeof KINDS)[number];

/** What meets the one irreversible call. `crash-…`: the server is gone before it, or once it has landed. */
const SEND_FAULTS = [
  'none',
  'none',
  'refused-connection',
  'limit',
  'limit-dated',
  'error-before',
  'error-after',
  'timeout-before',
  'timeout-after',
  'late',
  'crash-before',
  'crash-after',
  'crash-while',
] as const;
/** What meets the repeatable calls before and after it. */
const OTHER_FAULTS = ['none', 'none', 'none', 'slow', 'error', 'hang', 'crash'] as const;

const KEY_KEPT_MS = 60 * 60_000;
/** Longer than the publisher waits for an answer, shorter than it waits before it looks. */
const LATE_MS = 27_000;
const SLOW_MS = 15_000;
const SHOWS_AFTER_MS = 12_000;

export interface LandedOnce {
  readonly id: string;
  readonly round: number;
  readonly key: string;
  readonly atMs: number;
}

/** One account on a network of a kind, which outlives the servers that call it. */
export class FaultNetwork {
  readonly landed: LandedOnce[] = [];
  readonly counted: Record<string, number> = {};
  readonly #kind: Kind;
  readonly #time: FakeTime;
  readonly #chance: Chance;
  readonly #crash: () => void;
  readonly #lies: boolean;
  /** Faults still to come: a line is mended in the end. */
  #left: number;

  constructor({
    kind,
    time,
    chance,
    crash,
    lies = false,
  }: {
    readonly kind: Kind;
    readonly time: FakeTime;
    readonly chance: Chance;
    readonly crash: () => void;
    /** Its channel says of whatever it does not see that it is provably absent. */
    readonly lies?: boolean;
  }) {
    this.#lies = lies;
    this.#kind = kind;
    this.#time = time;
    this.#chance = chance;
    this.#crash = crash;
    this.#left = chance.between(1, 4);
  }

  /** As one server sees it: once that is gone, nothing is answered to it. */
  channel(isAlive: () => boolean): Channel {
    const heard = <T>(answer: Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        answer.then(
          (value) => isAlive() && resolve(value),
          (error: unknown) => isAlive() && reject(error),
        );
      });
    return {
      network: 'other',
      check: async () => ({ ok: true, identity: { account: this.#kind, host: 'fake', limits: {} } }),
      prepare: () => heard(this.#prepare()),
      send: (parcel) => heard(this.#send(parcel)),
      lookUp: (parcel) => heard(this.#lookUp(parcel)),
      remove: async () => ({ removed: true }),
    };
  }

  async #prepare(): Promise<PrepareResult> {
    if ((await this.#other('prepare')) === 'error') return { outcome: 'not-sent', reason: '502' };
    return { outcome: 'ready', prepared: undefined };
  }

  async #send(parcel: Parcel): Promise<SendResult> {
    const fault = this.#next('send', SEND_FAULTS);
    if (fault === 'crash-before') {
      this.#crash();
      return never();
    }
    await this.#pass(this.#chance.between(20, 900));
    const nowMs = this.#time.nowMs();
    switch (fault) {
      case 'none':
        return { outcome: 'published', remote: { id: this.#land(parcel).id } };
      case 'refused-connection':
        return { outcome: 'not-sent', reason: 'ECONNREFUSED' };
      case 'limit':
        return { outcome: 'not-sent', reason: '429' };
      case 'limit-dated':
        return { outcome: 'not-sent', reason: '429', retryAtMs: nowMs + 20_000 };
      case 'error-before':
        return { outcome: 'unknown', reason: '502' };
      case 'error-after':
        this.#land(parcel);
        return { outcome: 'unknown', reason: '502' };
      case 'timeout-before':
        return never();
      case 'timeout-after':
        this.#land(parcel);
        return never();
      case 'late':
        await this.#pass(LATE_MS);
        this.#land(parcel);
        return never();
      case 'crash-after':
        this.#land(parcel);
        this.#crash();
        return never();
      case 'crash-while':
        this.#crash();
        await this.#pass(this.#chance.between(20, 900));
        this.#land(parcel);
        return never();
    }
  }

  async #lookUp({ lookUnder }: Parcel): Promise<LookUpResult> {
    if ((await this.#other('lookUp')) === 'error') return { later: 'server-error: 502' };
    const nowMs = this.#time.nowMs();
    const found = this.landed.find(({ key, atMs }) => lookUnder.includes(key) && this.#isSeen(atMs, nowMs));
    if (found) return { found: { id: found.id } };
    if (this.#kind === 'record' || this.#lies) return { absent: 'proved' };
    return { absent: this.#kind === 'key' ? 'same-key' : 'unproved' };
  }

  #isSeen(atMs: number, nowMs: number): boolean {
    if (this.#kind === 'blind') return false;
    return this.#kind !== 'listed-late' || nowMs - atMs >= SHOWS_AFTER_MS;
  }

  #land({ key, round }: Parcel): LandedOnce {
    const atMs = this.#time.nowMs();
    const same = this.landed.find((post) => post.key === key);
    if (same && this.#kind === 'record') return same;
    if (same && this.#kind === 'key' && atMs - same.atMs < KEY_KEPT_MS) return same;
    const post = { id: `remote-${this.landed.length + 1}`, round, key, atMs };
    this.landed.push(post);
    return post;
  }

  async #other(call: string): Promise<'error' | undefined> {
    const fault = this.#next(call, OTHER_FAULTS);
    await this.#pass(this.#chance.between(20, 900));
    if (fault === 'slow') await this.#pass(SLOW_MS);
    if (fault === 'hang') return never();
    if (fault === 'crash') {
      this.#crash();
      return never();
    }
    return fault === 'error' ? 'error' : undefined;
  }

  #next<F extends string>(call: string, faults: readonly F[]): F | 'none' {
    if (this.#left === 0) return 'none';
    const fault = faults[this.#chance.between(0, faults.length - 1)] ?? 'none';
    if (fault !== 'none') {
      this.#left -= 1;
      const name = `${call} ${fault}`;
      this.counted[name] = (this.counted[name] ?? 0) + 1;
    }
    return fault;
  }

  #pass(ms: number): Promise<void> {
    return new Promise((resolve) => this.#time.after(ms, resolve));
  }
}

const never = (): Promise<never> => new Promise<never>(() => {});
