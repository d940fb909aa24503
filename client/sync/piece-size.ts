import { PHOTO_PIECE_BYTES } from '../../shared/protocol.ts';

/** Below this, the time an answer takes would weigh more than what is sent again. */
export const LEAST_PIECE_BYTES = 5 * 1024;
/** A piece is at most this share of what came whole since the last cut: so much is sent again at the next. */
const SHARE = 1 / 20;
/** What a line is trusted with before it is known. */
const TRUSTED_BYTES = PHOTO_PIECE_BYTES / 2 / SHARE;

/** How much of a photo to send at once. What is in flight at a cut is lost: a line that is cut often gets small pieces. */
export class PieceSize {
  #sinceCut = TRUSTED_BYTES;

  get bytes(): number {
    return Math.min(PHOTO_PIECE_BYTES, Math.max(LEAST_PIECE_BYTES, Math.floor(this.#sinceCut * SHARE)));
  }

  came(bytes: number): void {
    this.#sinceCut += bytes;
  }

  lost(): void {
    this.#sinceCut = 0;
  }
}
