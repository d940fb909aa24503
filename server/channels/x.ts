import type { CheckReply } from '../../shared/connection.ts';
import { LATEST } from '../../shared/latest.ts';
import { reasonWith } from '../../shared/network-reason.ts';
import { limitsOf } from '../../shared/networks.ts';
import type { Remote } from '../../shared/rows/publication.ts';
import { fieldsOf, figure, laterOf, listOf, retryOf, textOf } from './answers.ts';
import type {
  Channel,
  Counts,
  CountsResult,
  LatestResult,
  LookUpResult,
  NotSent,
  Parcel,
  PrepareResult,
  Refused,
  RemoveResult,
  SendResult,
} from './channel.ts';
import { type Asked, repeatable, withoutBody } from './http.ts';
import { type PayloadPhoto, photoBytes, type ReadPhoto } from './photo-bytes.ts';
import { Uploads } from './uploads.ts';
import { XDoor, type XParts } from './x-session.ts';
import { expanded, numbered, says, unfitWords } from './x-words.ts';

const WEB = 'https://x.com';
/** https://docs.x.com/x-api/posts/get-posts-by-ids */
const POSTS_A_CALL = 100;
/** Each post read is paid for: enough to hold what a team sends while one answer is waited for. */
const POSTS_A_PAGE = 20;
/** A look-up that comes late, after a limit or a restart, has a whole evening's posts before it. */
const PAGES = 10;
const SKEW_MARGIN_MS = 5_000;
/** Without a call in this timeline, a post of an earlier one is looked for in the last day. */
const WITHOUT_CALL_MS = 24 * 3_600_000;

interface Ready {
  readonly media: readonly string[];
}

/**
 * X, by its API of version 2. It keeps no key of ours and refuses words it has, so what became of a call is read from our
 * own timeline by words and time; what is not there proves nothing.
 */
export function x(parts: XParts & { readonly readPhoto: ReadPhoto }): Channel {
  const door = new XDoor(parts);
  const uploads = new Uploads();

  return { network: 'x', check, prepare, send, lookUp, remove, latest, counts };

  async function check(signal: AbortSignal): Promise<CheckReply> {
    const asked = await door.ask('/2/users/me?user.fields=name,username,profile_image_url', { signal });
    if (asked.outcome !== 'answered') return { ok: false, ...retryOf(asked) };
    const { id, username, name, profile_image_url: picture } = fieldsOf({ body: fieldsOf(asked).data });
    if (textOf(id) === undefined || textOf(username) === undefined) return { ok: false, reason: 'odd-answer' };
    parts.kept.put({ ...parts.kept.get(), account: { id: String(id), name: String(username) } });
    const { length, photos, altLength } = limitsOf('x');
    return {
      ok: true,
      identity: {
        account: String(username),
        host: 'x.com',
        url: `${WEB}/${username}`,
        limits: { length, photos, altLength },
        ...(textOf(name) ? { name: String(name) } : {}),
        ...(textOf(picture) ? { picture: String(picture) } : {}),
      },
    };
  }

  async function prepare(parcel: Parcel, signal: AbortSignal): Promise<PrepareResult> {
    const { words, photos } = parcel.payload;
    const limits = limitsOf('x');
    const unfit = await unfitWords(words);
    if (unfit) return unfit;
    if (photos.length > limits.photos)
      return { outcome: 'refused', reason: reasonWith('too-many-photos', String(photos.length)) };
    const wordy = photos.find(({ alt }) => alt.length > limits.altLength);
    if (wordy)
      return { outcome: 'refused', reason: reasonWith('alt-too-long', `${wordy.alt.length} > ${limits.altLength}`) };
    const read = await photoBytes(parts.readPhoto, photos, { bytes: limits.photoBytes });
    if (read.outcome !== 'read') return read;
    const media: string[] = [];
    for (const [at, photo] of photos.entries()) {
      const id = uploads.get(parcel.key, photo, parts.nowMs()) ?? (await upload(read.bytes[at], photo, signal));
      if (typeof id !== 'string') return id;
      uploads.put(parcel.key, photo, id, parts.nowMs());
      media.push(id);
    }
    return { outcome: 'ready', prepared: { media } satisfies Ready };
  }

  /**
   * An answer in a thread that X will not have goes out alone, with its number: the refusal says that nothing was made, so
   * that what follows is the first call that can make anything.
   */
  async function send(parcel: Parcel, prepared: unknown, signal: AbortSignal): Promise<SendResult> {
    const { media } = prepared as Ready;
    const answers = parts.kept.get().threads === 'answers';
    let asked = await post({
      words: answers ? parcel.payload.words : numbered(parcel),
      media,
      replyTo: answers ? parcel.replyTo?.id : undefined,
      signal,
    });
    if (asked.outcome === 'refused' && asked.reason.startsWith('reply-refused') && parcel.replyTo && answers) {
      asked = await post({ words: numbered(parcel), media, replyTo: undefined, signal });
    }
    if (asked.outcome === 'answered') {
      const id = textOf(fieldsOf({ body: fieldsOf(asked).data }).id);
      if (id === undefined) return { outcome: 'unknown', reason: 'odd-answer' };
      uploads.forget(parcel.key);
      return { outcome: 'published', remote: remoteOf(id) };
    }
    // It has these words already: from an earlier call of ours, or from someone's hand. Its timeline tells.
    if (asked.reason.startsWith('duplicate')) return { outcome: 'unknown', reason: asked.reason };
    return withoutBody(asked);
  }

  function post({
    words,
    media,
    replyTo,
    signal,
  }: {
    words: string;
    media: readonly string[];
    replyTo: string | undefined;
    signal: AbortSignal;
  }): Promise<Asked> {
    return door.ask('/2/tweets', {
      method: 'POST',
      signal,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        text: words,
        ...(media.length > 0 ? { media: { media_ids: media } } : {}),
        ...(replyTo === undefined ? {} : { reply: { in_reply_to_tweet_id: replyTo } }),
      }),
    });
  }

  async function lookUp(parcel: Parcel, signal: AbortSignal): Promise<LookUpResult> {
    const account = await accountId(signal);
    if (typeof account !== 'string') return laterOf(account);
    // The same words cannot stand twice, so an earlier round's post with them is this publication's too.
    const sinceMs = (parcel.firstTriedMs ?? parts.nowMs() - WITHOUT_CALL_MS) - SKEW_MARGIN_MS;
    const query = new URLSearchParams({
      max_results: String(POSTS_A_PAGE),
      exclude: 'retweets',
      start_time: `${new Date(sinceMs).toISOString().slice(0, 19)}Z`,
      'tweet.fields': 'created_at,entities,attachments',
    });
    for (let page = 0; page < PAGES; page++) {
      const asked = await door.ask(`/2/users/${account}/tweets?${query}`, { signal });
      if (asked.outcome !== 'answered') return laterOf(asked);
      const id = listOf(fieldsOf(asked).data).find((found) => isOf(parcel, found))?.id;
      if (id !== undefined) return { found: remoteOf(String(id)) };
      const next = textOf(fieldsOf({ body: fieldsOf(asked).meta }).next_token);
      if (next === undefined) break;
      query.set('pagination_token', next);
    }
    return { absent: 'unproved' };
  }

  /** A post of our timeline that is this publication's: by its words, as sent or numbered, and its photos. */
  function isOf(parcel: Parcel, post: Readonly<Record<string, unknown>>): boolean {
    const id = textOf(post.id);
    if (id === undefined || parcel.taken.includes(id)) return false;
    const keys = fieldsOf({ body: post.attachments }).media_keys;
    if ((Array.isArray(keys) ? keys.length : 0) !== parcel.payload.photos.length) return false;
    return says(post, parcel.payload.words) || says(post, numbered(parcel));
  }

  async function remove(parcel: Parcel, remote: Remote | undefined, signal: AbortSignal): Promise<RemoveResult> {
    let id = remote?.id;
    if (id === undefined) {
      const looked = await lookUp(parcel, signal);
      if ('later' in looked) return { removed: false, ...retryOf({ ...looked, reason: looked.later }) };
      // Someone saw it there: what is not found by its words is for a person to take down.
      if ('absent' in looked) return { removed: false, reason: 'not-found' };
      id = looked.found.id;
    }
    const asked = await door.ask(`/2/tweets/${id}`, { method: 'DELETE', signal });
    const isGone = asked.outcome === 'answered' || (asked.outcome === 'refused' && asked.status === 404);
    return isGone ? { removed: true } : { removed: false, ...retryOf(asked) };
  }

  /** Each is paid for: as many as a person is shown. */
  async function latest(signal: AbortSignal): Promise<LatestResult> {
    const account = await accountId(signal);
    if (typeof account !== 'string') return laterOf(account);
    const query = new URLSearchParams({
      max_results: String(LATEST),
      exclude: 'retweets',
      'tweet.fields': 'created_at,entities',
    });
    const asked = await door.ask(`/2/users/${account}/tweets?${query}`, { signal });
    if (asked.outcome !== 'answered') return laterOf(asked);
    const posts = listOf(fieldsOf(asked).data).map((post) => ({
      remote: remoteOf(String(post.id)),
      words: expanded(post),
      atMs: Date.parse(String(post.created_at)) || 0,
    }));
    return { posts };
  }

  async function counts(remotes: readonly Remote[], signal: AbortSignal): Promise<CountsResult> {
    const found = new Map<string, Counts>();
    for (let from = 0; from < remotes.length; from += POSTS_A_CALL) {
      const ids = remotes.slice(from, from + POSTS_A_CALL).map(({ id }) => id);
      const asked = await door.ask(`/2/tweets?ids=${ids.join(',')}&tweet.fields=public_metrics`, { signal });
      if (asked.outcome !== 'answered') return laterOf(asked);
      for (const one of listOf(fieldsOf(asked).data)) {
        const {
          like_count: likes,
          retweet_count: reposts,
          reply_count: replies,
        } = fieldsOf({ body: one.public_metrics });
        found.set(String(one.id), {
          ...figure('likes', likes),
          ...figure('reposts', reposts),
          ...figure('replies', replies),
        });
      }
    }
    return { counts: found };
  }

  async function upload(
    bytes: Uint8Array<ArrayBuffer> | undefined,
    { alt }: PayloadPhoto,
    signal: AbortSignal,
  ): Promise<string | NotSent | Refused> {
    const form = new FormData();
    form.set('media', new Blob([bytes ?? new Uint8Array()], { type: 'image/jpeg' }), 'photo.jpg');
    form.set('media_category', 'tweet_image');
    form.set('media_type', 'image/jpeg');
    const asked = await door.ask('/2/media/upload', { method: 'POST', body: form, signal });
    if (asked.outcome !== 'answered') return repeatable(asked);
    const id = textOf(fieldsOf({ body: fieldsOf(asked).data }).id);
    if (id === undefined) return { outcome: 'not-sent', reason: 'odd-answer' };
    // No photo goes out without its alternative text: one that X did not take it for is not used.
    const told = await door.ask('/2/media/metadata', {
      method: 'POST',
      signal,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id, metadata: { alt_text: { text: alt } } }),
    });
    return told.outcome === 'answered' ? id : repeatable(told);
  }

  async function accountId(signal: AbortSignal): Promise<string | Exclude<Asked, { outcome: 'answered' }>> {
    const known = parts.kept.get().account?.id;
    if (known !== undefined) return known;
    const asked = await door.ask('/2/users/me', { signal });
    if (asked.outcome !== 'answered') return asked;
    const { id, username } = fieldsOf({ body: fieldsOf(asked).data });
    if (textOf(id) === undefined) return { outcome: 'unknown', reason: 'odd-answer' };
    parts.kept.put({ ...parts.kept.get(), account: { id: String(id), name: String(username) } });
    return String(id);
  }

  function remoteOf(id: string): Remote {
    return { id, url: `${WEB}/${parts.kept.get().account?.name ?? 'i'}/status/${id}` };
  }
}
