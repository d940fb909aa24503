import { createHash } from 'node:crypto';
import { definitions } from '../../shared/apply/apply.ts';
import { PHOTO_BYTES_LIMIT, PHOTO_PIECE_BYTES, PROTOCOL } from '../../shared/protocol.ts';
import type { Chance } from '../simulation/chance.ts';
import { junk, oneOf, spoiled } from './hostile-junk.ts';
import type { RawSocket } from './hostile-line.ts';

export const NAMESPACES = ['/staff', '/photos', '/wall'] as const;
export type Namespace = (typeof NAMESPACES)[number];

interface Place {
  readonly show: string;
  readonly epoch: string;
}

/** What became of one hostile frame. `cut`: the server closed the connection, which is a refusal too. */
export type FrameEnd = 'refused' | 'slowed' | 'ignored' | 'cut' | { readonly accepted: string };

/** Sends one malformed frame, and says what became of it. */
export async function hostileFrame(
  socket: RawSocket,
  { chance, namespace, place }: { chance: Chance; namespace: Namespace; place: Place },
): Promise<FrameEnd> {
  if (chance.next() < 0.02) {
    // Taking leave of a namespace: no question is answered there any more.
    socket.send(`41${namespace},${junk(chance)}`);
    socket.close();
    return 'ignored';
  }
  if (chance.next() < 0.25) return afterwards(socket, namespace, () => sendBroken(socket, chance, namespace));
  const ack = socket.ack();
  switch (namespace) {
    case '/staff': {
      const [name, packet] = staffPacket(chance, place);
      const answered = socket.answerTo(ack);
      socket.send(`42/staff,${ack}["${name}",${packet}]`);
      return endOf(await answered, `${name} ${packet}`);
    }
    case '/photos': {
      const { packet, bytes } = photoPacket(chance);
      const answered = socket.answerTo(ack);
      socket.send(bytes ? `451-/photos,${ack}["photo",${packet}]` : `42/photos,${ack}["photo",${packet}]`);
      if (bytes) socket.send(bytes);
      return endOf(await answered, `photo ${packet}`);
    }
    case '/wall':
      // Read only: there is nothing to accept, only to survive.
      return afterwards(socket, namespace, () => {
        const name = oneOf(chance, [
          'step',
          'push',
          'hello',
          'whole',
          'photo',
          '__proto__',
          'constructor',
          'newListener',
        ]);
        socket.send(`42/wall,["${name}",${junk(chance)}]`);
      });
  }
}

/** No answer is owed: a question that has one tells when the frame was read, or that the connection was cut over it. */
async function afterwards(socket: RawSocket, namespace: Namespace, send: () => void): Promise<FrameEnd> {
  const ack = socket.ack();
  const answered = socket.answerTo(ack);
  send();
  const question = { '/staff': '["clock",null]', '/photos': '["photo",null]', '/wall': '["clock"]' }[namespace];
  socket.send(`42${namespace},${ack}${question}`);
  return (await answered) === undefined ? 'cut' : 'ignored';
}

function endOf(said: unknown, frame: string): FrameEnd {
  if (said === undefined) return 'cut';
  const reply = said as {
    ok?: boolean;
    code?: string;
    retryMs?: number;
    answers?: readonly { kind: string }[];
  };
  const accepted = { accepted: `${frame.slice(0, 200)} → ${JSON.stringify(said).slice(0, 200)}` };
  if (reply.ok === true) return reply.answers?.every(({ kind }) => kind === 'refused') ? 'refused' : accepted;
  if (reply.code !== 'later') return 'refused';
  // A session that sends too much waits for milliseconds; seconds are what a bug answers.
  return (reply.retryMs ?? 0) < 5_000 ? 'slowed' : accepted;
}

function staffPacket(chance: Chance, { show, epoch }: Place): readonly [string, string] {
  const id = JSON.stringify(show);
  switch (chance.between(0, 5)) {
    case 0:
      return [oneOf(chance, ['hello', 'pull', 'push', 'clock']), `[${junk(chance)}]`];
    case 1: {
      const hello = { protocol: String(PROTOCOL), build: '"x"', device: '"phone-x"', shows: `{${id}:null}` };
      return ['hello', spoiled(chance, hello, ['protocol', 'device', 'shows'])];
    }
    case 2:
      return ['pull', spoiled(chance, { show: id, cursor: 'null' }, ['show', 'cursor'])];
    case 3:
      return ['clock', spoiled(chance, { t0: '1', show: id }, ['show'])];
    case 4:
      return ['push', spoiled(chance, { protocol: String(PROTOCOL), mutations: '[]' }, ['protocol', 'mutations'])];
    default: {
      const count = oneOf(chance, [1, 1, 2, 50, 51]);
      const mutations = Array.from({ length: count }, () => hostileMutation(chance, { show, epoch }));
      return ['push', `{"protocol":${PROTOCOL},"mutations":[${mutations.join(',')}]}`];
    }
  }
}

const NAMES = Object.keys(definitions);

function hostileMutation(chance: Chance, { show, epoch }: Place): string {
  const name = JSON.stringify(oneOf(chance, [...NAMES, '__proto__', 'constructor', 'post.']));
  const hex = (length: number) => Array.from({ length }, () => chance.between(0, 15).toString(16)).join('');
  const whole = {
    id: `"${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}"`,
    show: JSON.stringify(show),
    name,
    // No mutation takes such a member, whatever else it takes.
    args: `{"unasked":${junk(chance)},"post":${junk(chance, 1)},"words":${junk(chance, 1)}}`,
    madeAtMs: '1800000000000',
    epoch: JSON.stringify(epoch),
  };
  if (chance.next() < 0.3) return spoiled(chance, whole, ['show', 'name', 'madeAtMs', 'epoch']);
  return `{${Object.entries(whole)
    .map(([key, value]) => `"${key}":${value}`)
    .join(',')}}`;
}

function photoPacket(chance: Chance): { packet: string; bytes?: Uint8Array<ArrayBuffer> } {
  const bytes = new Uint8Array(chance.between(1, 300));
  chance.bytes(bytes);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const packetOf = (change: Record<string, string> = {}) => {
    const whole = { hash: `"${hash}"`, size: `${bytes.length}`, offset: '0', bytes: PLACEHOLDER, ...change };
    return `{${Object.entries(whole)
      .map(([key, value]) => `"${key}":${value}`)
      .join(',')}}`;
  };
  switch (chance.between(0, 6)) {
    case 0:
      return { packet: junk(chance) };
    case 1:
      return { packet: packetOf({ hash: JSON.stringify(`../../${hash.slice(6)}`) }), bytes };
    case 2:
      return {
        packet: packetOf({ size: oneOf(chance, ['0', '-1', '1.5', 'null', '"1"', `${PHOTO_BYTES_LIMIT + 1}`]) }),
        bytes,
      };
    case 3:
      return { packet: packetOf({ bytes: oneOf(chance, ['"bytes"', '[255,216]', 'null', '{"0":255}']) }) };
    case 4:
      return { packet: packetOf({ size: '1900000' }), bytes: new Uint8Array(PHOTO_PIECE_BYTES + 1) };
    case 5:
      // Bytes of another photo under this name.
      return { packet: packetOf({ hash: `"${hash.replace(/^./, (first) => (first === '0' ? '1' : '0'))}"` }), bytes };
    default:
      // Named rightly, and no photo at all.
      return { packet: packetOf(), bytes };
  }
}

const PLACEHOLDER = '{"_placeholder":true,"num":0}';

/** What is not even a packet of Socket.IO, or is one that no client sends. */
function sendBroken(socket: RawSocket, chance: Chance, namespace: Namespace): void {
  const bytes = new Uint8Array(chance.between(0, 64));
  chance.bytes(bytes);
  const deep = '['.repeat(50_000);
  const frame = oneOf<string | Uint8Array<ArrayBuffer>>(chance, [
    '42',
    `42${namespace}`,
    `42${namespace},1[`,
    `42${namespace},1{"a":1}`,
    `42${namespace},1[]`,
    `42${namespace},[null]`,
    `42${namespace},${'9'.repeat(400)}["clock"]`,
    `42${namespace},1["connect",{}]`,
    `42${namespace},1["disconnecting",{}]`,
    `42${namespace},1["disconnect","x"]`,
    `42${namespace},1${deep}`,
    `42${namespace},${junk(chance)}`,
    '42/nowhere,["push",{}]',
    '40/nowhere,{}',
    '40/__proto__,{"token":1}',
    `40${namespace},{"__proto__":{"admin":true}}`,
    `43${namespace},1[{"ok":true}]`,
    `44${namespace},{"message":"x"}`,
    `451-${namespace},1["photo",{"_placeholder":true,"num":99}]`,
    `4599999999-${namespace},1["photo"]`,
    '45-',
    '49',
    '4',
    '9',
    '0{"sid":"x"}',
    '1',
    '2probe',
    '5',
    '6',
    'b////',
    String.fromCharCode(...bytes),
    bytes,
  ]);
  socket.send(frame);
  // Half a packet that waits for its bytes is given some.
  if (typeof frame === 'string' && frame.startsWith('451-')) socket.send(bytes);
}
