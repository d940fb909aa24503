import type { Network } from '../../../shared/rows/channel.ts';

/** Networks where an account is known by its name after an `@`. */
const WITH_HANDLES: readonly Network[] = ['bluesky', 'mastodon', 'x', 'threads', 'instagram'];

/** One of our accounts as its network writes it: `@mt180.example`, or a page's name. */
export const accountName = ({ network, account }: { readonly network: Network; readonly account: string }): string =>
  account !== '' && WITH_HANDLES.includes(network) ? `@${account}` : account;
