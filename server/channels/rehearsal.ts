import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { reasonWith } from '../../shared/network-reason.ts';
import { limitsOf } from '../../shared/networks.ts';
import type { Fault, RehearsalPost } from '../../shared/rehearsal.ts';
import type { Network } from '../../shared/rows/channel.ts';
import type { Payload, Remote } from '../../shared/rows/publication.ts';
import { measure } from '../../shared/text/length.ts';
import type { Clock } from '../clock.ts';
import type { Channel, LookUpResult, Parcel, PrepareResult, RemoveResult, SendResult } from './channel.ts';
import { rehearsalTables } from './rehearsal-tables.ts';

export interface RehearsalParts {
  readonly database: DatabaseSync;
  readonly clock: Clock;
  readonly after: (ms: number, fn: () => void) => () => void;
  /** How long it takes to answer. */
  readonly delayMs?: number;
}

const DELAY_MS = 400;
const LIMIT_MS = 20_000;

/**
 * A network that calls nobody: it counts, takes, refuses, forgets its answers and remembers keys as the real one of that
 * name does, and keeps what it was sent in the database, for its page and for look-ups.
 */
export class RehearsalNetwork {
  readonly #parts: RehearsalParts;
  readonly #faults = new Map<string, Fault[]>();

  constructor(parts: RehearsalParts) {
    this.#parts = parts;
    parts.database.exec(rehearsalTables);
  }

  channel(show: string, channel: string, network: Network): Channel {
    return {
      network,
      check: async () => {
        await this.#delay();
        const { length, photos, altLength } = limitsOf(network);
        return {
          ok: true,
          identity: { account: channel, host: 'rehearsal', limits: { length, photos, altLength } },
        };
      },
      prepare: (parcel) => this.#prepare(parcel),
      send: (parcel, _prepared, signal) => this.#send({ show, channel, network }, parcel, signal),
      lookUp: (parcel) => this.#lookUp({ show, channel, network }, parcel),
      remove: (parcel, remote) => this.#remove({ show, channel }, parcel, remote),
    };
  }

  /** Makes the next calls of a channel fail so, in order. */
  fault(show: string, channel: string, fault: Fault): void {
    const place = `${show}/${channel}`;
    this.#faults.set(place, [...(this.#faults.get(place) ?? []), fault]);
  }

  /** What is to happen to the next calls of a channel. */
  faults(show: string, channel: string): readonly Fault[] {
    return this.#faults.get(`${show}/${channel}`) ?? [];
  }

  /** Everything a show's channels were sent, newest first; removed ones marked. */
  posts(show: string): readonly RehearsalPost[] {
    return this.#parts.database
      .prepare('select * from rehearsal_post where show = ? order by at_ms desc, id desc')
      .all(show)
      .map((row) => ({
        channel: String(row.channel),
        id: String(row.id),
        words: String(row.words),
        language: String(row.language),
        photos: JSON.parse(String(row.photos)) as Payload['photos'],
        replyTo: row.reply_to === null ? undefined : String(row.reply_to),
        atMs: Number(row.at_ms),
        removed: row.removed === 1,
      }));
  }

  /** Puts a post there as if it had been sent under this key; the same key twice is one post. */
  take(
    place: { show: string; channel: string },
    key: string,
    payload: Payload,
    at: { atMs: number; replyTo?: string },
  ): Remote {
    const id = idOf(key);
    this.#parts.database
      .prepare(
        'insert or ignore into rehearsal_post (show, channel, id, key, words, language, photos, reply_to, at_ms) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(
        place.show,
        place.channel,
        id,
        key,
        payload.words,
        payload.language,
        JSON.stringify(payload.photos),
        at.replyTo ?? null,
        at.atMs,
      );
    return remoteOf(place.show, id);
  }

  async #prepare(parcel: Parcel): Promise<PrepareResult> {
    await this.#delay();
    const { network, words, photos } = parcel.payload;
    const { over, length, limit } = measure(network, words);
    if (over) return { outcome: 'refused', reason: reasonWith('too-long', `${length} > ${limit}`) };
    if (photos.length > limitsOf(network).photos)
      return { outcome: 'refused', reason: reasonWith('too-many-photos', String(photos.length)) };
    return { outcome: 'ready', prepared: undefined };
  }

  async #send(
    { show, channel, network }: { show: string; channel: string; network: Network },
    parcel: Parcel,
    signal: AbortSignal,
  ): Promise<SendResult> {
    await this.#delay();
    const fault = this.#faults.get(`${show}/${channel}`)?.shift();
    const { nowMs } = this.#parts.clock;
    if (fault === 'down') return { outcome: 'not-sent', reason: 'unreachable' };
    if (fault === 'limit') return { outcome: 'not-sent', reason: 'limit', retryAtMs: nowMs() + LIMIT_MS };
    if (fault === 'refuse') return { outcome: 'refused', reason: 'refused' };
    if (network === 'x' && this.#says(show, channel, parcel)) return { outcome: 'unknown', reason: 'duplicate' };
    const replyTo = parcel.replyTo?.id;
    const remote = this.take({ show, channel }, parcel.key, parcel.payload, {
      atMs: nowMs(),
      ...(replyTo === undefined ? {} : { replyTo }),
    });
    if (fault !== 'lost') return { outcome: 'published', remote };
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('timeout'))));
  }

  /** X keeps no key and refuses the same words twice: the answer cannot tell ours from an earlier one. */
  #says(show: string, channel: string, parcel: Parcel): boolean {
    return (
      this.#parts.database
        .prepare('select 1 from rehearsal_post where show = ? and channel = ? and words = ? and removed = 0')
        .get(show, channel, parcel.payload.words) !== undefined
    );
  }

  async #lookUp(
    { show, channel, network }: { show: string; channel: string; network: Network },
    parcel: Parcel,
  ): Promise<LookUpResult> {
    await this.#delay();
    for (const key of parcel.lookUnder) {
      const found = this.#parts.database
        .prepare('select id from rehearsal_post where show = ? and channel = ? and key = ? and removed = 0')
        .get(show, channel, key);
      if (found) return { found: remoteOf(show, String(found.id)) };
    }
    if (network === 'bluesky') return { absent: 'proved' };
    return { absent: network === 'mastodon' ? 'same-key' : 'unproved' };
  }

  async #remove(
    place: { show: string; channel: string },
    parcel: Parcel,
    remote: Remote | undefined,
  ): Promise<RemoveResult> {
    await this.#delay();
    this.#parts.database
      .prepare(
        "update rehearsal_post set removed = 1, words = '', photos = '[]' where show = ? and channel = ? and id = ?",
      )
      .run(place.show, place.channel, remote?.id ?? idOf(parcel.key));
    return { removed: true };
  }

  #delay(): Promise<void> {
    return new Promise((resolve) => this.#parts.after(this.#parts.delayMs ?? DELAY_MS, resolve));
  }
}

/** As a network's record key: made from publication and round only. */
const idOf = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 13);
const remoteOf = (show: string, id: string): Remote => ({ id, url: `/s/${show}/rehearsal#${id}` });
