import * as v from 'valibot';
import type { ReadPhoto } from '../../server/channels/photo-bytes.ts';
import { safeFetch } from '../../server/channels/safe-fetch.ts';
import { type NewConnection, newConnectionSchema } from '../../shared/connection.ts';
import { blueskyAccount } from './bluesky-account.ts';
import type { Account } from './channel.ts';
import { mastodonAccount } from './mastodon-account.ts';
import { xAccount } from './x-account.ts';

/** `LIVE_ACCOUNTS`: a JSON list of connections, as the settings send them. The suite publishes on them, and takes all back. */
export function liveAccounts(variable: string | undefined): readonly NewConnection[] {
  return v.parse(v.array(newConnectionSchema), JSON.parse(variable || '[]'));
}

/** The account of a connection, on the network itself. */
export function liveAccount(connection: NewConnection, readPhoto: ReadPhoto): Account {
  const parts = { fetch: safeFetch(), readPhoto };
  switch (connection.network) {
    case 'bluesky':
      return blueskyAccount({ ...parts, credentials: connection });
    case 'mastodon':
      return mastodonAccount({ ...parts, credentials: connection });
    case 'x':
      return xAccount({ ...parts, credentials: connection, baseUrl: 'https://api.x.com' });
  }
}
