import { createHash } from 'node:crypto';
import type { CheckReply } from '../../shared/connection.ts';
import { reasonWith } from '../../shared/network-reason.ts';
import type { Remote } from '../../shared/rows/publication.ts';
import { lengthOn } from '../../shared/text/length.ts';
import { fieldsOf, figure, laterOf, listOf, retryOf, textOf } from './answers.ts';
import type {
  Channel,
  Counts,
  CountsResult,
  EditResult,
  LatestResult,
  LookUpResult,
  NotSent,
  Parcel,
  PrepareResult,
  Refused,
  RemoveResult,
  ReReadResult,
  SendResult,
} from './channel.ts';
import { repeatable, skewOf, withoutBody } from './http.ts';
import { mastodonMedia } from './mastodon-media.ts';
import { mastodonRelay } from './mastodon-relay.ts';
import { type MastodonParts, MastodonServer } from './mastodon-server.ts';
import type { ReadPhoto } from './photo-bytes.ts';

/** Own posts are looked through this far at most: an evening has fewer. */
const PAGES = 5;
const POSTS_A_PAGE = 40;
/** Their hours are in whole seconds, and take a moment to come. */
const SKEW_MARGIN_MS = 3_000;
/** Without a call in this timeline, a post of an earlier one is looked for in the last day. */
const WITHOUT_CALL_MS = 24 * 3_600_000;

interface Ready {
  readonly media: readonly string[];
  readonly replyTo: string | undefined;
}

/**
 * Any server of Mastodon's API. It remembers our key for an hour, but only once the post is made, so that a call made again
 * at once makes two: what became of a call is read from our own latest posts.
 */
export function mastodon(parts: MastodonParts & { readonly readPhoto: ReadPhoto; readonly pollMs?: number }): Channel {
  const server = new MastodonServer(parts);
  const media = mastodonMedia({ ...parts, server });
  const relay = mastodonRelay({ server, origin: () => parts.kept.get().server });

  return { network: 'mastodon', check, prepare, send, lookUp, remove, edit, reRead, latest, relay, counts };

  async function check(signal: AbortSignal): Promise<CheckReply> {
    const instance = await server.instance(signal);
    if (instance.outcome !== 'instance') return { ok: false, ...retryOf(instance) };
    const asked = await server.ask('/api/v1/accounts/verify_credentials', { signal });
    if (asked.outcome !== 'answered') return { ok: false, ...retryOf(asked) };
    const { username, display_name: name, avatar, url, suspended, moved } = fieldsOf(asked);
    if (textOf(username) === undefined) return { ok: false, reason: reasonWith('wrong-host', instance.domain) };
    if (suspended === true || moved) return { ok: false, reason: reasonWith('suspended', moved ? 'moved' : '') };
    const missing = await missingScope(signal);
    if (missing) return { ok: false, reason: reasonWith('not-permitted', missing) };
    return {
      ok: true,
      identity: {
        account: `${username}@${instance.domain}`,
        host: new URL(parts.kept.get().server).host,
        limits: instance.limits,
        ...(textOf(name) ? { name: String(name) } : {}),
        ...(textOf(avatar) ? { picture: String(avatar) } : {}),
        ...(textOf(url) ? { url: String(url) } : {}),
      },
    };
  }

  async function prepare(parcel: Parcel, signal: AbortSignal): Promise<PrepareResult> {
    const { words, photos } = parcel.payload;
    const instance = await server.instance(signal);
    if (instance.outcome !== 'instance') return repeatable(instance);
    const { limits } = instance;
    const length = lengthOn('mastodon', words);
    if (length > limits.length)
      return { outcome: 'refused', reason: reasonWith('too-long', `${length} > ${limits.length}`) };
    if (photos.length > limits.photos)
      return { outcome: 'refused', reason: reasonWith('too-many-photos', `${photos.length} > ${limits.photos}`) };
    const wordy = photos.find(({ alt }) => alt.length > limits.altLength);
    if (wordy)
      return { outcome: 'refused', reason: reasonWith('alt-too-long', `${wordy.alt.length} > ${limits.altLength}`) };
    const uploaded = await media.ids(parcel.key, { photos, limits }, signal);
    if ('outcome' in uploaded) return uploaded;
    const replyTo = parcel.replyTo && (await stands(parcel.replyTo, signal));
    if (typeof replyTo === 'object') return replyTo;
    return {
      outcome: 'ready',
      prepared: { media: uploaded, replyTo: replyTo ? parcel.replyTo?.id : undefined } satisfies Ready,
    };
  }

  async function send(parcel: Parcel, prepared: unknown, signal: AbortSignal): Promise<SendResult> {
    const { media: ids, replyTo } = prepared as Ready;
    const asked = await server.ask('/api/v1/statuses', {
      method: 'POST',
      signal,
      headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey(parcel) },
      body: JSON.stringify({
        status: parcel.payload.words,
        language: parcel.payload.language,
        visibility: parcel.payload.visibility ?? parts.kept.get().visibility,
        ...(ids.length > 0 ? { media_ids: ids } : {}),
        ...(replyTo === undefined ? {} : { in_reply_to_id: replyTo }),
      }),
    });
    if (asked.outcome === 'answered') {
      const remote = remoteIn(fieldsOf(asked));
      if (remote) media.forget(parcel.key);
      return remote ? { outcome: 'published', remote } : { outcome: 'unknown', reason: 'odd-answer' };
    }
    if (asked.outcome === 'refused') media.forget(parcel.key);
    return withoutBody(asked);
  }

  async function lookUp(parcel: Parcel, signal: AbortSignal): Promise<LookUpResult> {
    const instance = await server.instance(signal);
    if (instance.outcome !== 'instance') return laterOf(instance);
    const account = await server.accountId(signal);
    if (typeof account !== 'string') return laterOf(account);
    let before: string | undefined;
    for (let page = 0; page < PAGES; page++) {
      const query = new URLSearchParams({ limit: String(POSTS_A_PAGE), exclude_reblogs: 'true' });
      if (before !== undefined) query.set('max_id', before);
      const asked = await server.ask(`/api/v1/accounts/${account}/statuses?${query}`, { signal });
      if (asked.outcome !== 'answered') return laterOf(asked);
      const posts = listOf(asked.body);
      const sinceMs = sinceOf(parcel, parts.nowMs()) - skewOf(asked.headers, parts.nowMs());
      for (const post of posts) {
        if (Date.parse(String(post.created_at)) < sinceMs || parcel.taken.includes(String(post.id))) continue;
        if (listOf(post.media_attachments).length !== parcel.payload.photos.length) continue;
        const says = await sourceOf(String(post.id), signal);
        if (typeof says === 'object') return says;
        const remote = remoteIn(post);
        if (remote && same(says, parcel.payload.words)) return { found: remote };
      }
      before = textOf(posts.at(-1)?.id);
      const oldestMs = Date.parse(String(posts.at(-1)?.created_at));
      if (posts.length === 0 || before === undefined || oldestMs < sinceMs) {
        return { absent: instance.remembersKeys ? 'same-key' : 'unproved' };
      }
    }
    return { absent: 'unproved' };
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
    const asked = await server.ask(`/api/v1/statuses/${id}`, { method: 'DELETE', signal });
    const isGone = asked.outcome === 'answered' || (asked.outcome === 'refused' && asked.status === 404);
    return isGone ? { removed: true } : { removed: false, ...retryOf(asked) };
  }

  async function edit(parcel: Parcel, prepared: unknown, remote: Remote, signal: AbortSignal): Promise<EditResult> {
    const { media: ids } = prepared as Ready;
    const asked = await server.ask(`/api/v1/statuses/${remote.id}`, {
      method: 'PUT',
      signal,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ status: parcel.payload.words, language: parcel.payload.language, media_ids: ids }),
    });
    if (asked.outcome !== 'answered') return withoutBody(asked);
    media.forget(parcel.key);
    return { outcome: 'edited', remote: remoteIn(fieldsOf(asked)) ?? remote };
  }

  async function reRead({ payload }: Parcel, { id }: Remote, signal: AbortSignal): Promise<ReReadResult> {
    const asked = await server.ask(`/api/v1/statuses/${id}`, { signal });
    if (asked.outcome === 'refused' && asked.status === 404) return { says: 'gone' };
    if (asked.outcome !== 'answered') return laterOf(asked);
    const says = await sourceOf(id, signal);
    if (typeof says === 'object') return says;
    const { language, media_attachments: attached } = fieldsOf(asked);
    const alts = listOf(attached).map(({ description }) => textOf(description) ?? '');
    const isTold =
      same(says, payload.words) &&
      (textOf(language) ?? payload.language) === payload.language &&
      alts.length === payload.photos.length &&
      payload.photos.every(({ alt }, at) => same(alt, alts[at] ?? ''));
    return { says: isTold ? 'these' : 'others' };
  }

  async function latest(signal: AbortSignal): Promise<LatestResult> {
    const account = await server.accountId(signal);
    if (typeof account !== 'string') return laterOf(account);
    const query = new URLSearchParams({ limit: String(POSTS_A_PAGE), exclude_reblogs: 'true' });
    const asked = await server.ask(`/api/v1/accounts/${account}/statuses?${query}`, { signal });
    if (asked.outcome !== 'answered') return laterOf(asked);
    const posts = listOf(asked.body).flatMap((post) => {
      const remote = remoteIn(post);
      const atMs = Date.parse(String(post.created_at)) || 0;
      return remote ? [{ remote, words: wordsIn(String(post.content ?? '')), atMs }] : [];
    });
    return { posts };
  }

  /** What this server has seen of them: others may have more. */
  async function counts(remotes: readonly Remote[], signal: AbortSignal): Promise<CountsResult> {
    const found = new Map<string, Counts>();
    for (const { id } of remotes) {
      const asked = await server.ask(`/api/v1/statuses/${id}`, { signal });
      if (asked.outcome === 'refused' && asked.status === 404) continue;
      if (asked.outcome !== 'answered') return laterOf(asked);
      const { favourites_count: likes, reblogs_count: reposts, replies_count: replies } = fieldsOf(asked);
      found.set(id, { ...figure('likes', likes), ...figure('reposts', reposts), ...figure('replies', replies) });
    }
    return { counts: found };
  }

  async function stands({ id }: Remote, signal: AbortSignal): Promise<boolean | NotSent | Refused> {
    const asked = await server.ask(`/api/v1/statuses/${id}`, { signal });
    if (asked.outcome === 'refused' && asked.status === 404) return false;
    return asked.outcome === 'answered' ? true : repeatable(asked);
  }

  async function sourceOf(id: string, signal: AbortSignal): Promise<string | { readonly later: string }> {
    const asked = await server.ask(`/api/v1/statuses/${id}/source`, { signal });
    if (asked.outcome === 'refused' && asked.status === 404) return '';
    return asked.outcome === 'answered' ? String(fieldsOf(asked).text ?? '') : laterOf(asked);
  }

  /** The permissions that publishing needs and the token lacks, where the server tells them. */
  async function missingScope(signal: AbortSignal): Promise<string | undefined> {
    const asked = await server.ask('/api/v1/apps/verify_credentials', { signal });
    const scopes: unknown = asked.outcome === 'answered' ? fieldsOf(asked).scopes : undefined;
    if (!Array.isArray(scopes) || scopes.includes('write')) return undefined;
    const missing = ['write:statuses', 'write:media'].filter((scope) => !scopes.includes(scope));
    return missing.length > 0 ? missing.join(' ') : undefined;
  }
}

/** A hash: the key travels in a header, which takes ASCII only. */
const idempotencyKey = ({ show, key }: Parcel): string => createHash('sha256').update(`${show}/${key}`).digest('hex');

const sinceOf = ({ triedMs }: Parcel, nowMs: number): number =>
  triedMs === undefined ? nowMs - WITHOUT_CALL_MS : triedMs - SKEW_MARGIN_MS;

/** A post's words as they are read: the server tells them as HTML, with three characters and the quotes escaped. */
const wordsIn = (content: string): string =>
  content
    .replace(/<\/p>\s*<p>/g, '\n\n')
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

const same = (one: string, other: string): boolean => plain(one) === plain(other);
const plain = (words: string): string => words.replace(/\r\n/g, '\n').trim();

function remoteIn({ id, url }: Readonly<Record<string, unknown>>): Remote | undefined {
  if (textOf(id) === undefined) return undefined;
  return textOf(url) === undefined ? { id: String(id) } : { id: String(id), url: String(url) };
}
