import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** 128 bits: no one guesses it, and it still makes a QR code that scans from afar. */
const MARK_BYTES = 16;

/** Twenty-two letters by which the server knows that a link is one of its own. */
export interface Marks {
  of(words: string): string;
  isOf(words: string, mark: string): boolean;
}

/**
 * Made from the server's secret key, so that a link survives a restart and a restored backup, and whoever reads the
 * database can make none. A mark made for one purpose is none for another.
 */
export function marksFor(purpose: string, key: Uint8Array): Marks {
  const own = new Uint8Array(hkdfSync('sha256', key, '', `regie ${purpose}`, 32));
  const of = (words: string) =>
    createHmac('sha256', own).update(words).digest().subarray(0, MARK_BYTES).toString('base64url');
  return {
    of,
    isOf(words, mark) {
      const now = of(words);
      // As they are written: the bits that the last letter leaves over would make sixteen marks of one.
      return mark.length === now.length && timingSafeEqual(Buffer.from(mark), Buffer.from(now));
    },
  };
}
