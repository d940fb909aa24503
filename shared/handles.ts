import type { Network } from './rows/channel.ts';

/** Networks where people and organisations have an account that a post can name. */
export const HANDLE_NETWORKS = [
  'bluesky',
  'mastodon',
  'x',
  'linkedin',
  'instagram',
  'threads',
  'facebook',
] as const satisfies readonly Network[];

/** Whose addresses these are; a server of Mastodon may stand anywhere else. */
const HOSTS: Readonly<Partial<Record<Network, RegExp>>> = {
  bluesky: /(^|\.)bsky\.app$/i,
  x: /(^|\.)(x|twitter)\.com$/i,
  linkedin: /(^|\.)linkedin\.com$/i,
  instagram: /(^|\.)instagram\.com$/i,
  threads: /(^|\.)threads\.(net|com)$/i,
  facebook: /(^|\.)(facebook|fb)\.com$/i,
};
/** What stands before the account in an address. */
const BEFORE = /^(profile|in|company|school|users)$/i;
const ADDRESS = /^(?:https?:\/\/)?(?:www\.)?([^\s/@]+\.[^\s/@]+)\/([^?#\s]+)/i;

/**
 * A handle as it is kept: no `@` before it, no address around it. What is pasted is more often an address than a handle,
 * with its scheme or without. The address of another network is left as it is: it names nobody here.
 */
export function handleOf(network: Network, typed: string): string {
  const said = typed.trim();
  const [, host = '', path = ''] = ADDRESS.exec(said) ?? [];
  if (host === '') return said.replace(/^https?:\/\/(www\.)?/i, '').replace(/^@/, '');
  if (isOfAnother(network, host)) return said;
  const parts = path.split('/').filter((part) => part !== '');
  // Of the address of a post, the author’s part.
  const named = parts.find((part) => part.startsWith('@')) ?? parts.find((part) => !BEFORE.test(part));
  if (named === undefined) return said;
  const account = named.replace(/^@/, '');
  // An address of Mastodon names its server, without which the handle means nothing.
  return network === 'mastodon' && !account.includes('@') ? `${account}@${host}` : account;
}

function isOfAnother(network: Network, host: string): boolean {
  const whose = HANDLE_NETWORKS.find((each) => HOSTS[each]?.test(host));
  return whose === undefined ? network !== 'mastodon' && network !== 'bluesky' : whose !== network;
}

const SHAPES: Readonly<Partial<Record<Network, RegExp>>> = {
  bluesky: /^[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)+$/i,
  mastodon: /^[\w.-]+@[a-z\d-]+(?:\.[a-z\d-]+)+$/i,
  x: /^\w{1,15}$/,
  linkedin: /^[\p{L}\d%_.-]{3,100}$/u,
  instagram: /^[\w.]{1,30}$/,
  threads: /^[\w.]{1,30}$/,
  facebook: /^[\w.]{5,50}$/,
};

/** Whether a network could know it. « non », a name, or the address of elsewhere would go out behind an `@`. */
export const isHandle = (network: Network, handle: string): boolean =>
  !/^(non|oui|aucun|sans|pas|no|yes|none)$/i.test(handle) && (SHAPES[network]?.test(handle) ?? true);

/** The handles that are filled in, each as it is kept. */
export function keptHandles(typed: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [network, handle] of Object.entries(typed)) {
    const bare = handleOf(network as Network, handle);
    if (bare !== '') kept[network] = bare;
  }
  return kept;
}
