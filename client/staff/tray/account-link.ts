import type { ChannelRow } from '../../../shared/rows/channel.ts';

/** Where a person sees what our account has published; undefined where no address follows from the account's name. */
export function accountLink({ network, account }: Pick<ChannelRow, 'network' | 'account'>): string | undefined {
  const name = account.trim().replace(/^@/, '');
  // A name with anything else in it is what a person calls the account, not an address.
  if (!/^[A-Za-z0-9_.@-]+$/.test(name)) return undefined;
  const [user = '', host] = name.split('@');
  switch (network) {
    case 'bluesky':
      return host === undefined && name.includes('.') ? `https://bsky.app/profile/${name}` : undefined;
    case 'mastodon':
      return host ? `https://${host}/@${user}` : undefined;
    case 'x':
      return `https://x.com/${user}`;
    case 'instagram':
      return `https://www.instagram.com/${user}/`;
    case 'threads':
      return `https://www.threads.net/@${user}`;
    case 'facebook':
      return `https://www.facebook.com/${user}`;
    case 'linkedin':
    case 'wall':
    case 'other':
      return undefined;
  }
}

/** A link that a person gave for what is out, or undefined when it is none. */
export function linkIn(typed: string): string | undefined {
  const trimmed = typed.trim();
  return /^https:\/\/[^\s/]+\.[^\s/]+\//.test(trimmed) ? trimmed : undefined;
}
