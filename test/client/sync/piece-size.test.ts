import { expect, test } from 'vitest';
import { LEAST_PIECE_BYTES, PieceSize } from '../../../client/sync/piece-size.ts';
import { PHOTO_PIECE_BYTES } from '../../../shared/protocol.ts';

test('PH100 a line that is cut often gets small pieces, so that little is sent again; one that holds gets large ones', () => {
  const size = new PieceSize();
  expect(size.bytes).toBe(PHOTO_PIECE_BYTES / 2);
  size.lost();
  expect(size.bytes).toBe(LEAST_PIECE_BYTES);
  let came = 0;
  while (size.bytes < PHOTO_PIECE_BYTES) {
    const piece = size.bytes;
    size.came(piece);
    came += piece;
    expect(size.bytes).toBeLessThanOrEqual(Math.max(LEAST_PIECE_BYTES, came / 20));
  }
  expect(came).toBeLessThan(2 * 20 * PHOTO_PIECE_BYTES);
});
