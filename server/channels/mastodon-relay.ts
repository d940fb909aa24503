import type { Remote } from '../../shared/rows/publication.ts';
import { fieldsOf, laterOf, listOf, retryOf, textOf } from './answers.ts';
import type { NotSent, Refused, Relaying, RelayLookUp, RemoveResult, SendResult } from './channel.ts';
import { type Asked, repeatable, withoutBody } from './http.ts';
import type { MastodonServer } from './mastodon-server.ts';

/** A post as the server of this account knows it: under its own id there. */
interface Seen {
  readonly id: string;
  readonly status: Readonly<Record<string, unknown>>;
}

/**
 * An account shows a post once, however often it is asked to (https://docs.joinmastodon.org/methods/statuses/#boost). What
 * lives on another server is first made known to this one, by its address.
 */
export function mastodonRelay({
  server,
  origin,
}: {
  readonly server: MastodonServer;
  /** Where this account lives. */
  readonly origin: () => string;
}): Relaying {
  return { send, lookUp, remove };

  async function send(of: Remote, signal: AbortSignal): Promise<SendResult> {
    const seen = await seenHere(of, signal);
    if ('absent' in seen) return { outcome: 'refused', reason: seen.absent };
    if ('outcome' in seen) return repeatable(seen);
    const isOwn = await isOurs(seen, signal);
    if (isOwn !== false) return isOwn === true ? { outcome: 'refused', reason: 'same-account' } : isOwn;
    const asked = await server.ask(`/api/v1/statuses/${seen.id}/reblog`, { method: 'POST', signal });
    const stands = asked.outcome === 'refused' && asked.status === 422 && /already/i.test(asked.reason);
    return asked.outcome === 'answered' || stands
      ? { outcome: 'published', remote: remoteOf(seen, of) }
      : withoutBody(asked);
  }

  async function lookUp(of: Remote, signal: AbortSignal): Promise<RelayLookUp> {
    const seen = await seenHere(of, signal);
    if ('absent' in seen) return { absent: 'proved' };
    if ('outcome' in seen) return laterOf(seen);
    if (typeof seen.status.reblogged !== 'boolean') return { later: 'odd-answer' };
    return seen.status.reblogged ? { found: remoteOf(seen, of) } : { absent: 'proved' };
  }

  async function remove(of: Remote, remote: Remote | undefined, signal: AbortSignal): Promise<RemoveResult> {
    const seen = remote ? { id: remote.id } : await seenHere(of, signal);
    // A server that has lost the post has lost what showed it.
    if ('absent' in seen) return { removed: true };
    if ('outcome' in seen) return { removed: false, ...retryOf(seen) };
    const asked = await server.ask(`/api/v1/statuses/${seen.id}/unreblog`, { method: 'POST', signal });
    const isGone = asked.outcome === 'answered' || (asked.outcome === 'refused' && asked.status === 404);
    return isGone ? { removed: true } : { removed: false, ...retryOf(asked) };
  }

  async function seenHere(
    of: Remote,
    signal: AbortSignal,
  ): Promise<Seen | { readonly absent: 'gone' | 'not-seen' } | Exclude<Asked, { outcome: 'answered' }>> {
    const isNeighbour = of.url !== undefined && URL.parse(of.url)?.host === new URL(origin()).host;
    if (isNeighbour) {
      const asked = await server.ask(`/api/v1/statuses/${of.id}`, { signal });
      if (asked.outcome === 'refused' && asked.status === 404) return { absent: 'gone' };
      return asked.outcome === 'answered' ? { id: of.id, status: fieldsOf(asked) } : asked;
    }
    const query = new URLSearchParams({ q: of.url ?? '', resolve: 'true', type: 'statuses', limit: '1' });
    const asked = await server.ask(`/api/v2/search?${query}`, { signal });
    if (asked.outcome !== 'answered') return asked;
    const [status] = listOf(fieldsOf(asked).statuses);
    const id = textOf(status?.id);
    return status && id !== undefined ? { id, status } : { absent: 'not-seen' };
  }

  async function isOurs({ status }: Seen, signal: AbortSignal): Promise<boolean | NotSent | Refused> {
    const account = await server.accountId(signal);
    if (typeof account !== 'string') return repeatable(account);
    return fieldsOf({ body: status.account }).id === account;
  }
}

/** It is taken back by the id of what it shows, not by its own. */
const remoteOf = ({ id }: Seen, { url }: Remote): Remote => (url === undefined ? { id } : { id, url });
