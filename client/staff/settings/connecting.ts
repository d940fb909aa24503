import type { ServedNetwork } from '../../../shared/connection.ts';
import type { NetworkReason } from '../../../shared/network-reason.ts';
import type { Network } from '../../../shared/rows/channel.ts';

/** What a person types to connect a channel; each network asks for some of it. */
export const CONNECTION_FIELDS = [
  'identifier',
  'password',
  'service',
  'server',
  'token',
  'accessToken',
  'refreshToken',
  'clientId',
  'clientSecret',
] as const;
export type ConnectionField = (typeof CONNECTION_FIELDS)[number];
/** In memory while the form is open, and nowhere else. */
export type Typed = Readonly<Partial<Record<ConnectionField, string>>>;

export interface Wanted {
  readonly field: ConnectionField;
  /** It opens the account: hidden while typed. */
  readonly secret?: true;
  readonly optional?: true;
}

/** In the order in which they are asked. */
export const WANTED: Readonly<Record<ServedNetwork, readonly Wanted[]>> = {
  bluesky: [{ field: 'identifier' }, { field: 'password', secret: true }, { field: 'service', optional: true }],
  mastodon: [{ field: 'server' }, { field: 'token', secret: true }],
  x: [
    { field: 'accessToken', secret: true },
    { field: 'refreshToken', secret: true, optional: true },
    { field: 'clientId', optional: true },
    { field: 'clientSecret', secret: true, optional: true },
  ],
};

/** How a channel publishes, where its network leaves a choice; the first is the usual one. */
export const CHOICES = {
  bluesky: undefined,
  mastodon: undefined,
  x: { field: 'threads', values: ['answers', 'numbered'] },
} as const satisfies Readonly<
  Record<ServedNetwork, { readonly field: string; readonly values: readonly string[] } | undefined>
>;

export const isServed = (network: Network): network is ServedNetwork => network in WANTED;

/** The body of the request that connects; undefined while something needed is missing. */
export function bodyOf(network: ServedNetwork, typed: Typed, choice: string): Record<string, string> | undefined {
  const body: Record<string, string> = { network };
  for (const { field, optional } of WANTED[network]) {
    const words = typed[field]?.trim() ?? '';
    if (words !== '') body[field] = words;
    else if (!optional) return undefined;
  }
  const asked = CHOICES[network];
  if (asked) body[asked.field] = choice;
  return body;
}

/** The field to look at first after a check that was not passed; undefined: none of them is the cause. */
export function fieldAtFault(network: ServedNetwork, code: NetworkReason): ConnectionField | undefined {
  const wanted = WANTED[network].map(({ field }) => field);
  switch (code) {
    case 'token':
    case 'not-permitted':
      return WANTED[network].find(({ secret }) => secret)?.field;
    case 'unreachable':
    case 'wrong-host':
    case 'private-address':
    case 'redirected':
    case 'plain-http':
    case 'odd-answer':
      return wanted.find((field) => field === 'server' || field === 'service');
    default:
      return undefined;
  }
}

/** The field that the server could not read, from the path it names. */
export const fieldNamed = (network: ServedNetwork, path: string | undefined): ConnectionField | undefined =>
  WANTED[network].find(({ field }) => field === path)?.field;

/** Bluesky makes its app passwords in this shape; a person who types anything else has likely typed their own. */
export const isAppPassword = (typed: string): boolean => /^[a-z0-9]{4}(-[a-z0-9]{4}){3}$/i.test(typed.trim());

/** Where a developer account makes its apps. */
export const X_PORTAL = 'https://developer.x.com/en/portal/dashboard';

/** The page where a network gives what is asked here; undefined while the server it depends on is not typed. */
export function giverOf(network: ServedNetwork, typed: Typed): string | undefined {
  switch (network) {
    case 'bluesky':
      return 'https://bsky.app/settings/app-passwords';
    case 'mastodon': {
      const host = (typed.server ?? '')
        .trim()
        .replace(/^https?:\/\//i, '')
        .replace(/\/.*$/, '')
        .replace(/^.*@/, '');
      return /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(:\d+)?$/u.test(host)
        ? `https://${host}/settings/applications`
        : undefined;
    }
    case 'x':
      return X_PORTAL;
  }
}
