import type { TakenLimits } from '../../shared/connection.ts';
import { reasonWith } from '../../shared/network-reason.ts';
import { limitsOf } from '../../shared/networks.ts';
import { fieldsOf, refusalWords, textOf } from './answers.ts';
import type { NotSent, Unknown } from './channel.ts';
import { type Asked, ask, type Denied, type Fetch } from './http.ts';
import type { Kept } from './kept.ts';

export interface MastodonCredentials {
  readonly network: 'mastodon';
  /** Its origin. */
  readonly server: string;
  readonly token: string;
  readonly visibility: 'public' | 'unlisted' | 'private';
}
export interface MastodonParts {
  readonly fetch: Fetch;
  readonly nowMs: () => number;
  readonly kept: Kept<MastodonCredentials>;
}

/** What a server says of itself. */
export interface Instance {
  readonly outcome: 'instance';
  readonly limits: Required<TakenLimits>;
  readonly domain: string;
  /** Mastodon's own code remembers a key for an hour; what is only compatible with it may not. */
  readonly remembersKeys: boolean;
}

/** Mastodon's own `image_matrix_limit`, where a server does not tell one. */
const USUAL_PIXELS = 33_177_600;
/** Limits change with an update of the server, not during a show. */
const INSTANCE_KEPT_MS = 3_600_000;

/** One server of the network, as an account of it sees it. */
export class MastodonServer {
  readonly #parts: MastodonParts;
  #instance: { readonly atMs: number; readonly instance: Instance } | undefined;
  #account: string | undefined;

  constructor(parts: MastodonParts) {
    this.#parts = parts;
  }

  async ask(path: string, init: RequestInit & { readonly signal: AbortSignal }): Promise<Asked> {
    const { server, token } = this.#parts.kept.get();
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json', ...init.headers };
    return told(await ask(this.#parts, new URL(path, server).href, { ...init, headers }));
  }

  /** Read once an hour. */
  async instance(signal: AbortSignal): Promise<Instance | NotSent | Denied | Unknown> {
    const nowMs = this.#parts.nowMs();
    if (this.#instance && nowMs - this.#instance.atMs < INSTANCE_KEPT_MS) return this.#instance.instance;
    const { server } = this.#parts.kept.get();
    // Asked without a token: one that has expired must not make the server look like another sort.
    const headers = { accept: 'application/json' };
    const asked = await ask(this.#parts, new URL('/api/v2/instance', server).href, { headers, signal });
    if (asked.outcome === 'refused' || (asked.outcome === 'unknown' && asked.reason.startsWith('odd-answer'))) {
      if (asked.reason.startsWith('redirected')) return asked;
      return wrongHost(server);
    }
    if (asked.outcome !== 'answered') return asked;
    const instance = instanceIn(fieldsOf(asked), server);
    if (!instance) return wrongHost(server);
    this.#instance = { atMs: nowMs, instance };
    return instance;
  }

  /** The account's id on its server. */
  async accountId(signal: AbortSignal): Promise<string | Exclude<Asked, { outcome: 'answered' }>> {
    if (this.#account !== undefined) return this.#account;
    const asked = await this.ask('/api/v1/accounts/verify_credentials', { signal });
    if (asked.outcome !== 'answered') return asked;
    const id = textOf(fieldsOf(asked).id);
    if (id === undefined) return { outcome: 'unknown', reason: 'odd-answer' };
    this.#account = id;
    return id;
  }
}

function instanceIn(fields: Readonly<Record<string, unknown>>, server: string): Instance | undefined {
  const configuration = fieldsOf({ body: fields.configuration });
  const statuses = fieldsOf({ body: configuration.statuses });
  const media = fieldsOf({ body: configuration.media_attachments });
  const version = textOf(fields.version);
  if (version === undefined || typeof statuses.max_characters !== 'number') return undefined;
  const usual = limitsOf('mastodon');
  return {
    outcome: 'instance',
    domain: textOf(fields.domain) ?? new URL(server).host,
    remembersKeys: !/compatible/i.test(version),
    limits: {
      length: statuses.max_characters,
      photos: numberOr(statuses.max_media_attachments, usual.photos),
      altLength: numberOr(media.description_limit, usual.altLength),
      photoBytes: numberOr(media.image_size_limit, usual.photoBytes),
      photoPixels: numberOr(media.image_matrix_limit, USUAL_PIXELS),
    },
  };
}

const numberOr = (value: unknown, usual: number): number => (typeof value === 'number' ? value : usual);

const wrongHost = (server: string): Denied => ({
  outcome: 'refused',
  reason: reasonWith('wrong-host', new URL(server).host),
  status: 404,
  body: undefined,
});

/** The server's refusals in our codes. They come as English sentences, which the server's own code writes. */
function told(asked: Asked): Asked {
  if (asked.outcome !== 'refused') return asked;
  const { words } = refusalWords(asked);
  const as = (code: Parameters<typeof reasonWith>[0]): Denied => ({ ...asked, reason: reasonWith(code, words) });
  if (/suspended|disabled|pending approval|not functional/i.test(words)) return as('suspended');
  if (/character limit/i.test(words)) return as('too-long');
  if (/can't be blank/i.test(words)) return as('no-words');
  if (/file|media|image/i.test(words) && (asked.status === 422 || asked.status === 413)) return as('photo');
  return asked.status === 413 ? as('photo') : asked;
}
