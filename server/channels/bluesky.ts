import type { CheckReply } from '../../shared/connection.ts';
import type { LatestPost } from '../../shared/latest.ts';
import { reasonWith } from '../../shared/network-reason.ts';
import { limitsOf } from '../../shared/networks.ts';
import type { Remote } from '../../shared/rows/publication.ts';
import { measure } from '../../shared/text/length.ts';
import { fieldsOf, figure, laterOf, listOf, retryOf, textOf } from './answers.ts';
import { type Facet, facetsOf } from './bluesky-facets.ts';
import { blueskyRelay } from './bluesky-relay.ts';
import { BlueskyDoor, type BlueskyParts, errorName } from './bluesky-session.ts';
import type {
  Channel,
  Counts,
  CountsResult,
  LatestResult,
  LookUpResult,
  NotSent,
  Parcel,
  PrepareResult,
  RemoveResult,
  SendResult,
  Unknown,
} from './channel.ts';
import { CallFailed, type Denied, repeatable, withoutBody } from './http.ts';
import { photoBytes, type ReadPhoto } from './photo-bytes.ts';
import { tidOf } from './tid.ts';

const POST = 'app.bsky.feed.post';
/** Where posts are read, whichever server their account lives on: servers have no pages. */
const WEB = 'https://bsky.app';
/** https://docs.bsky.app/docs/api/app-bsky-feed-get-posts */
const POSTS_A_CALL = 25;
const FEED_POSTS = 30;
const RECORDS = 100;

interface Ref {
  readonly uri: string;
  readonly cid: string;
}
type Stored = Ref & { readonly value: Readonly<Record<string, unknown>> };
interface Ready {
  readonly facets: readonly Facet[];
  readonly images: readonly object[];
  readonly reply: { readonly root: Ref; readonly parent: Ref } | undefined;
}

/**
 * Bluesky, or any PDS. Posts are records under keys made from show, publication and round: sent twice they are one, and
 * what is not under its key is not there.
 */
export function bluesky(parts: BlueskyParts & { readonly readPhoto: ReadPhoto }): Channel {
  const door = new BlueskyDoor(parts);
  const relay = blueskyRelay({ door, nowMs: parts.nowMs });

  return { network: 'bluesky', check, prepare, send, lookUp, remove, latest, relay, counts };

  async function check(signal: AbortSignal): Promise<CheckReply> {
    const asked = await door.ask({ method: 'GET', nsid: 'com.atproto.server.getSession', signal });
    if (asked.outcome !== 'answered') return { ok: false, ...retryOf(asked) };
    const { handle, did, active, status } = fieldsOf(asked);
    if (active === false) return { ok: false, reason: reasonWith('suspended', String(status ?? '')) };
    const { length, photos, altLength } = limitsOf('bluesky');
    const account = String(handle ?? did);
    const host = new URL(parts.kept.get().service).host;
    return {
      ok: true,
      identity: { account, host, url: `${WEB}/profile/${account}`, limits: { length, photos, altLength } },
    };
  }

  async function prepare(parcel: Parcel, signal: AbortSignal): Promise<PrepareResult> {
    const { words, photos } = parcel.payload;
    const { over, length, limit } = measure('bluesky', words);
    if (over) return { outcome: 'refused', reason: reasonWith('too-long', `${length} > ${limit}`) };
    if (photos.length > limitsOf('bluesky').photos) {
      return { outcome: 'refused', reason: reasonWith('too-many-photos', String(photos.length)) };
    }
    const signedIn = await door.session(signal);
    if (signedIn.outcome !== 'signed-in') return signedIn;
    const read = await photoBytes(parts.readPhoto, photos, { bytes: limitsOf('bluesky').photoBytes });
    if (read.outcome !== 'read') return read;
    const images: object[] = [];
    for (const [at, { alt, width, height }] of photos.entries()) {
      const bytes = read.bytes[at];
      if (!bytes) continue;
      const headers = { 'content-type': 'image/jpeg' };
      const asked = await door.ask({ method: 'POST', nsid: 'com.atproto.repo.uploadBlob', bytes, headers, signal });
      if (asked.outcome !== 'answered') return repeatable(asked);
      images.push({ image: fieldsOf(asked).blob, alt, aspectRatio: { width, height } });
    }
    const reply = parcel.replyTo ? await replyTo(parcel.replyTo, signal) : undefined;
    if (reply && 'outcome' in reply) return reply;
    const facets = await facetsOf(words, (handle) => didOf(handle, signal));
    return { outcome: 'ready', prepared: { facets, images, reply } satisfies Ready };
  }

  async function send(parcel: Parcel, prepared: unknown, signal: AbortSignal): Promise<SendResult> {
    const { facets, images, reply } = prepared as Ready;
    const signedIn = await door.session(signal);
    if (signedIn.outcome !== 'signed-in') return signedIn;
    const rkey = recordKey(parcel, parcel.key);
    const { words, language } = parcel.payload;
    const asked = await door.ask({
      method: 'POST',
      nsid: 'com.atproto.repo.putRecord',
      signal,
      json: {
        repo: signedIn.session.did,
        collection: POST,
        rkey,
        // Nothing may be under this key yet: without it, a record of ours that differs in its date would be overwritten.
        swapRecord: null,
        record: {
          $type: POST,
          text: words,
          createdAt: new Date(parts.nowMs()).toISOString(),
          langs: [language],
          ...(facets.length > 0 ? { facets } : {}),
          ...(images.length > 0 ? { embed: { $type: 'app.bsky.embed.images', images } } : {}),
          ...(reply ? { reply } : {}),
        },
      },
    });
    if (asked.outcome === 'answered') {
      const { uri } = fieldsOf(asked);
      return typeof uri === 'string'
        ? { outcome: 'published', remote: remoteOf(uri) }
        : { outcome: 'unknown', reason: 'odd-answer' };
    }
    if (asked.outcome === 'refused' && errorName(asked) === 'InvalidSwap') {
      return stands(parcel, rkey, signal);
    }
    return withoutBody(asked);
  }

  /** Something is under our key: a call of ours landed late, or a lost timeline sent it, in these words or in others. */
  async function stands(parcel: Parcel, rkey: string, signal: AbortSignal): Promise<SendResult> {
    const record = await recordAt({ rkey }, signal);
    if ('outcome' in record) return { outcome: 'unknown', reason: record.reason };
    if ('absent' in record) return { outcome: 'unknown', reason: 'odd-answer' };
    return { outcome: 'published', remote: remoteOf(record.uri), ...otherwise(record, parcel) };
  }

  async function lookUp(parcel: Parcel, signal: AbortSignal): Promise<LookUpResult> {
    for (const key of parcel.lookUnder) {
      const record = await recordAt({ rkey: recordKey(parcel, key) }, signal);
      if ('outcome' in record) return laterOf(record);
      if (!('uri' in record)) continue;
      return { found: remoteOf(record.uri), ...otherwise(record, parcel) };
    }
    return { absent: 'proved' };
  }

  async function remove(parcel: Parcel, remote: Remote | undefined, signal: AbortSignal): Promise<RemoveResult> {
    const signedIn = await door.session(signal);
    if (signedIn.outcome !== 'signed-in') return { removed: false, ...retryOf(signedIn) };
    // Another account was connected since: a server answers that a record it never had is gone.
    const { did, handle } = signedIn.session;
    // A link that a person gave names the account by its handle.
    if (remote && ![did, handle].includes(repoIn(remote.id))) {
      return { removed: false, reason: reasonWith('not-permitted', repoIn(remote.id)) };
    }
    const keys = remote ? [keyIn(remote.id)] : parcel.lookUnder.map((key) => recordKey(parcel, key));
    for (const rkey of keys) {
      const json = { repo: signedIn.session.did, collection: POST, rkey };
      const asked = await door.ask({ method: 'POST', nsid: 'com.atproto.repo.deleteRecord', json, signal });
      if (asked.outcome !== 'answered') return { removed: false, ...retryOf(asked) };
    }
    return { removed: true };
  }

  /** From the network's index; a server without one has the records, in the order of their keys, which is no order of time. */
  async function latest(signal: AbortSignal): Promise<LatestResult> {
    const signedIn = await door.session(signal);
    if (signedIn.outcome !== 'signed-in') return { later: signedIn.reason };
    const { did } = signedIn.session;
    const feed = { actor: did, limit: String(FEED_POSTS) };
    const asked = await door.ask({ method: 'GET', nsid: 'app.bsky.feed.getAuthorFeed', query: feed, signal });
    if (asked.outcome === 'answered') {
      const posts = listOf(fieldsOf(asked).feed).map(({ post }) => fieldsOf({ body: post }));
      return { posts: posts.filter(({ uri }) => repoIn(String(uri)) === did).map(postIn) };
    }
    const query = { repo: did, collection: POST, limit: String(RECORDS) };
    const listed = await door.ask({ method: 'GET', nsid: 'com.atproto.repo.listRecords', query, signal });
    if (listed.outcome !== 'answered') return laterOf(listed);
    return { posts: listOf(fieldsOf(listed).records).map(({ uri, value }) => postIn({ uri, record: value })) };
  }

  function postIn({ uri, record }: Readonly<Record<string, unknown>>): LatestPost {
    const { text, createdAt } = fieldsOf({ body: record });
    return { remote: remoteOf(String(uri)), words: String(text ?? ''), atMs: Date.parse(String(createdAt)) || 0 };
  }

  /** The network's own figures come from its index, through the account's server; one without an index tells nothing. */
  async function counts(remotes: readonly Remote[], signal: AbortSignal): Promise<CountsResult> {
    const found = new Map<string, Counts>();
    for (let from = 0; from < remotes.length; from += POSTS_A_CALL) {
      const uris = remotes.slice(from, from + POSTS_A_CALL).map(({ id }) => id);
      const asked = await door.ask({ method: 'GET', nsid: 'app.bsky.feed.getPosts', query: { uris }, signal });
      if (asked.outcome !== 'answered') return laterOf(asked);
      for (const post of listOf(fieldsOf(asked).posts)) {
        found.set(String(post.uri), {
          ...figure('likes', post.likeCount),
          ...figure('reposts', post.repostCount),
          ...figure('replies', post.replyCount),
        });
      }
    }
    return { counts: found };
  }

  /** What the parent is a reply to decides the thread's root. A parent that is gone is answered by nobody: alone. */
  async function replyTo(parent: Remote, signal: AbortSignal): Promise<Ready['reply'] | NotSent> {
    const record = await recordAt({ rkey: keyIn(parent.id), repo: repoIn(parent.id) }, signal);
    if ('absent' in record) return undefined;
    if ('outcome' in record) return { outcome: 'not-sent', ...retryOf(record) };
    const { root } = (record.value.reply ?? {}) as { root?: Ref };
    const self = { uri: record.uri, cid: record.cid };
    return { root: root ?? self, parent: self };
  }

  async function recordAt(
    { rkey, repo }: { rkey: string; repo?: string | undefined },
    signal: AbortSignal,
  ): Promise<Stored | { readonly absent: true } | NotSent | Denied | Unknown> {
    const signedIn = await door.session(signal);
    if (signedIn.outcome === 'refused') return { ...signedIn, status: 401, body: undefined };
    if (signedIn.outcome === 'not-sent') return signedIn;
    const query = { repo: repo ?? signedIn.session.did, collection: POST, rkey };
    const asked = await door.ask({ method: 'GET', nsid: 'com.atproto.repo.getRecord', query, signal });
    if (asked.outcome === 'refused' && errorName(asked) === 'RecordNotFound') return { absent: true };
    if (asked.outcome !== 'answered') return asked;
    const { uri, cid, value } = fieldsOf(asked);
    if (typeof uri !== 'string' || typeof cid !== 'string') return { outcome: 'unknown', reason: 'odd-answer' };
    return { uri, cid, value: (value ?? {}) as Record<string, unknown> };
  }

  async function didOf(handle: string, signal: AbortSignal): Promise<string | undefined> {
    const query = { handle };
    const asked = await door.ask({ method: 'GET', nsid: 'com.atproto.identity.resolveHandle', query, signal });
    // Nobody said that there is no such handle: the whole is begun again, rather than sent without its mention.
    if (asked.outcome === 'not-sent') throw new CallFailed('unreachable', { left: false, detail: handle });
    const did = asked.outcome === 'answered' ? fieldsOf(asked).did : undefined;
    return typeof did === 'string' ? did : undefined;
  }

  function remoteOf(uri: string): Remote {
    const handle = parts.kept.get().session?.handle ?? repoIn(uri);
    return { id: uri, url: `${WEB}/profile/${handle}/post/${keyIn(uri)}` };
  }
}

/** The same words in two shows, a copy and its original say, must not be one record: the show is in the key. */
const recordKey = ({ show }: Parcel, key: string): string => tidOf(`${show}/${key}`);
function otherwise({ value }: Stored, { payload }: Parcel): { readonly says?: string } {
  const says = textOf(value.text) ?? '';
  return says === payload.words ? {} : { says };
}

const keyIn = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1);
const repoIn = (uri: string): string => uri.split('/')[2] ?? '';
