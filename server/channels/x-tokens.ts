import { reasonWith } from '../../shared/network-reason.ts';
import { fieldsOf, refusalWords, textOf } from './answers.ts';
import type { NotSent, Refused } from './channel.ts';
import { ask, type Denied, type Fetch, repeatable } from './http.ts';

export const X_API = 'https://api.x.com';

/** The app of a developer account at X. One without a secret is a public client: its id alone names it. */
export interface XApplication {
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
}
export interface XTokens {
  readonly accessToken: string;
  /** Good once, and ends the one before it. Absent: X gave none. */
  readonly refreshToken?: string;
  readonly expiresMs?: number;
  /** What the tokens allow; absent where X does not say. */
  readonly scopes?: readonly string[];
}
type Given = { readonly outcome: 'given'; readonly tokens: XTokens } | NotSent | Refused;

/**
 * Asks X for an access token, for a code or for the token that renews (https://docs.x.com/fundamentals/authentication):
 * an app that has a secret proves it with Basic, and `client_id` is said besides, as some answers ask for it.
 */
export async function askForTokens(
  parts: { readonly fetch: Fetch; readonly nowMs: () => number; readonly baseUrl?: string },
  {
    grant,
    application: { clientId, clientSecret },
    signal,
  }: {
    readonly grant: Readonly<Record<string, string>>;
    readonly application: XApplication;
    readonly signal: AbortSignal;
  },
): Promise<Given> {
  const body = new URLSearchParams(grant);
  if (clientId) body.set('client_id', clientId);
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  const asked = await ask(parts, new URL('/2/oauth2/token', parts.baseUrl ?? X_API).href, {
    method: 'POST',
    signal,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(clientId && clientSecret ? { authorization: `Basic ${basic}` } : {}),
    },
    body: body.toString(),
  });
  if (asked.outcome === 'refused') return { outcome: 'refused', reason: whyNot(asked) };
  if (asked.outcome !== 'answered') return repeatable(asked);
  const { access_token: accessToken, refresh_token: next, expires_in: seconds, scope } = fieldsOf(asked);
  if (textOf(accessToken) === undefined) return { outcome: 'not-sent', reason: 'odd-answer' };
  const tokens = {
    accessToken: String(accessToken),
    ...(textOf(next) ? { refreshToken: String(next) } : {}),
    ...(typeof seconds === 'number' ? { expiresMs: parts.nowMs() + seconds * 1000 } : {}),
    ...(textOf(scope) ? { scopes: String(scope).split(' ') } : {}),
  };
  return { outcome: 'given', tokens };
}

/** A no to the app itself is mended with its id and secret; any other with another token. */
function whyNot(asked: Denied): string {
  const { code, words } = refusalWords(asked);
  const isOfApplication = asked.status === 401 || code === 'invalid_client' || code === 'unauthorized_client';
  return reasonWith(isOfApplication ? 'application' : 'token', words);
}
