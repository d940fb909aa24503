import type { Clock } from '../clock.ts';

interface Bucket {
  tokens: number;
  atMs: number;
}

export interface Rate {
  /** Takes one; 0 when it may go on, else after how many milliseconds to ask again. */
  take(key: string): number;
  /** As `take` would answer, without taking. */
  waitMs(key: string): number;
}

/** Buckets remembered at most; the fullest are forgotten first, for a full one says nothing. */
const BUCKETS_LIMIT = 10_000;

/** A bucket a key: `burst` at once, then `perSecond`. Nobody is dropped; they are told when to come back. */
export function createRate({
  burst,
  perSecond,
  clock,
}: {
  readonly burst: number;
  readonly perSecond: number;
  readonly clock: Clock;
}): Rate {
  const buckets = new Map<string, Bucket>();
  const filled = (bucket: Bucket, nowMs: number) =>
    Math.min(burst, bucket.tokens + ((nowMs - bucket.atMs) / 1000) * perSecond);
  const wait = (tokens: number) => (tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1000));

  const tokensOf = (key: string): number => {
    const bucket = buckets.get(key);
    return bucket ? filled(bucket, clock.nowMs()) : burst;
  };

  const forgetFull = (nowMs: number) => {
    for (const [key, bucket] of buckets) if (filled(bucket, nowMs) >= burst) buckets.delete(key);
    // All are being drained: the oldest go, so that memory stays bounded whoever asks.
    for (const key of buckets.keys()) {
      if (buckets.size < BUCKETS_LIMIT) break;
      buckets.delete(key);
    }
  };

  return {
    waitMs: (key) => wait(tokensOf(key)),
    take(key) {
      const tokens = tokensOf(key);
      if (tokens < 1) return wait(tokens);
      const nowMs = clock.nowMs();
      if (!buckets.has(key) && buckets.size >= BUCKETS_LIMIT) forgetFull(nowMs);
      buckets.set(key, { tokens: tokens - 1, atMs: nowMs });
      return 0;
    },
  };
}

/** One household's or one hall's address: an IPv6 network hands out 2⁶⁴ of them to each customer. */
export function neighbourhood(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address.slice(address.lastIndexOf(':') + 1);
  const [head = '', tail] = address.split('::');
  const groups = head.split(':');
  const filled = tail === undefined ? groups : [...groups, '0', '0', '0', '0'];
  return filled.slice(0, 4).join(':');
}
