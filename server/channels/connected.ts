import type { QuotaLeft } from '../../shared/connection.ts';
import type { Clock } from '../clock.ts';
import { bluesky } from './bluesky.ts';
import type { Channel, ChannelOf } from './channel.ts';
import type { Connections } from './connections.ts';
import type { Credentials } from './credentials.ts';
import type { Fetch } from './http.ts';
import type { Kept } from './kept.ts';
import { mastodon } from './mastodon.ts';
import type { ReadPhoto } from './photo-bytes.ts';
import { type RateLeft, rateLeft } from './rate-left.ts';
import { x } from './x.ts';

export interface ConnectedParts {
  readonly connections: Connections;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly readPhoto: ReadPhoto;
}
export interface ConnectedChannels {
  /** The channel of a connection as it is now; undefined: not connected. */
  readonly channelOf: ChannelOf;
  /** What its network last said is left of its limits; empty where nothing was asked since the start. */
  leftOn(show: string, channel: string): readonly QuotaLeft[];
  /** A channel on credentials that nothing keeps yet. */
  tried(kept: Kept<Credentials>): Channel;
}

/** Channels of connected accounts, each made once a connection: what it has read of its server serves its next post too. */
export function connectedChannels({ connections, fetch, clock, readPhoto }: ConnectedParts): ConnectedChannels {
  const made = new Map<string, { readonly id: string; readonly channel: Channel; readonly rate: RateLeft }>();
  const parts = { nowMs: clock.nowMs, readPhoto };
  const tried = (kept: Kept<Credentials>) => channelOn(kept, { ...parts, fetch });
  return {
    tried,
    leftOn: (show, channel) => made.get(`${show}/${channel}`)?.rate.now() ?? [],
    channelOf(show, id) {
      const place = `${show}/${id}`;
      const connection = connections.of({ show, channel: id });
      const known = made.get(place);
      if (connection && known?.id === connection.id) return known.channel;
      made.delete(place);
      const kept = connection && connections.open({ show, channel: id });
      if (!kept) return undefined;
      const rate = rateLeft(kept.get().network, { fetch, nowMs: clock.nowMs });
      const channel = channelOn(kept, { ...parts, fetch: rate.fetch });
      made.set(place, { id: connection.id, channel, rate });
      return channel;
    },
  };
}

/** What a channel is given besides its credentials. */
interface ChannelParts {
  readonly fetch: Fetch;
  readonly nowMs: () => number;
  readonly readPhoto: ReadPhoto;
}

function channelOn(kept: Kept<Credentials>, parts: ChannelParts): Channel {
  switch (kept.get().network) {
    case 'bluesky':
      return bluesky({ ...parts, kept: narrowed(kept, 'bluesky') });
    case 'mastodon':
      return mastodon({ ...parts, kept: narrowed(kept, 'mastodon') });
    case 'x':
      return x({ ...parts, kept: narrowed(kept, 'x') });
  }
}

/** The network of a connection never changes: another account is another connection. */
function narrowed<N extends Credentials['network']>(kept: Kept<Credentials>, network: N) {
  type Own = Extract<Credentials, { network: N }>;
  return {
    get: () => {
      const credentials = kept.get();
      if (credentials.network !== network) throw new Error(`a connection of ${credentials.network}, not ${network}`);
      return credentials as Own;
    },
    put: (next: Own) => kept.put(next),
  };
}
