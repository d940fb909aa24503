import type { IncomingHttpHeaders } from 'node:http';

/** `same`: a page of ours. `absent`: nothing says where from, so no browser of today on an unsafe request or an upgrade. */
export type Origin = 'same' | 'absent' | 'foreign';

/**
 * Where a request comes from. CORS does not cover websockets, and a form of another site may post: both carry `Origin`.
 * With a public address, its origin is ours, and this machine's own; without one, the host that was asked.
 */
export function originRule(publicUrl: string | undefined): (headers: IncomingHttpHeaders) => Origin {
  const publicOrigin = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  return ({ origin, host, 'sec-fetch-site': site }) => {
    if (origin === undefined)
      return site === undefined || site === 'same-origin' || site === 'none' ? 'absent' : 'foreign';
    const from = URL.parse(origin);
    if (!from || host === undefined) return 'foreign';
    if (publicOrigin !== undefined && from.origin === publicOrigin) return 'same';
    const sameHost = from.host === host && (from.protocol === 'http:' || from.protocol === 'https:');
    return sameHost && (publicOrigin === undefined || isLoopback(host)) ? 'same' : 'foreign';
  };
}

/** `localhost` and its numbers: the one place where a browser keeps everything without HTTPS. `host` may have a port. */
export function isLoopback(host: string | undefined): boolean {
  const name = URL.parse(`http://${host}`)?.hostname;
  return name !== undefined && (name === 'localhost' || name === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(name));
}
