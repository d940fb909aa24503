import { marksFor } from '../marks.ts';

/** Read tokens of walls: `<origin>/wall/<token>`. */
export interface WallTokens {
  tokenOf(show: string): string;
  /** The show it opens; undefined: it opens none. That there still is such a show is another question. */
  showOf(token: unknown): string | undefined;
}

/** Tokens kept nowhere: no table can lose a wall's link. */
export function wallTokens(key: Uint8Array): WallTokens {
  const marks = marksFor('wall token', key);
  return {
    tokenOf: (show) => `${show}.${marks.of(show)}`,
    showOf(token) {
      const [, show, mark] = /^([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{22})$/.exec(String(token)) ?? [];
      if (show === undefined || mark === undefined) return undefined;
      return marks.isOf(show, mark) ? show : undefined;
    },
  };
}
