import type { Fetch } from '../../server/channels/http.ts';
import { keptInMemory } from '../../server/channels/kept.ts';
import { mastodon } from '../../server/channels/mastodon.ts';
import type { MastodonCredentials } from '../../server/channels/mastodon-server.ts';
import type { ReadPhoto } from '../../server/channels/photo-bytes.ts';
import type { Remote } from '../../shared/rows/publication.ts';
import type { Account, ReadBack } from './channel.ts';

/** An account of a Mastodon server, faithful or real, as the contract of channels uses it. */
export function mastodonAccount({
  credentials,
  fetch,
  readPhoto,
  pollMs,
}: {
  readonly credentials: MastodonCredentials;
  readonly fetch: Fetch;
  readonly readPhoto: ReadPhoto;
  readonly pollMs?: number;
}): Account {
  const kept = keptInMemory(credentials);
  const polling = pollMs === undefined ? {} : { pollMs };
  return {
    network: 'mastodon',
    open: () => mastodon({ fetch, nowMs: Date.now, kept, readPhoto, ...polling }),
    readBack: (remote) => readStatus(credentials, remote),
    absent: 'same-key',
    tellsLanguage: true,
    nowMs: Date.now,
  };
}

async function readStatus({ server, token }: MastodonCredentials, { id }: Remote): Promise<ReadBack | undefined> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${server}/api/v1/statuses/${id}`, { headers });
  if (answer.status === 404) return undefined;
  const status = (await answer.json()) as {
    language: string | null;
    in_reply_to_id: string | null;
    media_attachments: { description: string }[];
  };
  const source = await fetch(`${server}/api/v1/statuses/${id}/source`, { headers });
  return {
    words: ((await source.json()) as { text: string }).text,
    language: status.language ?? undefined,
    photos: status.media_attachments.map(({ description }) => ({ alt: description })),
    replyTo: status.in_reply_to_id ?? undefined,
  };
}
