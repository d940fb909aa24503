import { readReason, reasonWith } from '../../shared/network-reason.ts';
import type { NotSent, Refused } from './channel.ts';
import { type Asked, ask, type Denied, type Fetch, repeatable, withoutBody } from './http.ts';
import type { Kept } from './kept.ts';

/** An account of Bluesky: where it signs in, its app password, and the session that came of it. */
export interface BlueskyCredentials {
  readonly network: 'bluesky';
  /** An origin: `https://bsky.social`, or a PDS. */
  readonly service: string;
  readonly identifier: string;
  readonly password: string;
  readonly session?: BlueskySession;
}
export interface BlueskySession {
  readonly did: string;
  readonly handle: string;
  /** Where the account lives, which is not where one signs in: `bsky.social` is a door. */
  readonly pds: string;
  readonly accessJwt: string;
  readonly refreshJwt: string;
}

export interface BlueskyParts {
  readonly fetch: Fetch;
  readonly nowMs: () => number;
  readonly kept: Kept<BlueskyCredentials>;
}

/** A request to the account's server. `auth` is added to it. */
export interface Xrpc {
  readonly method: 'GET' | 'POST';
  readonly nsid: string;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly json?: object;
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}
export type SignedIn = { readonly outcome: 'signed-in'; readonly session: BlueskySession };

/**
 * Signs in once, keeps the session and refreshes it: a PDS takes thirty sign-ins in five minutes, and a login a post would
 * lock the account out in the middle of an evening.
 */
export class BlueskyDoor {
  readonly #parts: BlueskyParts;
  #refreshing: Promise<SignedIn | NotSent | Refused> | undefined;

  constructor(parts: BlueskyParts) {
    this.#parts = parts;
  }

  /** The session kept, else a new one. */
  async session(signal: AbortSignal): Promise<SignedIn | NotSent | Refused> {
    const { session } = this.#parts.kept.get();
    return session ? { outcome: 'signed-in', session } : this.#renewed(undefined, signal);
  }

  /** Makes a call as the account; where its token has expired, once more with a new one: an expired token does nothing. */
  async ask(xrpc: Xrpc): Promise<Asked> {
    const signedIn = await this.session(xrpc.signal);
    if (signedIn.outcome !== 'signed-in') return asDenied(signedIn);
    const first = await this.#call(signedIn.session, xrpc);
    if (first.outcome !== 'refused' || !isStale(first)) return told(first);
    const renewed = await this.#renewed(signedIn.session, xrpc.signal);
    return renewed.outcome === 'signed-in' ? told(await this.#call(renewed.session, xrpc)) : asDenied(renewed);
  }

  #call(session: BlueskySession, { method, nsid, query, json, bytes, headers, signal }: Xrpc): Promise<Asked> {
    const url = new URL(`/xrpc/${nsid}`, session.pds);
    for (const [name, value] of Object.entries(query ?? {})) {
      for (const one of typeof value === 'string' ? [value] : value) url.searchParams.append(name, one);
    }
    return ask(this.#parts, url.href, {
      method,
      signal,
      headers: {
        authorization: `Bearer ${session.accessJwt}`,
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(json ? { body: JSON.stringify(json) } : bytes ? { body: bytes } : {}),
    });
  }

  /** One at a time: a refresh token is good once, and two calls that find theirs expired need one new session. */
  #renewed(old: BlueskySession | undefined, signal: AbortSignal): Promise<SignedIn | NotSent | Refused> {
    const { session } = this.#parts.kept.get();
    if (session && session.accessJwt !== old?.accessJwt) return Promise.resolve({ outcome: 'signed-in', session });
    this.#refreshing ??= this.#renew(session, signal).finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #renew(old: BlueskySession | undefined, signal: AbortSignal): Promise<SignedIn | NotSent | Refused> {
    if (old) {
      const url = new URL('/xrpc/com.atproto.server.refreshSession', old.pds).href;
      const headers = { authorization: `Bearer ${old.refreshJwt}` };
      const refreshed = await ask(this.#parts, url, { method: 'POST', headers, signal });
      if (refreshed.outcome === 'answered') return this.#keep(refreshed.body, old.pds);
      if (refreshed.outcome !== 'refused') return repeatable(refreshed);
      // Signing in to a suspended account with an app password is answered as a wrong one: only this tells it.
      const why = told(refreshed);
      if (readReason(why.reason).code === 'suspended') return repeatable(why);
    }
    const { service, identifier, password } = this.#parts.kept.get();
    const signedIn = await ask(this.#parts, new URL('/xrpc/com.atproto.server.createSession', service).href, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ identifier, password }),
      signal,
    });
    if (signedIn.outcome !== 'answered') return repeatable(told(signedIn));
    return this.#keep(signedIn.body, service);
  }

  #keep(body: unknown, from: string): SignedIn | Refused {
    const { did, handle, accessJwt, refreshJwt, didDoc, active, status } = body as Record<string, unknown>;
    if (active === false) return { outcome: 'refused', reason: reasonWith('suspended', String(status ?? '')) };
    if (typeof did !== 'string' || typeof accessJwt !== 'string' || typeof refreshJwt !== 'string') {
      return { outcome: 'refused', reason: reasonWith('wrong-host', new URL(from).host) };
    }
    const session = { did, handle: String(handle ?? ''), pds: pdsIn(didDoc) ?? from, accessJwt, refreshJwt };
    this.#parts.kept.put({ ...this.#parts.kept.get(), session });
    return { outcome: 'signed-in', session };
  }
}

/** The error that the network names, such as `RecordNotFound`. */
export function errorName(asked: Denied): string | undefined {
  const { error } = (asked.body ?? {}) as Record<string, unknown>;
  return typeof error === 'string' ? error : undefined;
}

const isStale = (asked: Denied): boolean =>
  asked.status === 401 || errorName(asked) === 'ExpiredToken' || errorName(asked) === 'InvalidToken';

/** The network's refusals in our codes. */
function told<T extends Asked>(asked: T): T | Denied {
  if (asked.outcome !== 'refused') return asked;
  const { message } = (asked.body ?? {}) as Record<string, unknown>;
  const words = typeof message === 'string' ? message : errorName(asked);
  switch (errorName(asked)) {
    case 'AuthenticationRequired':
    case 'AuthMissing':
    case 'InvalidToken':
    case 'ExpiredToken':
    case 'AuthFactorTokenRequired':
      return { ...asked, reason: reasonWith('token', words) };
    case 'AccountTakedown':
    case 'AccountDeactivated':
    case 'AccountSuspended':
    case 'AccountNotFound':
      return { ...asked, reason: reasonWith('suspended', words) };
    case 'BlobTooLarge':
    case 'InvalidMimeType':
    case 'PayloadTooLarge':
      return { ...asked, reason: reasonWith('photo', words) };
    case undefined:
      // What answers no error by its name is no server of this network, whatever its status says.
      return asked.status === 401 ? asked : { ...asked, reason: reasonWith('wrong-host', asked.reason) };
    default:
      if (/grapheme|maxLength|too big|longer than/i.test(words ?? '')) {
        return { ...asked, reason: reasonWith('too-long', words) };
      }
      return asked;
  }
}

function asDenied(asked: NotSent | Refused): Asked {
  return asked.outcome === 'refused' ? { ...withoutBody(asked), status: 401, body: undefined } : asked;
}

function pdsIn(didDoc: unknown): string | undefined {
  const { service } = (didDoc ?? {}) as { service?: unknown };
  if (!Array.isArray(service)) return undefined;
  for (const one of service as Record<string, unknown>[]) {
    if (String(one.id).endsWith('#atproto_pds') && typeof one.serviceEndpoint === 'string') {
      return URL.parse(one.serviceEndpoint)?.origin;
    }
  }
  return undefined;
}
