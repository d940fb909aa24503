import type { Server } from 'socket.io';
import type { StaffUp } from '../../shared/protocol.ts';
import { createRate } from '../access/rate.ts';
import type { Log } from '../log.ts';
import { followersOf, presentOn, type StaffNamespace, type StaffSocket, showRoom, tellCommit } from './following.ts';
import { createHere } from './here.ts';
import { answers, broke, later, type PacketParts, refused } from './packets.ts';
import { sessionOnly, sessionRoom } from './session.ts';

/** Packets of one session: far more than a phone in use sends, far less than a phone gone mad. */
const PACKETS = { burst: 200, perSecond: 40 };
/** After which a phone asks again: a new server needs about a second to start. */
const RETRY_DRAIN_MS = 2_000;

export interface StaffSocketsParts extends PacketParts {
  readonly io: Server;
  readonly log: Log;
}

export interface StaffSockets {
  /** Tells every phone that this server is about to stop. */
  drain(): void;
  /** Stops listening to the ledger. */
  close(): void;
}

/** `/staff`: each packet of a phone is checked and answered, and each commit is told to those who follow its show. */
export function createStaffSockets(parts: StaffSocketsParts): StaffSockets {
  const { io, ledger, access, clock, log } = parts;
  const namespace: StaffNamespace = io.of('/staff');
  const rate = createRate({ ...PACKETS, clock });
  const here = createHere({
    presentOn: (show) => presentOn(namespace, show),
    rowsOf: (show) => ledger.rows(show),
    tell: (show, people) => namespace.to(showRoom(show)).emit('here', { show, people }),
  });

  const serve = (socket: StaffSocket, name: keyof StaffUp) => (packet: unknown, answer: unknown) => {
    // What asks for no answer would never know what became of it.
    if (typeof answer !== 'function') return;
    try {
      const session = access.session(socket.data.session);
      if (!session) return void answer(refused('no-session'));
      const retryMs = rate.take(session.id);
      answer(retryMs > 0 ? later(retryMs) : answers[name](parts, { socket, session, packet }));
    } catch (error) {
      log.error({ err: error, packet: name }, 'a packet broke');
      answer(broke());
    }
  };

  namespace.use(sessionOnly(access));
  namespace.on('connection', (socket) => {
    const hello = serve(socket, 'hello');
    socket.on('hello', (packet, answer) => {
      const before = showsOf(socket);
      hello(packet, answer);
      const now = showsOf(socket);
      for (const show of new Set([...before, ...now])) here.changed(show);
      // To others nothing may have changed (a phone that was cut and is back); this one was told nothing yet.
      for (const show of now) socket.emit('here', { show, people: here.people(show) });
    });
    socket.on('pull', serve(socket, 'pull'));
    socket.on('push', serve(socket, 'push'));
    socket.on('clock', serve(socket, 'clock'));
    socket.on('disconnect', () => {
      for (const show of showsOf(socket)) here.changed(show);
    });
  });

  const stops = [
    ledger.onCommit((commit) => {
      tellCommit(namespace, commit);
      if (commit.rows.some((row) => row.row === 'post')) here.changed(commit.show);
    }),
    ledger.onEpoch(() => namespace.emit('bye', { reason: 'epoch', retryMs: 0 })),
    access.onEnded((session, show) => {
      const connected = show === undefined ? socketsOf(namespace, session) : followersOf(namespace, show);
      for (const socket of connected) {
        if (socket.data.session !== session) continue;
        socket.emit('bye', { reason: 'session', retryMs: 0 });
        socket.disconnect(true);
      }
    }),
  ];
  return {
    drain: () => void namespace.emit('bye', { reason: 'drain', retryMs: RETRY_DRAIN_MS }),
    close() {
      for (const stop of stops) stop();
      here.close();
    },
  };
}

const showsOf = (socket: StaffSocket): readonly string[] => [...(socket.data.follows?.shows.keys() ?? [])];

const socketsOf = (namespace: StaffNamespace, session: string): readonly StaffSocket[] =>
  [...(namespace.adapter.rooms.get(sessionRoom(session)) ?? [])].flatMap((id) => namespace.sockets.get(id) ?? []);
