import { reasonWith } from '../../shared/network-reason.ts';
import { refusalWords } from './answers.ts';
import type { NotSent, Refused } from './channel.ts';
import { type Asked, ask, type Denied, type Fetch } from './http.ts';
import type { Kept } from './kept.ts';
import { askForTokens, X_API, type XApplication } from './x-tokens.ts';

export interface XCredentials extends XApplication {
  readonly network: 'x';
  readonly accessToken: string;
  readonly refreshToken?: string | undefined;
  readonly threads: 'answers' | 'numbered';
  /** When the access token ends, where it is known. */
  readonly expiresMs?: number;
  /** The account's id and name, read once: each reading is paid for. */
  readonly account?: { readonly id: string; readonly name: string };
}
export interface XParts {
  readonly fetch: Fetch;
  readonly nowMs: () => number;
  readonly kept: Kept<XCredentials>;
  /** Its API: `https://api.x.com`. */
  readonly baseUrl?: string;
}

/** Renewed this much before its end, so that no post meets it. */
const BEFORE_END_MS = 120_000;

/** Calls X as the account. Its token lasts two hours; the one that renews it is good once, so it is on the disk before use. */
export class XDoor {
  readonly #parts: XParts;
  #renewing: Promise<Renewed> | undefined;

  constructor(parts: XParts) {
    this.#parts = parts;
  }

  async ask(path: string, init: RequestInit & { readonly signal: AbortSignal }): Promise<Asked> {
    const { expiresMs, refreshToken } = this.#parts.kept.get();
    if (refreshToken && expiresMs !== undefined && expiresMs - BEFORE_END_MS <= this.#parts.nowMs()) {
      const renewed = await this.#renewed(init.signal);
      if (renewed.outcome !== 'renewed') return denied(renewed);
    }
    const { accessToken } = this.#parts.kept.get();
    const first = await this.#call(path, init);
    if (first.outcome !== 'refused' || first.status !== 401 || !refreshToken) return told(first);
    // An answer of 401 has done nothing: the same call with a new token is the first that counts.
    if (this.#parts.kept.get().accessToken === accessToken) {
      const renewed = await this.#renewed(init.signal);
      if (renewed.outcome !== 'renewed') return denied(renewed);
    }
    return told(await this.#call(path, init));
  }

  #call(path: string, init: RequestInit): Promise<Asked> {
    const headers = { authorization: `Bearer ${this.#parts.kept.get().accessToken}`, ...init.headers };
    return ask(this.#parts, new URL(path, this.#parts.baseUrl ?? X_API).href, { ...init, headers });
  }

  /** One at a time: a second use of the same refresh token would end both. */
  #renewed(signal: AbortSignal): Promise<Renewed> {
    this.#renewing ??= this.#renew(signal).finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #renew(signal: AbortSignal): Promise<Renewed> {
    const { kept } = this.#parts;
    const { refreshToken = '', clientId, clientSecret } = kept.get();
    const asked = await askForTokens(this.#parts, {
      grant: { grant_type: 'refresh_token', refresh_token: refreshToken },
      application: { clientId, clientSecret },
      signal,
    });
    if (asked.outcome !== 'given') return asked;
    const { scopes: _, ...tokens } = asked.tokens;
    kept.put({ ...kept.get(), ...tokens });
    return { outcome: 'renewed' };
  }
}

type Renewed = { readonly outcome: 'renewed' } | NotSent | Refused;

const denied = (asked: NotSent | Refused): Asked =>
  asked.outcome === 'refused' ? { ...asked, status: 401, body: undefined } : asked;

/** X says no with one status for many things: what it means is in its English sentences. */
function told(asked: Asked): Asked {
  if (asked.outcome !== 'refused') return asked;
  const { code, words } = refusalWords(asked);
  const as = (reason: Parameters<typeof reasonWith>[0]): Denied => ({ ...asked, reason: reasonWith(reason, words) });
  if (/duplicate content/i.test(words)) return as('duplicate');
  if (/reply to this conversation|reply to a (tweet|post) that is (deleted|not visible)/i.test(words)) {
    return as('reply-refused');
  }
  if (/credits|usage.?cap|monthly (product )?cap|payment/i.test(`${code} ${words}`)) return as('credits');
  if (/suspended|locked|deactivated/i.test(words)) return as('suspended');
  if (/too long|maximum (tweet )?length|exceed/i.test(words) && asked.status === 400) return as('too-long');
  if (/media/i.test(words) && asked.status === 400) return as('photo');
  return asked;
}
