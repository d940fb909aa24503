/** Why a network has not, or not certainly, done what was asked. Each has its words in both languages, and what to do. */
export const NETWORK_REASONS = [
  /** Nothing could leave: no network here, no such host, or nobody listens there. */
  'unreachable',
  /** Too many for now: the network says when to come back, or a while later. */
  'limit',
  /** The network is not working for now, and says so before it has taken anything. */
  'down',
  /** No connection was made in the settings. */
  'not-connected',
  /** The password or the token is wrong, expired or taken back. */
  'token',
  /** The app with which the account was signed in to is unknown there, or its secret is another. */
  'application',
  /** The token is right and does not allow this. */
  'not-permitted',
  /** The account is suspended, locked or gone. */
  'suspended',
  /** The network asks for money first. */
  'credits',
  'too-long',
  'no-words',
  'too-many-photos',
  'alt-too-long',
  /** The network will not have this picture. */
  'photo',
  /** The bytes of a photo are not on the server. */
  'photo-missing',
  /** The network has these very words from this account already. */
  'duplicate',
  /** The network takes no answer to that post. */
  'reply-refused',
  /** What it was to change or answer is not there. */
  'gone',
  /** It is said to be there, and is not found by its words. */
  'not-found',
  /** It is to be relayed by the very account that published it. */
  'same-account',
  /** The server of this account does not see the post that it is to relay. */
  'not-seen',
  /** The network will not have it; its own words follow. */
  'refused',
  /** No answer came in time. */
  'timeout',
  /** The line was cut before a whole answer. */
  'cut',
  /** The server failed while it had the request in hand. */
  'server-error',
  /** A page, or anything else that such a network does not answer. */
  'odd-answer',
  /** This host is not a server of that network. */
  'wrong-host',
  /** An address inside a house or a machine, where no network lives. */
  'private-address',
  /** The host sends elsewhere; the other host follows. */
  'redirected',
  /** An address without encryption. */
  'plain-http',
  /** This server was stopped during the call. */
  'restart',
] as const;
export type NetworkReason = (typeof NETWORK_REASONS)[number];

/** Stays until a person mends the connection: to send again is of no use before. */
export const MENDED_BY_CONNECTING: readonly NetworkReason[] = [
  'not-connected',
  'token',
  'application',
  'not-permitted',
  'suspended',
  'credits',
  'wrong-host',
  'private-address',
  'redirected',
  'plain-http',
];

/** It is about the pictures, and what is said of them: without them it goes out as it is. */
export const MENDED_BY_PICTURES: readonly NetworkReason[] = [
  'photo',
  'photo-missing',
  'too-many-photos',
  'alt-too-long',
];

/** Passes by itself: nothing is wrong with the account or with what was asked. */
export const isPassing = (code: NetworkReason): boolean =>
  (['unreachable', 'limit', 'down', 'timeout', 'cut', 'server-error', 'odd-answer'] as const).some(
    (one) => one === code,
  );

/** As a publication keeps it: the code, then the network's own words. */
export function reasonWith(code: NetworkReason, detail?: string): string {
  const words = detail?.replace(/\s+/g, ' ').trim().slice(0, DETAIL_LIMIT);
  return words ? `${code}: ${words}` : code;
}

/** The code and the network's own words; code `refused` where it is none of ours. */
export function readReason(reason: string): { readonly code: NetworkReason; readonly detail: string } {
  const [head = '', ...rest] = reason.split(': ');
  const code = NETWORK_REASONS.find((known) => known === head);
  return code ? { code, detail: rest.join(': ') } : { code: 'refused', detail: reason };
}

/** Enough to tell what is wrong; a whole page of HTML is not. */
const DETAIL_LIMIT = 300;
