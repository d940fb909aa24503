import type { Socket } from 'socket.io-client';
import { BYE_REASONS, type StaffDown, type StaffUp } from '../../shared/protocol.ts';
import type { AnswerTo, Connection, Link, LinkEvents } from './link.ts';
import { isPatch } from './patch-check.ts';

type StaffSocket = Socket<StaffDown, StaffUp>;
/** Before the loop gives up by itself (10 s): the transport then lets go of its own attempt. */
const HANDSHAKE_LIMIT_MS = 9_000;

export interface SocketLinkOptions {
  /** The page's own by default. */
  readonly origin?: string;
  /** Outside of a browser nothing adds the session's cookie. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * `/staff` over Socket.IO: websocket first, long-polling where a venue's network cuts websockets. Its own reconnection,
 * buffer and repeats are off. The library is fetched when first needed, after the page is painted from what is kept.
 */
export const socketLink = ({ origin = '', headers }: SocketLinkOptions = {}): Link => ({
  async connect(on) {
    let io: typeof import('socket.io-client').io;
    try {
      ({ io } = await import('socket.io-client'));
    } catch {
      // Not in the cache yet and no network to fetch it.
      return 'unreachable';
    }
    const socket: StaffSocket = io(`${origin}/staff`, {
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      reconnection: false,
      forceNew: true,
      timeout: HANDSHAKE_LIMIT_MS,
      ...(headers ? { extraHeaders: { ...headers } } : {}),
    });
    return await new Promise((resolve) => {
      socket.once('connect_error', (error) => {
        socket.close();
        resolve(error.message === 'no-session' ? 'no-session' : 'unreachable');
      });
      // At once, so that nothing the server says first falls between.
      listen(socket, on);
      socket.once('connect', () => resolve(connectionOf(socket)));
    });
  },
});

function listen(socket: StaffSocket, on: LinkEvents): void {
  socket.on('patch', (patch) => {
    if (isPatch(patch)) on.patch(patch);
  });
  socket.on('bye', (bye) => {
    if (BYE_REASONS.includes(bye?.reason)) on.bye({ reason: bye.reason, retryMs: Number(bye.retryMs) || 0 });
  });
  socket.on('here', (here) => {
    if (typeof here?.show === 'string' && Array.isArray(here.people)) on.here(here);
  });
  socket.once('disconnect', () => {
    socket.off();
    on.closed();
  });
}

function connectionOf(socket: StaffSocket): Connection {
  return {
    send: <P extends keyof StaffUp>(name: P, packet: Parameters<StaffUp[P]>[0]) =>
      new Promise<AnswerTo<P>>((resolve) => {
        // The overloads of a typed socket do not follow a packet's name that is itself a type.
        (socket as Socket).emit(name, packet, resolve);
      }),
    close() {
      socket.off();
      socket.close();
    },
  };
}
