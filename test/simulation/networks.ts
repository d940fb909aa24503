import type {
  Channel,
  EditResult,
  LookUpResult,
  Parcel,
  ReReadResult,
  SendResult,
} from '../../server/channels/channel.ts';
import { editsInPlace } from '../../shared/networks.ts';
import type { Network } from '../../shared/rows/channel.ts';
import type { Remote } from '../../shared/rows/publication.ts';
import type { FakeTime } from '../fixtures/fake-time.ts';
import type { Chance } from './chance.ts';

/** What happens to a call. `late`: it lands after the caller has given up. */
export const CALL_FAULTS = ['none', 'refused-connection', 'limit', 'lost-answer', 'late', 'server-error'] as const;
export type CallFault = (typeof CALL_FAULTS)[number];

/** One post that a network really has. */
export interface Landed {
  readonly id: string;
  readonly network: Network;
  readonly publication: string;
  readonly round: number;
  words: string;
  readonly atMs: number;
  removed: boolean;
  removedMs?: number;
  /** When the call was made that made it say what it says. */
  calledMs: number;
}

const KEY_KEPT_MS = 60 * 60_000;
/** Longer than the publisher waits for an answer, shorter than it waits before looking. */
const LATE_MS = 27_000;

/**
 * Three kinds of network in one world, which outlive every server. Bluesky keeps records under our key: the same twice is
 * one. Mastodon remembers a key for an hour, but only once the post is made: two calls at once are two posts. X keeps none.
 */
export class Networks {
  readonly landed: Landed[] = [];
  /** The faults that the next calls will meet. */
  readonly coming: CallFault[] = [];
  calls = 0;
  /** What restores took away: from a snapshot to when it was put back. */
  readonly lost: { readonly fromMs: number; readonly toMs: number }[] = [];
  readonly #time: FakeTime;
  readonly #chance: Chance;

  constructor(time: FakeTime, chance: Chance) {
    this.#time = time;
    this.#chance = chance;
  }

  /** `watch` sees each call just before it is made. `isAlive`: the server that asked is still there to hear. */
  channel(
    network: Network,
    watch: { readonly call: (parcel: Parcel) => void; readonly edit: (parcel: Parcel) => void },
    isAlive: () => boolean,
  ): Channel {
    return {
      network,
      check: async () => ({ ok: true, identity: { account: network, host: network, limits: {} } }),
      prepare: async () => ({ outcome: 'ready', prepared: undefined }),
      send: (parcel) => {
        watch.call(parcel);
        return this.#heard(this.#send(network, parcel), isAlive);
      },
      lookUp: (parcel) => this.#heard(this.#lookUp(network, parcel), isAlive),
      remove: (_parcel, remote) => this.#heard(this.#remove(remote?.id), isAlive),
      ...(editsInPlace(network) && {
        edit: (parcel: Parcel, _prepared: unknown, remote: Remote) => {
          watch.edit(parcel);
          return this.#heard(this.#edit(parcel, remote), isAlive);
        },
        reRead: (parcel: Parcel, remote: Remote) => this.#heard(this.#reRead(parcel, remote), isAlive),
      }),
    };
  }

  /** No timeline that goes on knows what was called then. */
  isLost(calledMs: number): boolean {
    return this.lost.some(({ fromMs, toMs }) => fromMs <= calledMs && calledMs <= toMs);
  }

  async #send(network: Network, parcel: Parcel): Promise<SendResult> {
    this.calls += 1;
    const calledMs = this.#time.nowMs();
    const fault = this.coming.shift() ?? 'none';
    await this.#pass(this.#chance.between(50, 900));
    switch (fault) {
      case 'refused-connection':
        return { outcome: 'not-sent', reason: 'ECONNREFUSED' };
      case 'limit':
        return { outcome: 'not-sent', reason: '429', retryAtMs: this.#time.nowMs() + 5_000 };
      case 'server-error':
        if (this.#chance.next() < 0.5) this.#land(network, parcel, calledMs);
        return { outcome: 'unknown', reason: '502' };
      case 'lost-answer':
        this.#land(network, parcel, calledMs);
        return new Promise<never>(() => {});
      case 'late':
        await this.#pass(LATE_MS);
        this.#land(network, parcel, calledMs);
        return new Promise<never>(() => {});
      case 'none':
        return { outcome: 'published', remote: { id: this.#land(network, parcel, calledMs).id } };
    }
  }

  #land(network: Network, { publication, round, payload }: Parcel, calledMs: number): Landed {
    const atMs = this.#time.nowMs();
    const same = this.landed.find(
      (post) => post.publication === publication && post.round === round && !(network === 'bluesky' && post.removed),
    );
    if (same && network === 'bluesky') return same;
    if (same && network === 'mastodon' && atMs - same.atMs < KEY_KEPT_MS) return same;
    const id = `remote-${this.landed.length + 1}`;
    const post: Landed = {
      id,
      network,
      publication,
      round,
      words: payload.words,
      atMs,
      removed: false,
      calledMs,
    };
    this.landed.push(post);
    return post;
  }

  async #lookUp(network: Network, { lookUnder, publication, payload }: Parcel): Promise<LookUpResult> {
    await this.#pass(this.#chance.between(50, 900));
    const found = this.landed.find(
      (post) => !post.removed && lookUnder.includes(`${publication}/${post.round}`) && post.publication === publication,
    );
    if (found) return { found: { id: found.id }, ...(found.words === payload.words ? {} : { says: found.words }) };
    if (network === 'bluesky') return { absent: 'proved' };
    return { absent: network === 'mastodon' ? 'same-key' : 'unproved' };
  }

  async #edit({ payload }: Parcel, { id }: Remote): Promise<EditResult> {
    const fault = this.coming.shift() ?? 'none';
    const calledMs = this.#time.nowMs();
    await this.#pass(this.#chance.between(50, 900));
    const post = () => this.landed.find((one) => one.id === id && !one.removed);
    const told = () => {
      const there = post();
      if (!there) return;
      there.words = payload.words;
      there.calledMs = calledMs;
    };
    switch (fault) {
      case 'refused-connection':
        return { outcome: 'not-sent', reason: 'ECONNREFUSED' };
      case 'limit':
        return { outcome: 'not-sent', reason: '429', retryAtMs: this.#time.nowMs() + 5_000 };
      case 'server-error':
        if (this.#chance.next() < 0.5) told();
        return { outcome: 'unknown', reason: '502' };
      case 'lost-answer':
        told();
        return new Promise<never>(() => {});
      case 'late':
        await this.#pass(LATE_MS);
        told();
        return new Promise<never>(() => {});
      case 'none':
        if (!post()) return { outcome: 'refused', reason: 'gone' };
        told();
        return { outcome: 'edited', remote: { id } };
    }
  }

  async #reRead({ payload }: Parcel, { id }: Remote): Promise<ReReadResult> {
    await this.#pass(this.#chance.between(50, 900));
    const post = this.landed.find((one) => one.id === id && !one.removed);
    if (!post) return { says: 'gone' };
    return { says: post.words === payload.words ? 'these' : 'others' };
  }

  async #remove(id: string | undefined) {
    await this.#pass(this.#chance.between(50, 900));
    const post = this.landed.find((one) => one.id === id);
    if (post && !post.removed) {
      post.removed = true;
      post.removedMs = this.#time.nowMs();
    }
    return { removed: true } as const;
  }

  #pass(ms: number): Promise<void> {
    return new Promise((resolve) => this.#time.after(ms, resolve));
  }

  /** What a killed server asked for is answered to nobody. */
  #heard<T>(answer: Promise<T>, isAlive: () => boolean): Promise<T> {
    return new Promise((resolve, reject) => {
      answer.then(
        (value) => isAlive() && resolve(value),
        (error: unknown) => isAlive() && reject(error),
      );
    });
  }
}
