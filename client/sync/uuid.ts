/** Random bits of a UUIDv7 after its clock and counter. */
const TAIL_BYTES = 8;
const COUNTER_LIMIT = 0x1000;

/**
 * Makes UUIDv7s (RFC 9562) that rise even within a millisecond and when the clock falls: 48 bits of clock, a counter of 12
 * bits that starts at random below its middle, 62 random bits.
 */
export function uuidMaker(wallMs: () => number, fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void): () => string {
  let lastMs = -1;
  let counter = 0;
  return () => {
    const random = new Uint8Array(TAIL_BYTES + 2);
    fillRandom(random);
    const nowMs = Math.max(0, Math.floor(wallMs()));
    if (nowMs > lastMs) {
      lastMs = nowMs;
      counter = (((random[8] ?? 0) << 8) | (random[9] ?? 0)) % (COUNTER_LIMIT / 2);
    } else {
      counter += 1;
      if (counter === COUNTER_LIMIT) {
        lastMs += 1;
        counter = 0;
      }
    }
    const time = lastMs.toString(16).padStart(12, '0');
    const tail = [...random.subarray(0, TAIL_BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const variant = (0x8 | (Number.parseInt(tail[0] ?? '0', 16) & 0x3)).toString(16);
    return [
      time.slice(0, 8),
      time.slice(8),
      `7${counter.toString(16).padStart(3, '0')}`,
      `${variant}${tail.slice(1, 4)}`,
      tail.slice(4),
    ].join('-');
  };
}
