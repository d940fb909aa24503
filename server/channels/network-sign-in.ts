import type { NewSignIn } from '../../shared/connection.ts';
import type { Application } from './applications.ts';
import type { Credentials } from './credentials.ts';
import type { Fetch } from './http.ts';
import { beginSignIn, tokenFor } from './mastodon-sign-in.ts';
import { beginXSignIn, xCredentials } from './x-sign-in.ts';

type Failed = { readonly ok: false; readonly reason: string; readonly retryAtMs?: number };
interface Parts {
  readonly fetch: Fetch;
  readonly nowMs: () => number;
}
interface Begin {
  readonly asked: NewSignIn;
  /** That the show keeps, for a network that makes none by itself. */
  readonly application: Application | undefined;
  readonly redirectUri: string;
  readonly state: string;
  readonly signal: AbortSignal;
}

/** A sign-in on a network's own page that a person has not answered yet. What it knows stays in this server's memory. */
export interface NetworkSignIn {
  readonly network: NewSignIn['network'];
  /** What opens the account, for the code with which the network sent the person back. */
  readonly credentials: (
    code: string,
    signal: AbortSignal,
  ) => Promise<{ readonly ok: true; readonly credentials: Credentials } | Failed>;
}

/** Where a person allows us, and what is to be known of it once they are back. */
export async function beginNetworkSignIn(
  parts: Parts,
  { asked, application, redirectUri, state, signal }: Begin,
): Promise<{ readonly ok: true; readonly url: string; readonly signIn: NetworkSignIn } | Failed> {
  if (asked.network === 'x') {
    if (!application) throw new Error('no application to sign in to X with');
    const { url, signIn } = beginXSignIn({ application, redirectUri, threads: asked.threads }, state);
    const credentials: NetworkSignIn['credentials'] = (code, by) => xCredentials(parts, { signIn, code, signal: by });
    return { ok: true, url, signIn: { network: 'x', credentials } };
  }
  const begun = await beginSignIn(parts, { server: asked.server, redirectUri, state, signal });
  if (!begun.ok) return begun;
  const { url, signIn } = begun;
  const credentials: NetworkSignIn['credentials'] = async (code, by) => {
    const given = await tokenFor(parts, { signIn, code, signal: by });
    if (!given.ok) return given;
    const { server } = signIn;
    return { ok: true, credentials: { network: 'mastodon', server, token: given.token, visibility: 'public' } };
  };
  return { ok: true, url, signIn: { network: 'mastodon', credentials } };
}
