import type { Network } from '../../../shared/rows/channel.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { common } from '../../words/common.ts';
import { accountName } from './account-name.ts';

/** A channel as people say it: its network, and which account where the show has several there. */
export function channelName(rows: Rows, id: string): string {
  const channel = rows.get('channel', id);
  if (!channel) return id;
  return nameAmong(channel, [...rows.all('channel')]);
}

/** The same of accounts that are no rows: the recap has its own list. */
export function nameAmong<C extends { readonly network: Network; readonly account: string }>(
  channel: C,
  all: readonly C[],
): string {
  const name = common().networks[channel.network];
  const twins = all.filter(({ network }) => network === channel.network);
  if (twins.length < 2) return name;
  if (channel.account === '') return `${name} · ${twins.indexOf(channel) + 1}`;
  const isPlain = twins.filter(({ account }) => shortOf(account) === shortOf(channel.account)).length === 1;
  return `${name} · ${accountName(isPlain ? { ...channel, account: shortOf(channel.account) } : channel)}`;
}

/** `labo` of `labo.example` or `labo@social.example`: a whole address takes the line of a phone. */
const shortOf = (account: string): string => account.split(/[@.]/, 1)[0] ?? account;
