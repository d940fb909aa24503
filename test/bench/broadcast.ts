import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';

/** What the wall's fan-out is held against: a Socket.IO server that does nothing but say what it is told to everyone. */
const http = createServer();
const io = new Server(http, { serveClient: false, perMessageDeflate: false, httpCompression: false });
const walls = io.of('/wall');
walls.on('connection', (socket) => void socket.join('show'));
process.on('message', (told: { readonly step: unknown } | 'cpu') => {
  if (told !== 'cpu') walls.to('show').emit('step', told.step);
});
http.listen(0, '127.0.0.1', () => process.send?.((http.address() as AddressInfo).port));
