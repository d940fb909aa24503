import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Read tokens of walls: `<origin>/wall/#<token>`. */
export interface WallTokens {
  tokenOf(show: string): string;
  /** The show it opens; undefined: it opens none. That there still is such a show is another question. */
  showOf(token: unknown): string | undefined;
}

/** 128 bits: no one guesses it, and it still makes a QR code that scans from afar. */
const MARK_BYTES = 16;

/**
 * Tokens made from the server's secret key, so that a wall's link survives a restart and a restored backup, and no table
 * can lose it.
 */
export function wallTokens(key: Uint8Array): WallTokens {
  const own = new Uint8Array(hkdfSync('sha256', key, '', 'regie wall token', 32));
  const markOf = (show: string) => createHmac('sha256', own).update(show).digest().subarray(0, MARK_BYTES);
  return {
    tokenOf: (show) => `${show}.${markOf(show).toString('base64url')}`,
    showOf(token) {
      const [, show, mark] = /^([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{22})$/.exec(String(token)) ?? [];
      if (show === undefined || mark === undefined) return undefined;
      return timingSafeEqual(Buffer.from(mark, 'base64url'), markOf(show)) ? show : undefined;
    },
  };
}
