import type * as v from 'valibot';
import {
  type Later,
  type PacketRefusal,
  PHOTO_BYTES_LIMIT,
  PHOTO_PIECE_BYTES,
  type photoPieceSchema,
  type Reply,
} from '../../shared/protocol.ts';
import type { Log } from '../log.ts';
import { flawOf, hashOf } from './check.ts';
import type { PhotoEngine } from './engine.ts';
import { makeSizes } from './sizes.ts';
import { isDiskTrouble, type PhotoStore } from './store.ts';

export type PhotoPiece = v.InferOutput<typeof photoPieceSchema>;
export type PhotoReply = Reply<{ offset: number }> | Reply<{ received: true }> | Later;

interface Parts {
  readonly store: PhotoStore;
  readonly engine: Pick<PhotoEngine, 'announce' | 'isErased'>;
  readonly log: Log;
}

/**
 * Takes photos piece by piece. Each piece is answered with where to go on, so that a phone that was cut off, or killed,
 * or that shares a photo with another, never sends a byte twice for long; the last with `received`, once the photo
 * hashes to its name, holds nothing but a picture, lies on the disk in all its sizes, and the ledger has been told.
 */
export function createReceiver({ store, engine, log }: Parts): (piece: PhotoPiece) => Promise<PhotoReply> {
  const inTurn = turns();
  const drawInTurn = turns();

  async function take({ hash, size, offset, bytes }: PhotoPiece): Promise<PhotoReply> {
    // Whoever asks has a row that names it, on its way.
    await store.unmark(hash);
    if (await store.has(hash)) return announced(hash);
    if (engine.isErased(hash)) return refused('not-allowed');
    let arrived = await store.arrived(hash);
    if (arrived > size) {
      await store.forget(hash);
      arrived = 0;
    }
    if (offset !== arrived) return { ok: true, offset: arrived };
    if (arrived + bytes.length > size) {
      // More than was said is no photo that will ever be whole: it would lie there for a month.
      await store.forget(hash);
      return refused('bad-packet');
    }
    if (bytes.length > 0) await store.append(hash, bytes);
    arrived += bytes.length;
    return arrived < size ? { ok: true, offset: arrived } : finish(hash);
  }

  async function finish(hash: string): Promise<PhotoReply> {
    const bytes = await store.arrivedBytes(hash);
    if (hashOf(bytes) !== hash) {
      await store.forget(hash);
      return refused('bad-hash');
    }
    const flaw = flawOf(bytes);
    // One at a time: each holds a decoded picture in memory.
    const sizes = flaw ? undefined : await drawInTurn('', () => makeSizes(bytes));
    if (!sizes) {
      log.warn({ hash, flaw: flaw ?? 'undecodable' }, 'a photo was refused');
      await store.forget(hash);
      return refused('bad-photo', flaw ?? 'undecodable');
    }
    await store.keep(hash, sizes);
    if (engine.isErased(hash)) {
      // Erased while it was being drawn: the engine may have looked before there was anything to remove.
      await store.erase(hash);
      return refused('not-allowed');
    }
    return announced(hash);
  }

  function announced(hash: string): PhotoReply {
    const { retryMs } = engine.announce(hash);
    return retryMs === undefined ? { ok: true, received: true } : { ok: false, code: 'later', retryMs };
  }

  return async (piece) => {
    if (piece.size > PHOTO_BYTES_LIMIT || piece.bytes.length > PHOTO_PIECE_BYTES) return refused('too-large');
    try {
      return await inTurn(piece.hash, () => take(piece));
    } catch (error) {
      if (!isDiskTrouble(error)) throw error;
      log.error({ error }, 'the disk does not take photos');
      return refused('disk');
    }
  };
}

const refused = (code: PacketRefusal, detail?: string): PhotoReply =>
  detail === undefined ? { ok: false, code } : { ok: false, code, detail };

/** Runs the works of one key one after the other. */
function turns(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work, work);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
