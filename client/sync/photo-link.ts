import type { PhotosUp } from '../../shared/protocol.ts';
import type { SocketLinkOptions } from './socket-link.ts';

export type PhotoPiece = Parameters<PhotosUp['photo']>[0];
export type PhotoReply = Parameters<Parameters<PhotosUp['photo']>[1]>[0];

export interface PhotoConnection {
  /** Sends once. The promise may never settle, or reject when the connection goes: the loop keeps the time. */
  send(piece: PhotoPiece): Promise<PhotoReply>;
  close(): void;
}

/** A way to the server for photos, apart from that of words. It tries once when told and keeps nothing. */
export interface PhotoLink {
  connect(on: { closed(): void }): Promise<PhotoConnection | 'unreachable' | 'no-session'>;
}

/** Over Socket.IO, on a connection of its own: sharing that of words, each piece would stand before them. */
export const photoSocketLink = ({ origin = '', headers }: SocketLinkOptions = {}): PhotoLink => ({
  async connect(on) {
    const { io } = await import('socket.io-client');
    const socket = io(`${origin}/photos`, {
      forceNew: true,
      reconnection: false,
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      ...(headers ? { extraHeaders: { ...headers } } : {}),
    });
    return new Promise((resolve) => {
      socket.once('connect', () => {
        socket.once('disconnect', on.closed);
        resolve({ send: (piece) => socket.emitWithAck('photo', piece), close: () => void socket.off().close() });
      });
      socket.once('connect_error', ({ message }) => {
        socket.off().close();
        resolve(message === 'no-session' ? 'no-session' : 'unreachable');
      });
    });
  },
});
