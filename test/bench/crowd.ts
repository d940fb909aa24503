import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/**
 * A hall of walls, as a process of its own: raw websockets that say what Socket.IO needs, answer its pings and count the
 * cards they hear. Told `{port, auth, walls}`, it says `joined` when all have; told a number, it says `heard` when all have
 * heard as many since they joined; told `{cut}`, as many lose their line and join again; asked `state`, it says how they stand.
 */
const MOST_OPENING = 100;
/** What a step says when it brings one of our posts: the show's own goes on meanwhile. */
const OURS = 'bench-';

interface Order {
  readonly port: number;
  readonly auth: object;
  readonly walls: number;
}

/** How a crowd stands. */
export interface CrowdState {
  /** Walls that have a connection and were given their wall. */
  readonly open: number;
  /** Steps that came out of their order, to whichever wall: each would have had to ask for the whole. */
  readonly outOfOrder: number;
  /** Connections that ended and that nobody cut. */
  readonly dropped: number;
  readonly cut: number;
  /** The walls that there are among them, by number: one, where all have come as far. */
  readonly stands: readonly number[];
}

/** The wall that a connection shows, by number. */
const standing = new Map<Socket, number>();
const cutByUs = new Set<Socket>();
let order: Order | undefined;
let outOfOrder = 0;
let dropped = 0;
let cut = 0;

let walls = 0;
let joined = 0;
let heard = 0;
let awaited = Number.POSITIVE_INFINITY;

process.on('message', (told: Order | number | 'state' | { readonly cut: number }) => {
  if (typeof told === 'number') {
    awaited = told * walls;
    tell();
    return;
  }
  if (told === 'state') {
    const stands = [...new Set(standing.values())];
    process.send?.({ open: standing.size, outOfOrder, dropped, cut, stands } satisfies CrowdState);
    return;
  }
  if ('cut' in told) {
    for (const socket of [...standing.keys()].slice(0, told.cut)) {
      cut += 1;
      cutByUs.add(socket);
      socket.resetAndDestroy();
    }
    return;
  }
  order = told;
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
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    if (!cutByUs.delete(socket)) dropped += 1;
    // Only who had a wall comes back: against a server that is gone it would try without end.
    if (standing.delete(socket) && order) open(order, () => {});
  });
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
    } else if (text.startsWith('42/wall,["whole"')) {
      standing.set(socket, numberIn(text));
    } else if (text.startsWith('42/wall,["step"')) {
      const n = numberIn(text);
      if (n !== (standing.get(socket) ?? 0) + 1) outOfOrder += 1;
      standing.set(socket, n);
      if (!text.includes(OURS)) return;
      heard += 1;
      tell();
    }
  };
}

const numberIn = (text: string): number => Number(/"n":(\d+)/.exec(text)?.[1] ?? Number.NaN);

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
