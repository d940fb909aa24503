import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { reasonWith } from '../../shared/network-reason.ts';
import { editsInPlace, limitsOf, relays } from '../../shared/networks.ts';
import type { Fault, RehearsalPost } from '../../shared/rehearsal.ts';
import type { Network } from '../../shared/rows/channel.ts';
import type { Payload, Remote } from '../../shared/rows/publication.ts';
import { same } from '../../shared/same.ts';
import { measure } from '../../shared/text/length.ts';
import type { Clock } from '../clock.ts';
import type {
  Channel,
  EditResult,
  LookUpResult,
  Parcel,
  PrepareResult,
  RemoveResult,
  ReReadResult,
  SendResult,
} from './channel.ts';
import { faultOf, unanswered } from './rehearsal-faults.ts';
import { rehearsalRelay } from './rehearsal-relay.ts';
import { rehearsalTables } from './rehearsal-tables.ts';

export interface RehearsalParts {
  readonly database: DatabaseSync;
  readonly clock: Clock;
  readonly after: (ms: number, fn: () => void) => () => void;
  /** How long it takes to answer. */
  readonly delayMs?: number;
}

const DELAY_MS = 400;

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
      remove: (parcel, remote) => this.#remove({ show, channel, network }, parcel, remote),
      latest: async () => {
        await this.#delay();
        const posts = this.posts(show).filter(
          (post) => post.channel === channel && !post.removed && post.relayOf === undefined,
        );
        return { posts: posts.map(({ id, words, atMs }) => ({ remote: remoteOf(show, id), words, atMs })) };
      },
      ...(relays(network) && {
        relay: rehearsalRelay({
          database: this.#parts.database,
          place: { show, channel },
          nowMs: this.#parts.clock.nowMs,
          delay: () => this.#delay(),
          failing: () => this.#failing({ show, channel }),
        }),
      }),
      ...(editsInPlace(network) && {
        edit: (parcel: Parcel, _prepared: unknown, remote: Remote, signal: AbortSignal) =>
          this.#edit({ show, channel }, parcel, remote, signal),
        reRead: (parcel: Parcel, remote: Remote) => this.#reRead({ show, channel }, parcel, remote),
      }),
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

  /** Everything a show's channels were sent or show again, newest first; removed ones marked. */
  posts(show: string): readonly RehearsalPost[] {
    return this.#parts.database
      .prepare(POSTS)
      .all(show, show)
      .map((row) => ({
        channel: String(row.channel),
        id: String(row.id),
        words: String(row.words),
        language: String(row.language),
        photos: JSON.parse(String(row.photos)) as Payload['photos'],
        replyTo: row.reply_to === null ? undefined : String(row.reply_to),
        atMs: Number(row.at_ms),
        removed: row.removed === 1,
        ...(row.relay_of === null ? {} : { relayOf: String(row.relay_of) }),
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
    const fault = this.#failing({ show, channel });
    const { nowMs } = this.#parts.clock;
    if (fault && fault !== 'lost') return faultOf(fault, nowMs());
    if (network === 'x' && this.#says(show, channel, parcel)) return { outcome: 'unknown', reason: 'duplicate' };
    const replyTo = parcel.replyTo?.id;
    const remote = this.take({ show, channel }, parcel.key, parcel.payload, {
      atMs: nowMs(),
      ...(replyTo === undefined ? {} : { replyTo }),
    });
    if (fault !== 'lost') return { outcome: 'published', remote };
    return unanswered(signal);
  }

  /** The next fault of a channel, taken. */
  #failing({ show, channel }: Place): Fault | undefined {
    return this.#faults.get(`${show}/${channel}`)?.shift();
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
        .prepare('select id, words from rehearsal_post where show = ? and channel = ? and key = ? and removed = 0')
        .get(show, channel, key);
      if (!found) continue;
      const says = String(found.words);
      return { found: remoteOf(show, String(found.id)), ...(says === parcel.payload.words ? {} : { says }) };
    }
    if (network === 'bluesky') return { absent: 'proved' };
    return { absent: network === 'mastodon' ? 'same-key' : 'unproved' };
  }

  async #edit(place: Place, { payload }: Parcel, { id }: Remote, signal: AbortSignal): Promise<EditResult> {
    await this.#delay();
    const fault = this.#failing(place);
    if (fault && fault !== 'lost') return faultOf(fault, this.#parts.clock.nowMs());
    const { changes } = this.#parts.database
      .prepare(
        'update rehearsal_post set words = ?, language = ?, photos = ? where show = ? and channel = ? and id = ? and removed = 0',
      )
      .run(payload.words, payload.language, JSON.stringify(payload.photos), place.show, place.channel, id);
    if (fault === 'lost') return unanswered(signal);
    if (changes === 0) return { outcome: 'refused', reason: 'gone' };
    return { outcome: 'edited', remote: remoteOf(place.show, id) };
  }

  async #reRead({ show, channel }: Place, { payload }: Parcel, { id }: Remote): Promise<ReReadResult> {
    await this.#delay();
    const post = this.posts(show).find((one) => one.channel === channel && one.id === id && !one.removed);
    if (!post) return { says: 'gone' };
    const { words, language, photos } = post;
    return { says: same({ words, language, photos }, pick(payload)) ? 'these' : 'others' };
  }

  async #remove(
    place: { show: string; channel: string; network: Network },
    parcel: Parcel,
    remote: Remote | undefined,
  ): Promise<RemoveResult> {
    await this.#delay();
    const { changes } = this.#parts.database
      .prepare(
        "update rehearsal_post set removed = 1, words = '', photos = '[]' where show = ? and channel = ? and id = ?",
      )
      .run(place.show, place.channel, remote?.id ?? idOf(parcel.key));
    // Under a key of ours, what is not there is gone; elsewhere, someone said that it is there.
    const isSure = place.network === 'bluesky' || changes > 0;
    return isSure ? { removed: true } : { removed: false, reason: 'not-found' };
  }

  #delay(): Promise<void> {
    return new Promise((resolve) => this.#parts.after(this.#parts.delayMs ?? DELAY_MS, resolve));
  }
}

interface Place {
  readonly show: string;
  readonly channel: string;
}

const pick = ({ words, language, photos }: Payload) => ({ words, language, photos });

/** What an account shows of another goes with it: taken down there, it is shown nowhere. */
const POSTS = `
select channel, id, words, language, photos, reply_to, at_ms, removed, null as relay_of
from rehearsal_post where show = ?
union all
select r.channel, 'relay-' || r.channel || '-' || p.id, iif(r.removed, '', p.words), p.language,
  iif(r.removed, '[]', p.photos), null, r.at_ms, max(r.removed, p.removed), p.channel
from rehearsal_relay r join rehearsal_post p on p.show = r.show and p.id = r.of_id
where r.show = ?
order by at_ms desc, id desc
`;

/** As a network's record key: made from publication and round only. */
const idOf = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 13);
const remoteOf = (show: string, id: string): Remote => ({ id, url: `/s/${show}/rehearsal#${id}` });
