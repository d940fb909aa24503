import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { silentLog } from '../../../server/log.ts';
import type { PhotoReply } from '../../../server/photos/receive.ts';
import { servePhotos } from '../../../server/sockets/photos.ts';
import { PHOTO_PIECE_BYTES } from '../../../shared/protocol.ts';
import { hashOf, photo, stage } from './stage.ts';

async function serve() {
  const staged = await stage();
  const http = createServer();
  const server = new Server(http, { serveClient: false });
  const sessions = new Set(['loane']);
  servePhotos({
    io: server,
    receive: staged.receive,
    maySend: ({ cookie }) => sessions.has(cookie ?? ''),
    log: silentLog,
  });
  http.listen(0);
  await new Promise((resolve) => http.once('listening', resolve));
  const { port } = http.address() as AddressInfo;
  onTestFinished(async () => void (await server.close()));
  const connect = (cookie: string) => {
    const socket = io(`http://127.0.0.1:${port}/photos`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie },
    });
    onTestFinished(() => void socket.close());
    return socket;
  };
  return { ...staged, sessions, connect };
}

const send = (socket: Socket, packet: unknown): Promise<PhotoReply> => socket.emitWithAck('photo', packet);

test('PH32 a photo travels in pieces over its own socket, each answered', async () => {
  const { connect, addPhoto, received, store } = await serve();
  const bytes = await photo();
  const hash = hashOf(bytes);
  const row = addPhoto(hash);
  const socket = connect('loane');
  let reply: PhotoReply = { ok: true, offset: 0 };
  while (reply.ok && 'offset' in reply) {
    const { offset } = reply;
    reply = await send(socket, {
      hash,
      size: bytes.length,
      offset,
      bytes: bytes.slice(offset, offset + PHOTO_PIECE_BYTES),
    });
  }
  expect(reply).toEqual({ ok: true, received: true });
  expect(received(row)).toBe(true);
  expect(await store.read(hash, 'original')).toEqual(Buffer.from(bytes));
});

test('PH32 a packet that does not fit its schema is refused, and the next one is heard', async () => {
  const { connect } = await serve();
  const socket = connect('loane');
  const piece = { hash: 'a'.repeat(64), size: 10, offset: 0, bytes: new Uint8Array(1) };
  for (const packet of [
    undefined,
    'photo',
    { ...piece, hash: '../../etc/passwd' },
    { ...piece, offset: -1 },
    { ...piece, size: 1.5 },
    { ...piece, bytes: 'not bytes' },
    { ...piece, more: true },
  ]) {
    expect(await send(socket, packet)).toMatchObject({ ok: false, code: 'bad-packet' });
  }
  socket.emit('photo', piece);
  expect(await send(socket, piece)).toEqual({ ok: true, offset: 1 });
});

test('PH32 without a session nothing connects', async () => {
  const { connect } = await serve();
  const socket = connect('nobody');
  const error = await new Promise<Error>((resolve) => socket.once('connect_error', resolve));
  expect(error.message).toBe('no-session');
});

test('PH32 a session that ends midway is told so at the next piece, and that piece is not kept', async () => {
  const { connect, sessions, store } = await serve();
  const socket = connect('loane');
  const hash = 'b'.repeat(64);
  expect(await send(socket, { hash, size: 10, offset: 0, bytes: new Uint8Array(4) })).toEqual({ ok: true, offset: 4 });
  sessions.delete('loane');
  const closed = new Promise((resolve) => socket.once('disconnect', resolve));
  expect(await send(socket, { hash, size: 10, offset: 4, bytes: new Uint8Array(4) })).toEqual({
    ok: false,
    code: 'no-session',
  });
  await closed;
  expect(await store.arrived(hash)).toBe(4);
});
