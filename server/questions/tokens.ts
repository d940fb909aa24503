import type { MessageRow } from '../../shared/rows/message.ts';
import { marksFor } from '../marks.ts';
import type { RevokedList } from '../revoked.ts';

/** Links to answer one question: `<origin>/q/<token>`. */
export interface QuestionTokens {
  /** Undefined: it is nobody's, so that there is nobody to send a link to. */
  tokenOf(show: string, message: MessageRow): string | undefined;
  /** What a token names; whether it still opens it is for `opens` to say, with the row as it is now. */
  placeOf(token: string): { readonly show: string; readonly message: string; readonly mark: string } | undefined;
  opens(place: { readonly show: string; readonly mark: string }, message: MessageRow): boolean;
}

/**
 * Tokens made from the server's secret key and from whom the question was given to, and when: no table can lose them, and
 * giving it to someone else, or to nobody, is what revokes them.
 */
export function questionTokens(key: Uint8Array, revoked: RevokedList): QuestionTokens {
  const marks = marksFor('question token', key);
  // A database restored from before may give it to whom it was taken from since.
  const isTaken = (show: string, message: string, givenMs: number): boolean =>
    revoked
      .all()
      .some((one) => 'message' in one && one.show === show && one.message === message && one.givenMs === givenMs);
  const madeFor = (show: string, { id, given }: MessageRow): string | undefined =>
    given && !isTaken(show, id, given.atMs) ? JSON.stringify([show, id, given.to, given.atMs]) : undefined;
  return {
    tokenOf(show, message) {
      const words = madeFor(show, message);
      return words && `${show}.${message.id}.${marks.of(words)}`;
    },
    placeOf(token) {
      const [, show, message, mark] =
        /^([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_:-]{1,259})\.([A-Za-z0-9_-]{22})$/.exec(token) ?? [];
      return show && message && mark ? { show, message, mark } : undefined;
    },
    opens({ show, mark }, message) {
      const words = message.erased || !message.question ? undefined : madeFor(show, message);
      return words !== undefined && marks.isOf(words, mark);
    },
  };
}
