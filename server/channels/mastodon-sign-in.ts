import { reasonWith } from '../../shared/network-reason.ts';
import { fieldsOf, retryOf, textOf } from './answers.ts';
import { type Answered, type Asked, ask, type Fetch } from './http.ts';
import { challengeOf, newVerifier } from './pkce.ts';

/** What publishing needs and no more; the same that a token made by hand is asked for. */
const SCOPES = 'read write:statuses write:media';

interface SignInParts {
  readonly fetch: Fetch;
  readonly nowMs: () => number;
}
/** A sign-in that a server was asked for and a person has not answered yet. */
export interface MastodonSignIn {
  /** The server's origin. */
  readonly server: string;
  readonly redirectUri: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Only who began can end it: sent hashed first, then as it is. Absent: the server does not offer it. */
  readonly verifier: string | undefined;
}
type Failed = { readonly ok: false; readonly reason: string; readonly retryAtMs?: number };

/**
 * Makes ourselves known to a server as an application and says where a person allows it there
 * (https://docs.joinmastodon.org/client/authorized/). Nothing secret is in the address.
 */
export async function beginSignIn(
  parts: SignInParts,
  {
    server,
    redirectUri,
    state,
    signal,
  }: { readonly server: string; readonly redirectUri: string; readonly state: string; readonly signal: AbortSignal },
): Promise<{ readonly ok: true; readonly url: string; readonly signIn: MastodonSignIn } | Failed> {
  const asked = await ask(parts, new URL('/api/v1/apps', server).href, {
    method: 'POST',
    signal,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({
      client_name: 'Régie',
      redirect_uris: redirectUri,
      scopes: SCOPES,
      website: new URL(redirectUri).origin,
    }),
  });
  const { client_id: clientId, client_secret: clientSecret } = fieldsOf({ body: bodyOf(asked) });
  if (textOf(clientId) === undefined || textOf(clientSecret) === undefined) return noApplication(asked, server);
  const verifier = (await offersPkce(parts, { server, signal })) ? newVerifier() : undefined;
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: String(clientId),
    redirect_uri: redirectUri,
    scope: SCOPES,
    state,
    ...(verifier ? { code_challenge: challengeOf(verifier), code_challenge_method: 'S256' } : {}),
  });
  return {
    ok: true,
    url: new URL(`/oauth/authorize?${query}`, server).href,
    signIn: { server, redirectUri, clientId: String(clientId), clientSecret: String(clientSecret), verifier },
  };
}

/** The token that a server gives for the code with which it sent the person back. A code is good once. */
export async function tokenFor(
  parts: SignInParts,
  { signIn, code, signal }: { readonly signIn: MastodonSignIn; readonly code: string; readonly signal: AbortSignal },
): Promise<{ readonly ok: true; readonly token: string } | Failed> {
  const { server, redirectUri, clientId, clientSecret, verifier } = signIn;
  const asked = await ask(parts, new URL('/oauth/token', server).href, {
    method: 'POST',
    signal,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uri: redirectUri,
      scope: SCOPES,
      ...(verifier ? { code_verifier: verifier } : {}),
    }).toString(),
  });
  if (asked.outcome === 'refused') return { ok: false, reason: reasonWith('token', wordsIn(asked.reason)) };
  if (asked.outcome !== 'answered') return { ok: false, ...retryOf(asked) };
  const token = textOf(fieldsOf(asked).access_token);
  return token === undefined ? { ok: false, reason: 'odd-answer' } : { ok: true, token };
}

/** RFC 8414; Mastodon tells it since 4.3, and servers that do not tell it do not know what a challenge is. */
async function offersPkce(
  parts: SignInParts,
  { server, signal }: { readonly server: string; readonly signal: AbortSignal },
): Promise<boolean> {
  const url = new URL('/.well-known/oauth-authorization-server', server).href;
  const asked = await ask(parts, url, { signal, headers: { accept: 'application/json' } });
  if (asked.outcome !== 'answered') return false;
  const { code_challenge_methods_supported: methods } = fieldsOf(asked);
  return Array.isArray(methods) && methods.includes('S256');
}

/** A host that makes no application of us is no server of this network, unless it only says when to come back. */
function noApplication(asked: Asked, server: string): Failed {
  const isElsewhere = asked.outcome === 'refused' && asked.reason.startsWith('redirected');
  const isOther = asked.outcome === 'answered' || asked.outcome === 'refused' || asked.reason.startsWith('odd-answer');
  if (isOther && !isElsewhere) return { ok: false, reason: reasonWith('wrong-host', new URL(server).host) };
  return { ok: false, ...retryOf(asked as Exclude<Asked, Answered>) };
}

const bodyOf = (asked: Asked): unknown => (asked.outcome === 'answered' ? asked.body : undefined);
const wordsIn = (reason: string): string => reason.slice(reason.indexOf(': ') + 2);
