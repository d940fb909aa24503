import type { Network } from '../../../shared/rows/channel.ts';

const HOSTS: readonly (readonly [RegExp, Network])[] = [
  [/(^|\.)bsky\.(app|social)$/, 'bluesky'],
  [/(^|\.)(x|twitter)\.com$/, 'x'],
  [/(^|\.)linkedin\.com$/, 'linkedin'],
  [/(^|\.)instagram\.com$/, 'instagram'],
  [/(^|\.)facebook\.com$/, 'facebook'],
  [/(^|\.)threads\.(net|com)$/, 'threads'],
];
/** A post of a Mastodon server, whatever its name: `/@ines/112…` or `/@ines@other.example/112…`. */
const MASTODON = /^\/@[^/]+\/\d+/;

/** Where a pasted address leads, and who wrote there, as far as the address says; undefined: it is none. */
export function pastedLink(
  typed: string,
): { readonly url: string; readonly network: Network; readonly author: string } | undefined {
  // An app's share sheet puts words before the address.
  const found = /https?:\/\/\S+/.exec(typed)?.[0];
  const url = found === undefined ? null : URL.parse(found);
  if (!url?.hostname.includes('.')) return undefined;
  const known = HOSTS.find(([host]) => host.test(url.hostname))?.[1];
  const network = known ?? (MASTODON.test(url.pathname) ? 'mastodon' : 'other');
  return { url: url.href, network, author: authorIn(url, network) };
}

function authorIn({ pathname }: URL, network: Network): string {
  const [first = '', second = ''] = pathname.split('/').filter(Boolean);
  if (network === 'bluesky') return first === 'profile' ? second : '';
  if (network === 'mastodon' || network === 'threads') return first.startsWith('@') ? first.slice(1) : '';
  return network === 'x' && second === 'status' ? first : '';
}
