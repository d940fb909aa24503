import { bluesky } from '../../server/channels/bluesky.ts';
import type { BlueskyCredentials } from '../../server/channels/bluesky-session.ts';
import type { Fetch } from '../../server/channels/http.ts';
import { keptInMemory } from '../../server/channels/kept.ts';
import type { ReadPhoto } from '../../server/channels/photo-bytes.ts';
import type { Remote } from '../../shared/rows/publication.ts';
import type { Account, ReadBack } from './channel.ts';

/** An account of a PDS, as the contract of channels uses it. */
export function blueskyAccount({
  credentials,
  fetch,
  readPhoto,
}: {
  readonly credentials: BlueskyCredentials;
  readonly fetch: Fetch;
  readonly readPhoto: ReadPhoto;
}): Account {
  const kept = keptInMemory(credentials);
  return {
    network: 'bluesky',
    open: () => bluesky({ fetch, nowMs: Date.now, kept, readPhoto }),
    readBack: (remote) => readRecord(kept.get().session?.pds ?? credentials.service, remote),
    absent: 'proved',
    tellsLanguage: true,
    nowMs: Date.now,
  };
}

interface PostRecord {
  readonly text: string;
  readonly langs?: readonly string[];
  readonly facets?: readonly object[];
  readonly embed?: { readonly images: readonly { readonly alt: string; readonly aspectRatio: object }[] };
  readonly reply?: { readonly parent: { readonly uri: string }; readonly root: { readonly uri: string } };
}

/** The record as anyone reads it, signed in or not. */
export async function recordOf(pds: string, { id }: Remote): Promise<PostRecord | undefined> {
  const [, , repo = '', collection = '', rkey = ''] = id.split('/');
  const query = new URLSearchParams({ repo, collection, rkey });
  const answer = await fetch(`${pds}/xrpc/com.atproto.repo.getRecord?${query}`);
  return answer.ok ? ((await answer.json()) as { value: PostRecord }).value : undefined;
}

async function readRecord(pds: string, remote: Remote): Promise<ReadBack | undefined> {
  const record = await recordOf(pds, remote);
  return (
    record && {
      words: record.text,
      language: record.langs?.[0],
      photos: record.embed?.images ?? [],
      replyTo: record.reply?.parent.uri,
    }
  );
}
