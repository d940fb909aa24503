import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import type { StaffDown, StaffUp } from '../../shared/protocol.ts';
import type { Session } from './node-phone.ts';

export type RawSocket = Socket<StaffDown, StaffUp>;

/** A socket that says what it is told to, as an app of any age does. Resolves once it is connected. */
export async function rawSocket(url: string, { cookie }: Session): Promise<RawSocket> {
  const socket: RawSocket = io(`${url}/staff`, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { cookie },
  });
  await new Promise<void>((done, failed) => {
    socket.once('connect', done);
    socket.once('connect_error', failed);
  });
  return socket;
}

export interface OldServer {
  readonly url: string;
  /** Packets that it answered, by name. */
  readonly asked: { hello: number; push: number; other: number };
  close(): Promise<void>;
}

/**
 * A server of wire number 1, as phones of a later number meet it: a hello of another number is refused and told `bye`,
 * a push is taken all the same. What it takes it hands to the server behind it, so that both have one ledger.
 */
export async function openOldServer(behind: string, session: Session): Promise<OldServer> {
  const http = createServer();
  const server = new Server<StaffUp, StaffDown>(http, { serveClient: false });
  const relay = await rawSocket(behind, session);
  const asked = { hello: 0, push: 0, other: 0 };
  server.of('/staff').on('connection', (socket) => {
    const bye = () => socket.emit('bye', { reason: 'protocol', retryMs: 60_000 });
    socket.on('hello', (_, answer) => {
      asked.hello += 1;
      bye();
      answer({ ok: false, code: 'protocol' });
    });
    socket.on('push', ({ mutations }, answer) => {
      asked.push += 1;
      bye();
      relay.emit('push', { protocol: 1, mutations }, answer);
    });
    for (const name of ['pull', 'clock'] as const)
      socket.on(name, (_: unknown, answer: (reply: { ok: false; code: 'protocol' }) => void) => {
        asked.other += 1;
        answer({ ok: false, code: 'protocol' });
      });
  });
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  return {
    url: `http://localhost:${(http.address() as AddressInfo).port}`,
    asked,
    async close() {
      relay.close();
      await server.close();
    },
  };
}
