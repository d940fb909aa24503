import { relays } from './networks.ts';
import type { ChannelRow } from './rows/channel.ts';
import type { PublicationRow } from './rows/publication.ts';
import type { RelayRow } from './rows/relay.ts';
import type { Rows } from './rows/rows.ts';

export const relayId = (publication: string, channel: string): string => `${publication}:${channel}`;

/** Our other accounts on the network of what is out, in their order: never the account that published it. */
export function otherAccounts(rows: Rows, publication: PublicationRow): readonly ChannelRow[] {
  const own = rows.get('channel', publication.channel);
  const found: ChannelRow[] = [];
  for (const channel of rows.all('channel')) {
    if (channel.network !== publication.payload.network || channel.id === publication.channel) continue;
    if (channel.on && channel.served === 'server' && !isSameAccount(channel, own)) found.push(channel);
  }
  return found.sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
}

/** It stands on a network where others can show it again, and we know which post it is there. */
export const canBeRelayed = ({ state, gone, erased, remote, payload }: PublicationRow): boolean =>
  state === 'published' && !gone && !erased && Boolean(remote?.id) && relays(payload.network);

/** What was asked for was not done in its time: a person asks again, or leaves it. */
export const isRelayMissed = ({ state, freshUntilMs }: RelayRow, atMs: number): boolean =>
  state === 'owed' && atMs > freshUntilMs;

/** Whether it may be asked for: the wish is neither under way nor fulfilled. */
export const mayBeAsked = (relay: RelayRow | undefined, atMs: number): boolean =>
  !relay ||
  relay.state === 'refused' ||
  relay.state === 'dropped' ||
  relay.state === 'removed' ||
  isRelayMissed(relay, atMs);

function isSameAccount({ account }: ChannelRow, own: ChannelRow | undefined): boolean {
  const name = plain(account);
  return name !== '' && own !== undefined && name === plain(own.account);
}

const plain = (account: string): string => account.trim().replace(/^@/, '').toLowerCase();
