import { reasonWith } from '../../shared/network-reason.ts';
import type { Remote } from '../../shared/rows/publication.ts';
import { fieldsOf, laterOf, retryOf, textOf } from './answers.ts';
import { type BlueskyDoor, errorName } from './bluesky-session.ts';
import type { NotSent, Refused, Relaying, RelayLookUp, RemoveResult, SendResult } from './channel.ts';
import { repeatable, withoutBody } from './http.ts';
import { tidOf } from './tid.ts';

/** https://docs.bsky.app/docs/advanced-guides/posts#reposts */
const REPOST = 'app.bsky.feed.repost';

/** Reposts are records of their own, here under a key made from what they show: made twice they are one. */
export function blueskyRelay({ door, nowMs }: { readonly door: BlueskyDoor; readonly nowMs: () => number }): Relaying {
  return { send, lookUp, remove };

  async function send(of: Remote, signal: AbortSignal): Promise<SendResult> {
    const account = await ownDid(signal);
    if (typeof account !== 'string') return account;
    const subject = await subjectOf(of, account, signal);
    if ('outcome' in subject) return subject;
    const asked = await door.ask({
      method: 'POST',
      nsid: 'com.atproto.repo.putRecord',
      signal,
      json: {
        repo: account,
        collection: REPOST,
        rkey: recordKey(of),
        swapRecord: null,
        record: { $type: REPOST, subject, createdAt: new Date(nowMs()).toISOString() },
      },
    });
    const stands = asked.outcome === 'refused' && errorName(asked) === 'InvalidSwap';
    if (asked.outcome === 'answered' || stands) return { outcome: 'published', remote: remoteOf(account, of) };
    return withoutBody(asked);
  }

  async function lookUp(of: Remote, signal: AbortSignal): Promise<RelayLookUp> {
    const account = await ownDid(signal);
    if (typeof account !== 'string') return { later: account.reason };
    const query = { repo: account, collection: REPOST, rkey: recordKey(of) };
    const asked = await door.ask({ method: 'GET', nsid: 'com.atproto.repo.getRecord', query, signal });
    if (asked.outcome === 'answered') return { found: remoteOf(account, of) };
    if (asked.outcome === 'refused' && errorName(asked) === 'RecordNotFound') return { absent: 'proved' };
    return laterOf(asked);
  }

  async function remove(of: Remote, remote: Remote | undefined, signal: AbortSignal): Promise<RemoveResult> {
    const account = await ownDid(signal);
    if (typeof account !== 'string') return { removed: false, ...retryOf(account) };
    // Another account was connected since: a server answers that a record it never had is gone.
    const holder = remote?.id.split('/')[2];
    if (holder && holder !== account) return { removed: false, reason: reasonWith('not-permitted', holder) };
    const json = { repo: account, collection: REPOST, rkey: recordKey(of) };
    const asked = await door.ask({ method: 'POST', nsid: 'com.atproto.repo.deleteRecord', json, signal });
    return asked.outcome === 'answered' ? { removed: true } : { removed: false, ...retryOf(asked) };
  }

  /** The post by its address and its contents, as a repost names it; a post of this account's own is not relayed. */
  async function subjectOf(
    of: Remote,
    account: string,
    signal: AbortSignal,
  ): Promise<{ readonly uri: string; readonly cid: string } | NotSent | Refused> {
    const [, , repo = '', collection = '', rkey = ''] = of.id.split('/');
    const query = { repo, collection, rkey };
    const asked = await door.ask({ method: 'GET', nsid: 'com.atproto.repo.getRecord', query, signal });
    if (asked.outcome === 'refused' && errorName(asked) === 'RecordNotFound') {
      return { outcome: 'refused', reason: 'gone' };
    }
    if (asked.outcome !== 'answered') return repeatable(asked);
    const uri = textOf(fieldsOf(asked).uri);
    const cid = textOf(fieldsOf(asked).cid);
    if (uri === undefined || cid === undefined) return { outcome: 'not-sent', reason: 'odd-answer' };
    return uri.split('/')[2] === account ? { outcome: 'refused', reason: 'same-account' } : { uri, cid };
  }

  async function ownDid(signal: AbortSignal): Promise<string | NotSent | Refused> {
    const signedIn = await door.session(signal);
    return signedIn.outcome === 'signed-in' ? signedIn.session.did : signedIn;
  }
}

const recordKey = (of: Remote): string => tidOf(`repost/${of.id}`);
const remoteOf = (did: string, of: Remote): Remote => ({
  id: `at://${did}/${REPOST}/${recordKey(of)}`,
  ...(of.url === undefined ? {} : { url: of.url }),
});
