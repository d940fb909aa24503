import type { IncomingHttpHeaders } from 'node:http';
import { isLoopback } from './origin.ts';

/** The prefix has the browser refuse it without Secure, with a Domain, or from a page that is not HTTPS. */
const SECURE_NAME = '__Host-regie';
/** On plain localhost, where some browsers refuse Secure; read nowhere else, for a neighbour could plant it. */
const LOCAL_NAME = 'regie';

/** The cookie of a session in a request, if it carries one. */
export function cookieIn({
  cookie,
  host,
}: IncomingHttpHeaders): { readonly name: string; readonly token: string } | undefined {
  if (cookie === undefined) return undefined;
  const all = new Map(
    cookie.split(';').map((pair): [string, string] => {
      const at = Math.max(pair.indexOf('='), 0);
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    }),
  );
  const name = all.has(SECURE_NAME) ? SECURE_NAME : LOCAL_NAME;
  const token = all.get(name);
  return token === undefined || (name === LOCAL_NAME && !isLoopback(host)) ? undefined : { name, token };
}

/** Which cookie a page of this origin can keep. Undefined on plain HTTP from another machine: none, safely. */
export function cookieNameFor(origin: string): string | undefined {
  const from = URL.parse(origin);
  if (from?.protocol === 'https:') return SECURE_NAME;
  return from && isLoopback(from.host) ? LOCAL_NAME : undefined;
}

/** The value of `Set-Cookie`. No age takes the cookie back. */
export function setCookie(
  name: string,
  { token, maxAgeMs }: { readonly token: string; readonly maxAgeMs: number },
): string {
  const secure = name === SECURE_NAME ? '; Secure' : '';
  return `${name}=${token}; Path=/; Max-Age=${Math.floor(maxAgeMs / 1000)}; HttpOnly; SameSite=Strict${secure}`;
}
