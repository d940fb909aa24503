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

/** A handle as it is kept: no `@` before it, no address around it. What is pasted is more often an address than a handle. */
export function handleOf(network: Network, typed: string): string {
  const bare = typed.trim().replace(/^https?:\/\/(www\.)?/i, '');
  if (bare === typed.trim()) return bare.replace(/^@/, '');
  const [host = '', ...path] = bare
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .split('/');
  const last = (path.at(-1) ?? '').replace(/^@/, '');
  // An address of Mastodon names its server, without which the handle means nothing.
  return network === 'mastodon' && last && !last.includes('@') ? `${last}@${host}` : last;
}

/** The handles that are filled in, each as it is kept. */
export function keptHandles(typed: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [network, handle] of Object.entries(typed)) {
    const bare = handleOf(network as Network, handle);
    if (bare !== '') kept[network] = bare;
  }
  return kept;
}
