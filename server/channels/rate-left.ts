import type { QuotaLeft, ServedNetwork } from '../../shared/connection.ts';
import { type Fetch, skewOf } from './http.ts';

/** What a network last said is left of each of its limits, by what it counts. */
export interface RateLeft {
  readonly fetch: Fetch;
  /** Only limits that have not begun anew since. */
  now(): readonly QuotaLeft[];
}

/** Listens to what a network's answers say of its limits; the answers themselves pass untouched. */
export function rateLeft(
  network: ServedNetwork,
  { fetch, nowMs }: { readonly fetch: Fetch; readonly nowMs: () => number },
): RateLeft {
  const told = new Map<QuotaLeft['what'], QuotaLeft>();
  return {
    async fetch(input, init) {
      const response = await fetch(input, init);
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      const left = leftIn(response.headers, { network, call: `${init?.method ?? 'GET'} ${pathname}`, nowMs: nowMs() });
      if (left) told.set(left.what, left);
      return response;
    },
    now: () => [...told.values()].filter(({ resetMs }) => resetMs > nowMs()),
  };
}

/** The calls whose limits bound an evening; all others leave them alone. */
const COUNTED: Readonly<Record<ServedNetwork, readonly (readonly [call: RegExp, what: QuotaLeft['what']])[]>> = {
  bluesky: [[/^POST \/xrpc\/com\.atproto\.repo\.(put|delete)Record$/, 'points']],
  mastodon: [
    [/^POST \/api\/v\d\/media$/, 'photos'],
    [/^POST \/api\/v1\/statuses$/, 'posts'],
  ],
  x: [
    [/^POST \/2\/media\/upload$/, 'photos'],
    [/^POST \/2\/tweets$/, 'posts'],
  ],
};

function leftIn(
  headers: Headers,
  { network, call, nowMs }: { readonly network: ServedNetwork; readonly call: string; readonly nowMs: number },
): QuotaLeft | undefined {
  const what = COUNTED[network].find(([pattern]) => pattern.test(call))?.[1];
  if (!what) return undefined;
  const read = (name: string) => PREFIXES.map((prefix) => headers.get(prefix + name)).find((value) => value !== null);
  const [limit, remaining, reset] = [read('limit'), read('remaining'), read('reset')];
  if (!limit || !remaining || !reset) return undefined;
  // X and Bluesky tell the second, Mastodon the date, all by their own clock.
  const resetMs = (/^\d+$/.test(reset) ? Number(reset) * 1000 : Date.parse(reset)) + skewOf(headers, nowMs);
  const left = { what, limit: Number(limit), remaining: Number(remaining), resetMs };
  return Object.values(left).includes(Number.NaN) ? undefined : left;
}
const PREFIXES = ['x-rate-limit-', 'x-ratelimit-', 'ratelimit-'] as const;
