import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../server/log.ts';
import { createReceiver, type PhotoReply } from '../../server/photos/receive.ts';
import { PhotoStore } from '../../server/photos/store.ts';
import { PHOTO_SIZES } from '../../shared/picture/sizes.ts';
import { PHOTO_BYTES_LIMIT, PHOTO_PIECE_BYTES } from '../../shared/protocol.ts';
import type { Memory } from '../bench/cpu-probe.ts';
import { type BenchServer, startServer } from '../bench/server.ts';
import { Chance } from '../simulation/chance.ts';
import { type Fault, growthOf, type Told } from './fault.ts';
import { hashOf, hostileFiles, tells } from './hostile-files.ts';
import { hostileFrame, NAMESPACES, type Namespace } from './hostile-frames.ts';
import { hostileHosts } from './hostile-hosts.ts';
import { RawSocket } from './hostile-line.ts';
import { hostileRequest } from './hostile-requests.ts';
import { anotherDevice, badSessions } from './hostile-sessions.ts';
import { loadShow, type Session, sessionOf } from './node-phone.ts';

/** Attackers at once. Each is signed in: what a stranger may send is the smaller part. */
const ATTACKERS = 24;
/** Far beyond any answer. */
const ANSWER_MS = 20_000;
/** Rounds after which what a server holds for good is held: compiled code, caches, a session's rates. */
const WARM_ROUNDS = 4_000;

/** Everything that does not come from our own apps: frames, requests, files, hosts, origins and sessions. */
export const f20: Fault = {
  id: 'F20',
  what: 'malformed frames and requests, hostile files, hosts, origins and sessions',
  rounds: 100_000,
  unit: 'frames and requests',
  async run({ rounds, from, progress }): Promise<Told> {
    const counted: Record<string, number> = {};
    const count = (what: string, times = 1) => {
      counted[what] = (counted[what] ?? 0) + times;
    };
    const hosts = await hostileHosts();
    const files = await badFiles();
    const server = await startServer();
    try {
      const session = await sessionOf(server, 'phone-1');
      const sessions = await badSessions({ server, ...session });
      count('hosts', hosts.tried);
      count('files', files.tried);
      count('origins and sessions', sessions.tried);
      const violations = [...hosts.violations, ...files.violations, ...sessions.violations];

      const attackers: Session[] = [];
      for (let at = 0; at < ATTACKERS; at += 1) {
        attackers.push({ ...session, cookie: await anotherDevice({ server, ...session }, `attacker-${at}`) });
      }
      const before = await loadShow(server.url, session);
      let done = 0;
      const tell = () => progress?.(++done, violations);
      const attack = (first: number, last: number) =>
        attackAll({ server, attackers, epoch: before.epoch, violations, count, tell }, first, last);
      const warm = Math.min(WARM_ROUNDS, Math.floor(rounds / 2));
      await attack(from, from + warm);
      const began = await memoryOf(server, violations);
      await attack(from + warm, from + rounds);
      const ended = await memoryOf(server, violations);

      for (const row of (await loadShow(server.url, session)).rows) {
        if (row.rev > before.to && !row.by.startsWith('engine:')) violations.push(`written: ${row.row} ${row.id}`);
      }
      violations.push(...server.logged().filter((line) => /"level":[56]0/.test(line)));
      const growth = growthOf(began, ended);
      return {
        rounds,
        violations,
        // Of a few rounds it says how far the server has warmed up, and no more.
        figures: rounds > WARM_ROUNDS * 2 ? [growth.figure] : [],
        counted: { ...counted, ...growth.held },
      };
    } finally {
      await server.close();
    }
  },
};

interface Attack {
  readonly server: BenchServer;
  readonly attackers: readonly Session[];
  readonly epoch: string;
  readonly violations: string[];
  readonly count: (what: string) => void;
  /** Another round is begun: all before it, but for those under way, are over. */
  readonly tell: () => void;
}

/** The rounds of a stretch, each attacker taking the next. */
async function attackAll({ server, attackers, epoch, violations, count, tell }: Attack, first: number, last: number) {
  let next = first;
  const wallToken = server.wallLink.split('/wall/')[1];
  await Promise.all(
    attackers.map(async ({ cookie, show }) => {
      const sockets = new Map<Namespace, RawSocket>();
      const socketOn = async (namespace: Namespace): Promise<RawSocket | undefined> => {
        const open = sockets.get(namespace);
        if (open?.isOpen) return open;
        const auth = namespace === '/wall' ? { token: wallToken, view: 'visitor' } : undefined;
        const made = await RawSocket.open(server.url, { namespace, headers: { cookie }, auth });
        if (made) sockets.set(namespace, made);
        return made;
      };
      while (next < last) {
        if (next > first) tell();
        const round = next;
        next += 1;
        const chance = new Chance(round);
        if (server.ended() !== undefined) {
          violations.push(`round ${round}: the server ended with ${server.ended()}`);
          next = last;
          return;
        }
        if (chance.next() < 0.5) {
          const wrong = await inTime(hostileRequest(chance, { url: server.url, show, cookie }), 'a request is open');
          count('requests refused');
          if (wrong !== undefined) violations.push(`round ${round}: ${wrong}`);
          continue;
        }
        const namespace = NAMESPACES[chance.between(0, 2)] ?? '/staff';
        const socket = await socketOn(namespace);
        if (!socket) {
          violations.push(`round ${round}: nobody is let into ${namespace} any more`);
          continue;
        }
        const sent = hostileFrame(socket, { chance, namespace, place: { show, epoch } });
        const end = await inTime(sent, { accepted: `${namespace}: no answer` });
        if (typeof end === 'object') socket.close();
        if (typeof end === 'object') violations.push(`round ${round}: ${end.accepted}`);
        else count(`frames ${end}`);
      }
      for (const socket of sockets.values()) socket.close();
    }),
  );
}

/** What never ends is a fault as well, and must not end the run. */
async function inTime<T, L>(work: Promise<T>, late: L): Promise<T | L> {
  const { promise, resolve } = Promise.withResolvers<L>();
  const timer = setTimeout(() => resolve(late), ANSWER_MS);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** What a server holds; of one that is gone there is none to ask for. */
async function memoryOf(server: BenchServer, violations: string[]): Promise<Memory> {
  const answer = await fetch(`${server.url}/healthz`).catch(() => undefined);
  if (answer?.ok) return server.memory();
  violations.push(`the server answers ${answer?.status ?? 'no more'}`);
  return { keptBytes: 1, residentBytes: 1 };
}

/** Through the real receiver, piece by piece: a hostile file is refused, a plain one says nothing in any size. */
async function badFiles(): Promise<{ tried: number; violations: readonly string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'regie-hostile-'));
  const store = new PhotoStore(folder);
  await store.prepare(Date.now());
  const receive = createReceiver({ store, log: silentLog, engine: { announce: () => ({}), isErased: () => false } });
  const violations: string[] = [];
  const files = await hostileFiles();
  for (const { what, bytes, isLegal = false } of files) {
    const hash = hashOf(bytes);
    const reply = await sendAll(receive, hash, bytes);
    if (reply.ok !== isLegal) violations.push(`${what}: ${JSON.stringify(reply)}`);
    for (const size of PHOTO_SIZES) {
      const served = await store.read(hash, size);
      const told = served && tells(served);
      if (isLegal && !served) violations.push(`${what}: not served as ${size}`);
      if (told !== undefined) violations.push(`${what}: “${told}” in ${size}`);
    }
    if (!isLegal && (await store.arrived(hash)) > 0) violations.push(`${what}: left on the disk`);
  }
  await rm(folder, { recursive: true });
  return { tried: files.length, violations };
}

async function sendAll(
  receive: ReturnType<typeof createReceiver>,
  hash: string,
  bytes: Uint8Array,
): Promise<PhotoReply> {
  let offset = 0;
  for (;;) {
    const piece = new Uint8Array(bytes.subarray(offset, offset + PHOTO_PIECE_BYTES));
    // A size that is told small and sent large is refused at the piece that goes beyond it.
    const size = Math.min(bytes.length, PHOTO_BYTES_LIMIT);
    const reply = await receive({ hash, size, offset, bytes: piece });
    if (!reply.ok || !('offset' in reply)) return reply;
    offset = reply.offset;
  }
}
