import { reasonWith } from '../../shared/network-reason.ts';
import { retryOf } from './answers.ts';
import type { Fetch } from './http.ts';
import { challengeOf, newVerifier } from './pkce.ts';
import type { XCredentials } from './x-session.ts';
import { askForTokens, type XApplication } from './x-tokens.ts';

/** What publishing, photos and looking up need, and being let renew the token: without it all ends in two hours. */
const SCOPES = ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'];
const AUTHORIZE = 'https://x.com/i/oauth2/authorize';

/** A sign-in that a person has not answered yet. */
export interface XSignIn {
  readonly application: XApplication & { readonly clientId: string };
  readonly redirectUri: string;
  /** Only who began can end it: its hash was sent first. */
  readonly verifier: string;
  readonly threads: XCredentials['threads'];
}

/** Where a person allows our app at X; nothing is asked of X before. Nothing secret is in the address. */
export function beginXSignIn(
  asked: Omit<XSignIn, 'verifier'>,
  state: string,
): { readonly url: string; readonly signIn: XSignIn } {
  const verifier = newVerifier();
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: asked.application.clientId,
    redirect_uri: asked.redirectUri,
    scope: SCOPES.join(' '),
    state,
    code_challenge: challengeOf(verifier),
    code_challenge_method: 'S256',
  });
  // X asks for percent-encoding, in which a plus is no space.
  return { url: `${AUTHORIZE}?${query.toString().replace(/\+/g, '%20')}`, signIn: { ...asked, verifier } };
}

/** What opens the account, for the code with which X sent the person back: good once, and for thirty seconds. */
export async function xCredentials(
  parts: { readonly fetch: Fetch; readonly nowMs: () => number },
  { signIn, code, signal }: { readonly signIn: XSignIn; readonly code: string; readonly signal: AbortSignal },
): Promise<
  | { readonly ok: true; readonly credentials: XCredentials }
  | { readonly ok: false; readonly reason: string; readonly retryAtMs?: number }
> {
  const { application, redirectUri, verifier, threads } = signIn;
  const grant = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier };
  const asked = await askForTokens(parts, { grant, application, signal });
  if (asked.outcome !== 'given') return { ok: false, ...retryOf(asked) };
  const { scopes, ...tokens } = asked.tokens;
  const missing = SCOPES.filter((scope) => scopes?.includes(scope) === false);
  if (missing.length > 0) return { ok: false, reason: reasonWith('not-permitted', missing.join(' ')) };
  return { ok: true, credentials: { network: 'x', ...application, ...tokens, threads } };
}
