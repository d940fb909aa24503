import { type NetworkReason, reasonWith } from '../../shared/network-reason.ts';
import type { NotSent, Refused, Unknown } from './channel.ts';

/** The part of `fetch` that channels use. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** A call without a whole answer. `left`: whether anything of it can have reached the other side. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly code: NetworkReason;
  readonly left: boolean;
  constructor(code: NetworkReason, { left, detail }: { left: boolean; detail?: string | undefined }) {
    super(reasonWith(code, detail));
    this.code = code;
    this.left = left;
  }
}

export interface Answered {
  readonly outcome: 'answered';
  readonly status: number;
  readonly headers: Headers;
  /** The JSON of the answer; undefined where it has no body. */
  readonly body: unknown;
}
/** What the network said no to. `body`: its JSON, for those who know its errors. */
export interface Denied extends Refused {
  readonly status: number;
  readonly body: unknown;
}
export type Asked = Answered | NotSent | Denied | Unknown;

/**
 * Makes one call and says what is known of it. Not sent: provably nothing left, or the network counted it as one too
 * many. Refused: it read the request and said no. Unknown: all else; the request may have been carried out.
 */
export async function ask(
  { fetch, nowMs }: { readonly fetch: Fetch; readonly nowMs: () => number },
  url: string,
  init: RequestInit,
): Promise<Asked> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { redirect: 'manual', ...init });
    text = await response.text();
  } catch (error) {
    return failureOf(error);
  }
  const { status, headers } = response;
  const body = jsonOf(text);
  if (response.ok) {
    if (body === undefined && text !== '') return { outcome: 'unknown', reason: reasonWith('odd-answer', told(text)) };
    return { outcome: 'answered', status, headers, body };
  }
  const words = wordsIn(body) ?? told(text);
  if (status === 429) {
    const retryAtMs = retryAt(headers, nowMs());
    return {
      outcome: 'not-sent',
      reason: reasonWith('limit', words),
      ...(retryAtMs === undefined ? {} : { retryAtMs }),
    };
  }
  if (status >= 500) return { outcome: 'unknown', reason: reasonWith('server-error', withStatus(status, words)) };
  // A proxy that gives up waiting for the request, or for the server behind it, does not know what became of it.
  if (status === 408) return { outcome: 'unknown', reason: reasonWith('timeout', words) };
  const reason = reasonWith(codeOf(status), status < 400 ? hostOf(headers, url) : words);
  return { outcome: 'refused', reason, status, body };
}

/** What is repeatable has not been done, whatever nobody knows of it: it is done again later. */
export function repeatable(asked: NotSent | Denied | Unknown): NotSent | Refused {
  return asked.outcome === 'unknown' ? { outcome: 'not-sent', reason: asked.reason } : withoutBody(asked);
}

/** An outcome without what only its channel reads. */
export function withoutBody<T extends NotSent | Refused | Unknown>(asked: T | Denied): T | Refused {
  return 'body' in asked ? { outcome: asked.outcome, reason: asked.reason } : asked;
}

/** A call's failure, be it of our own client or of another `fetch`. */
export function failureOf(error: unknown): NotSent | Unknown {
  if (error instanceof CallFailed) {
    return { outcome: error.left ? 'unknown' : 'not-sent', reason: error.message };
  }
  const code = systemCode(error);
  if (code !== undefined && NEVER_LEFT.has(code)) {
    return { outcome: 'not-sent', reason: reasonWith('unreachable', code) };
  }
  const isTimeout = error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
  return { outcome: 'unknown', reason: isTimeout ? 'timeout' : reasonWith('cut', code) };
}

/** When to come back: `Retry-After` (seconds or a date), else the reset of a limit (X and Bluesky in seconds, Mastodon a date). */
export function retryAt(headers: Headers, nowMs: number): number | undefined {
  const after = headers.get('retry-after');
  if (after) {
    const atMs = /^\d+(\.\d+)?$/.test(after)
      ? nowMs + Number(after) * 1000
      : Date.parse(after) + skewOf(headers, nowMs);
    if (Number.isFinite(atMs)) return bounded(atMs, nowMs);
  }
  const reset = headers.get('x-rate-limit-reset') ?? headers.get('ratelimit-reset') ?? headers.get('x-ratelimit-reset');
  if (!reset) return undefined;
  const seconds = /^\d+$/.test(reset) ? Number(reset) : undefined;
  if (seconds !== undefined && seconds < SMALLEST_DATE_S) return bounded(nowMs + seconds * 1000, nowMs);
  const atMs = seconds === undefined ? Date.parse(reset) : seconds * 1000;
  return Number.isFinite(atMs) ? bounded(atMs + skewOf(headers, nowMs), nowMs) : undefined;
}

/** By how much our clock is ahead of the network's; 0 where it does not tell the time. */
export function skewOf(headers: Headers, nowMs: number): number {
  const theirsMs = Date.parse(headers.get('date') ?? '');
  return Number.isFinite(theirsMs) ? nowMs - theirsMs : 0;
}

/** Errors of the system and of Node's own `fetch` that come before a connection: nothing can have left. */
const NEVER_LEFT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** Below it a reset is a number of seconds to wait, as some servers send it, above it an hour since 1970. */
const SMALLEST_DATE_S = 1_000_000_000;
/** Longer than the longest limit of any network: a clock set wrong must not park a post for ever. */
const LONGEST_WAIT_MS = 24 * 3_600_000;
const bounded = (atMs: number, nowMs: number): number =>
  Math.min(Math.max(Math.ceil(atMs), nowMs + 1000), nowMs + LONGEST_WAIT_MS);

function codeOf(status: number): NetworkReason {
  if (status < 400) return 'redirected';
  if (status === 401) return 'token';
  if (status === 402) return 'credits';
  if (status === 403) return 'not-permitted';
  return status === 404 || status === 410 ? 'gone' : 'refused';
}

function systemCode(error: unknown): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    if (at instanceof AggregateError) return systemCode(at.errors[0]);
  }
  return undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the networks call their words for an error, the plainest first. */
const WORDS_FIELDS = ['detail', 'error_description', 'message', 'error', 'title'] as const;
function wordsIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const fields = body as Record<string, unknown>;
  for (const field of WORDS_FIELDS) if (typeof fields[field] === 'string' && fields[field]) return fields[field];
  return Array.isArray(fields.errors) ? wordsIn(fields.errors[0]) : undefined;
}

/** The page of a proxy is titled with its status already. */
const withStatus = (status: number, words: string): string =>
  words.startsWith(String(status)) ? words : `${status} ${words}`;

/** What a page says: its title, else its words without markup. */
function told(text: string): string {
  const title = /<title>([^<]*)<\/title>/i.exec(text)?.[1];
  return (title ?? text.replace(/<[^>]*>/g, ' ')).slice(0, 200);
}

function hostOf(headers: Headers, url: string): string {
  return URL.parse(headers.get('location') ?? '', url)?.host ?? '';
}
