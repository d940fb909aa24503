import type { Network } from './rows/channel.ts';
import type { Remote } from './rows/publication.ts';

/**
 * What a link to a post names it by on its network, so that it can be taken back, corrected and counted. The id is empty
 * where the link does not say: then it is looked for by its words.
 */
export function remoteAt(network: Network, url: string): Remote {
  return { id: idIn(network, url) ?? '', url };
}

function idIn(network: Network, url: string): string | undefined {
  switch (network) {
    case 'bluesky': {
      const [, repo, key] = /\/profile\/([^/?#]+)\/post\/([A-Za-z0-9]+)/.exec(url) ?? [];
      return repo && key && `at://${repo}/app.bsky.feed.post/${key}`;
    }
    case 'mastodon':
      return /\/(?:@[^/]+|statuses)\/(\d+)(?:[/?#]|$)/.exec(url)?.[1];
    case 'x':
      return /\/status\/(\d+)/.exec(url)?.[1];
    case 'wall':
    case 'linkedin':
    case 'instagram':
    case 'facebook':
    case 'threads':
    case 'other':
      // Served by hand: a person takes it back there.
      return url;
  }
}
