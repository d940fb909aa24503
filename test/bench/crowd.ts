import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/**
 * A hall of walls, as a process of its own: raw websockets that say what Socket.IO needs, answer its pings and count the
 * cards they hear. Told `{port, auth, walls}`, it says `joined` when all have; told a number, it says `heard` when all have
 * heard as many since they joined.
 */
const MOST_OPENING = 100;
/** What a step says when it brings one of our posts: the show's own goes on meanwhile. */
const OURS = 'bench-';

interface Order {
  readonly port: number;
  readonly auth: object;
  readonly walls: number;
}

let walls = 0;
let joined = 0;
let heard = 0;
let awaited = Number.POSITIVE_INFINITY;

process.on('message', (told: Order | number) => {
  if (typeof told === 'number') {
    awaited = told * walls;
    tell();
    return;
  }
  walls = told.walls;
  let left = told.walls;
  const next = (): void => {
    if (left === 0) return;
    left -= 1;
    open(told, next);
  };
  for (let n = 0; n < MOST_OPENING; n += 1) next();
});
process.on('disconnect', () => process.exit());

function open({ port, auth }: Order, onJoined: () => void): void {
  const socket = connect({ port, host: '127.0.0.1' });
  const key = randomBytes(16).toString('base64');
  socket.write(
    `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  );
  let pending: Buffer = Buffer.alloc(0);
  let upgraded = false;
  socket.on('data', (piece: Buffer) => {
    pending = pending.length === 0 ? piece : Buffer.concat([pending, piece]);
    if (!upgraded) {
      const end = pending.indexOf('\r\n\r\n');
      if (end < 0) return;
      upgraded = true;
      pending = pending.subarray(end + 4);
    }
    for (let frame = frameOf(pending); frame; frame = frameOf(pending)) {
      pending = pending.subarray(frame.end);
      hear(frame.text);
    }
  });
  const hear = (text: string): void => {
    if (text === '2') say(socket, '3');
    else if (text.startsWith('0{')) say(socket, `40/wall,${JSON.stringify(auth)}`);
    else if (text.startsWith('40/wall,')) {
      joined += 1;
      onJoined();
      if (joined === walls) process.send?.('joined');
    } else if (text.startsWith('42/wall,["step"') && text.includes(OURS)) {
      heard += 1;
      tell();
    }
  };
}

function tell(): void {
  if (heard < awaited) return;
  awaited = Number.POSITIVE_INFINITY;
  process.send?.('heard');
}

/** The first frame of what a server sent: whole, unmasked. Undefined: not all of it is here. */
function frameOf(bytes: Buffer): { readonly text: string; readonly end: number } | undefined {
  if (bytes.length < 2) return undefined;
  const short = (bytes[1] ?? 0) & 0x7f;
  const start = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < start) return undefined;
  const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  const end = start + length;
  return bytes.length < end ? undefined : { text: bytes.toString('utf8', start, end), end };
}

/** A client's frame is masked; a mask of zeros is one. */
function say(socket: Socket, text: string): void {
  const words = Buffer.from(text);
  const head = words.length < 126 ? [0x81, 0x80 | words.length] : [0x81, 0xfe, words.length >> 8, words.length & 0xff];
  socket.write(Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), words]));
}
