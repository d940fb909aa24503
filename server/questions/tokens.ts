import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { MessageRow } from '../../shared/rows/message.ts';

/** Links to answer one question: `<origin>/q/<token>`. */
export interface QuestionTokens {
  /** Undefined: it is nobody's, so that there is nobody to send a link to. */
  tokenOf(show: string, message: MessageRow): string | undefined;
  /** What a token names; whether it still opens it is for `opens` to say, with the row as it is now. */
  placeOf(token: string): { readonly show: string; readonly message: string; readonly mark: string } | undefined;
  opens(place: { readonly show: string; readonly mark: string }, message: MessageRow): boolean;
}

/** 128 bits: no one guesses it. */
const MARK_BYTES = 16;

/**
 * Tokens made from the server's secret key and from whom the question was given to, and when: no table can lose them, and
 * giving it to someone else, or to nobody, is what revokes them.
 */
export function questionTokens(key: Uint8Array): QuestionTokens {
  const own = new Uint8Array(hkdfSync('sha256', key, '', 'regie question token', 32));
  const markOf = (show: string, { id, given }: MessageRow): Buffer | undefined => {
    if (!given) return undefined;
    const named = JSON.stringify([show, id, given.to, given.atMs]);
    return createHmac('sha256', own).update(named).digest().subarray(0, MARK_BYTES);
  };
  return {
    tokenOf(show, message) {
      const mark = markOf(show, message);
      return mark && `${show}.${message.id}.${mark.toString('base64url')}`;
    },
    placeOf(token) {
      const [, show, message, mark] =
        /^([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_:-]{1,259})\.([A-Za-z0-9_-]{22})$/.exec(token) ?? [];
      return show && message && mark ? { show, message, mark } : undefined;
    },
    opens({ show, mark }, message) {
      const now = message.erased || !message.question ? undefined : markOf(show, message);
      return now !== undefined && timingSafeEqual(Buffer.from(mark, 'base64url'), now);
    },
  };
}
