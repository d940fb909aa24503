import type { Socket } from 'socket.io';
import type { Access } from '../access/access.ts';

/** What every socket of a signed-in installation carries: the id of its session, looked up anew at each packet. */
export interface SessionData {
  session: string;
}

/** Namespaces for signed-in installations only: a handshake without a session fails with the message `no-session`. */
export function sessionOnly(access: Access) {
  return (socket: Socket, next: (error?: Error) => void): void => {
    const session = access.authenticate(socket.handshake.headers);
    if (!session) {
      next(new Error('no-session'));
      return;
    }
    (socket.data as SessionData).session = session.id;
    void socket.join(sessionRoom(session.id));
    next();
  };
}

/** All sockets of one session. */
export const sessionRoom = (session: string): string => `session/${session}`;
