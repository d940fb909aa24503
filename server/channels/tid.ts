import { createHash } from 'node:crypto';

const ALPHABET = '234567abcdefghijklmnopqrstuvwxyz';
/** 2023-06-01, in microseconds: with 46 bits more, all of ours lie before August 2025, when nothing of ours was made. */
const FIRST_MICROS = 1_685_577_600_000_000n;
const MICROS_BITS = 46n;
const CLOCK_BITS = 10n;

/**
 * A record key that a PDS takes for a post, the same for the same words. It has the form of a TID (a time in
 * microseconds, then ten bits of clock; https://atproto.com/specs/tid); 56 bits of it are the hash, so that ten
 * thousand posts collide once in a billion accounts, and its time is always past, which no server can find too early.
 */
export function tidOf(words: string): string {
  const hash = createHash('sha256').update(words).digest().readBigUInt64BE();
  const micros = FIRST_MICROS + (hash & ((1n << MICROS_BITS) - 1n));
  let bits = (micros << CLOCK_BITS) | (hash >> (64n - CLOCK_BITS));
  let tid = '';
  for (let place = 0; place < 13; place++) {
    tid = ALPHABET[Number(bits & 31n)] + tid;
    bits >>= 5n;
  }
  return tid;
}
