import type { IncomingHttpHeaders } from 'node:http';
import type { Server } from 'socket.io';
import * as v from 'valibot';
import { type PhotosUp, photoPieceSchema } from '../../shared/protocol.ts';
import type { Log } from '../log.ts';
import type { PhotoPiece, PhotoReply } from '../photos/receive.ts';

interface Parts {
  readonly io: Server;
  readonly receive: (piece: PhotoPiece) => Promise<PhotoReply>;
  /** Whether these are the headers of a session that may send now. Asked for every piece: a device can be revoked midway. */
  readonly maySend: (headers: IncomingHttpHeaders) => boolean;
  readonly log: Log;
}

/** `/photos`: pieces of photos, on a connection of their own, so that none delays words. Every packet is answered. */
export function servePhotos({ io, receive, maySend, log }: Parts): void {
  const namespace = io.of('/photos');
  namespace.use((socket, next) => next(maySend(socket.handshake.headers) ? undefined : new Error('no-session')));
  namespace.on('connection', (socket) => {
    socket.on('photo' satisfies keyof PhotosUp, (packet: unknown, answer: unknown) => {
      if (typeof answer !== 'function') return;
      const reply = (given: PhotoReply) => void answer(given);
      if (!maySend(socket.handshake.headers)) {
        reply({ ok: false, code: 'no-session' });
        socket.disconnect(true);
        return;
      }
      const piece = v.safeParse(photoPieceSchema, packet);
      if (!piece.success) return reply({ ok: false, code: 'bad-packet', detail: piece.issues[0].message });
      receive(piece.output).then(reply, (error: unknown) => {
        log.error({ error }, 'a piece of a photo broke the server');
        reply({ ok: false, code: 'later', retryMs: BROKEN_RETRY_MS });
      });
    });
  });
}

/** A bug may be of this photo only: the phone comes back with others meanwhile. */
const BROKEN_RETRY_MS = 60_000;
