import type { Fetch } from '../../server/channels/http.ts';
import { keptInMemory } from '../../server/channels/kept.ts';
import type { ReadPhoto } from '../../server/channels/photo-bytes.ts';
import { x } from '../../server/channels/x.ts';
import type { XCredentials } from '../../server/channels/x-session.ts';
import { expanded } from '../../server/channels/x-words.ts';
import type { Remote } from '../../shared/rows/publication.ts';
import type { Account, ReadBack } from './channel.ts';

/** An account of X, faithful or real, as the contract of channels uses it. `altOf`: where the server tells it otherwise. */
export function xAccount({
  credentials,
  baseUrl,
  fetch,
  readPhoto,
}: {
  readonly credentials: XCredentials;
  readonly baseUrl: string;
  readonly fetch: Fetch;
  readonly readPhoto: ReadPhoto;
}): Account {
  const kept = keptInMemory(credentials);
  return {
    network: 'x',
    open: () => x({ fetch, nowMs: Date.now, kept, readPhoto, baseUrl }),
    readBack: (remote) => readPost({ baseUrl, token: kept.get().accessToken }, remote),
    absent: 'unproved',
    tellsLanguage: false,
    nowMs: Date.now,
  };
}

interface Told {
  readonly data?: {
    readonly text: string;
    readonly referenced_tweets?: readonly { readonly id: string }[];
    readonly attachments?: { readonly media_keys: readonly string[] };
  };
  readonly includes?: { readonly media?: readonly { readonly media_key: string; readonly alt_text?: string }[] };
}

async function readPost(
  { baseUrl, token }: { baseUrl: string; token: string },
  { id }: Remote,
): Promise<ReadBack | undefined> {
  const query = 'expansions=attachments.media_keys&media.fields=alt_text&tweet.fields=entities,referenced_tweets';
  const answer = await fetch(`${baseUrl}/2/tweets/${id}?${query}`, { headers: { authorization: `Bearer ${token}` } });
  const { data, includes } = (await answer.json()) as Told;
  if (!data) return undefined;
  const alts = new Map(includes?.media?.map(({ media_key, alt_text }) => [media_key, alt_text ?? '']));
  return {
    words: expanded(data),
    photos: (data.attachments?.media_keys ?? []).map((key) => ({ alt: alts.get(key) ?? '' })),
    replyTo: data.referenced_tweets?.[0]?.id,
  };
}
