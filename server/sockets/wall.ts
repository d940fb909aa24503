import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import { NO_SUCH_WALL, type WallDown, type WallHello, type WallsSeen, type WallUp } from '../../shared/wall-packets.ts';
import type { Clock } from '../clock.ts';
import type { WallBoard } from '../wall/board.ts';
import type { WallTokens } from '../wall/tokens.ts';

export interface WallSockets {
  seen(show: string): WallsSeen;
  close(): void;
}
export interface WallSocketParts {
  readonly board: WallBoard;
  readonly tokens: WallTokens;
  readonly clock: Clock;
}

interface Data {
  show: string;
  view: WallHello['view'];
  have: WallHello['have'];
}
type WallSocket = Socket<WallUp, WallDown, DefaultEventsMap, Data>;

/**
 * `/wall`: read only. A page gets the whole wall on connection, unless it says that it has it, then each change. A change
 * is one broadcast, encoded once by Socket.IO for all: nothing here runs for each of two thousand phones.
 */
export function wallSockets(io: Server, { board, tokens, clock }: WallSocketParts): WallSockets {
  const walls = io.of('/wall') as ReturnType<Server<WallUp, WallDown, DefaultEventsMap, Data>['of']>;

  walls.use((socket, next) => {
    const { token, view, have } = socket.handshake.auth as Partial<WallHello>;
    const show = tokens.showOf(token);
    if (show === undefined || !board.whole(show)) return next(new Error(NO_SUCH_WALL));
    socket.data = { show, view: view === 'screen' ? 'screen' : 'visitor', have };
    next();
  });

  walls.on('connection', (socket: WallSocket) => {
    const { show, view, have } = socket.data;
    uncompressed(socket.conn.transport);
    socket.conn.on('upgrade', uncompressed);
    // In one turn of the event loop, so that the first change this page hears follows the whole it was given.
    void socket.join([show, roomOf(show, view)]);
    const whole = board.whole(show);
    if (whole && !board.isCurrent(show, have)) socket.emit('whole', whole);
    socket.on('whole', (answer) => {
      const now = board.whole(show);
      if (now && typeof answer === 'function') answer(now);
    });
    socket.on('clock', (answer) => {
      if (typeof answer === 'function') answer(clock.nowMs());
    });
  });

  const stop = board.onStep((show, step) => walls.to(show).emit('step', step));
  const count = (room: string): number => walls.adapter.rooms.get(room)?.size ?? 0;
  return {
    seen: (show) => ({ screens: count(roomOf(show, 'screen')), visitors: count(roomOf(show, 'visitor')) }),
    close: stop,
  };
}

/**
 * A frame that was encoded once for all goes out as it is only where the transport compresses nothing (engine.io's
 * `_canSendPreEncodedFrame`); what walls hear is small, and each of two thousand would encode it again.
 */
function uncompressed(transport: object): void {
  Object.assign(transport, { perMessageDeflate: null });
}

/** No show's id has a slash, so these rooms are apart from theirs. */
const roomOf = (show: string, view: WallHello['view']): string => `${show}/${view}`;
