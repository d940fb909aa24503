import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { io } from 'socket.io-client';
import type { WallStep, WallWhole } from '../../shared/wall-packets.ts';
import { type Figure, type Measure, median } from './figure.ts';
import { startPhone } from './phone.ts';
import { type BenchServer, cpuMsOf, startServer, WITH_CPU_PROBE } from './server.ts';

const WALLS = 2_000;
const ROUNDS = 24;
const STEPS_A_ROUND = 5;
/** Between posts; a post on the heels of another would find the processor's caches full of it. */
const QUIET_MS = 50;
const WORDS = '« Une abeille sur cent connaît la route : elle danse, et les autres la suivent. » #MT180';

/** A post on two thousand walls, against the least that Socket.IO can do with the same bytes. */
export const fanOutMeasure: Measure = { name: 'fan-out', take: async () => [await measureFanOut()] };

async function measureFanOut(): Promise<Figure> {
  const server = await startServer();
  const bare = await startBroadcast();
  const crowds: Crowd[] = [];
  try {
    const phone = await startPhone(server);
    const { token, steps, close } = await listener(server);
    const auth = { token, view: 'visitor' };
    crowds.push(await gather(Number(new URL(server.url).port), auth), await gather(bare.port, auth));
    const [ours, theirs] = crowds as [Crowd, Crowd];
    const each = { ours: [] as number[], theirs: [] as number[] };
    // The first rounds warm both up, and are not counted.
    for (let round = -2; round < ROUNDS; round += 1) {
      steps.length = 0;
      // Writing and approving the posts is not the fan-out's.
      const posts = await Promise.all(Array.from({ length: STEPS_A_ROUND }, () => phone.ready(WORDS)));
      const cost = await costOf(server, async () => {
        for (const post of posts) await ours.hears(() => void post.fire());
      });
      const told = steps.filter((step) => JSON.stringify(step).includes('bench-'));
      const bareCost = await costOf({ cpuMs: () => cpuMsOf(bare.child) }, async () => {
        for (const step of told) await theirs.hears(() => bare.child.send({ step }));
      });
      if (round < 0) continue;
      each.ours.push((cost * 1_000) / (STEPS_A_ROUND * WALLS));
      each.theirs.push((bareCost * 1_000) / (told.length * WALLS));
    }
    close();
    phone.close();
    const [our, their] = [median(each.ours), median(each.theirs)];
    return {
      measure: 'fan-out to 2,000 wall connections, CPU a delivery, against a bare Socket.IO broadcast',
      figure: our / their,
      unit: '×',
      limit: 1.1,
      how: `${our.toFixed(2)} µs a delivery, all that the server does from the press of a phone; ${their.toFixed(2)} µs bare; medians of ${ROUNDS} rounds in turn`,
    };
  } finally {
    for (const crowd of crowds) crowd.close();
    bare.child.kill();
    await server.close();
  }
}

async function costOf(server: Pick<BenchServer, 'cpuMs'>, work: () => Promise<void>): Promise<number> {
  const before = await server.cpuMs();
  await work();
  return (await server.cpuMs()) - before;
}

/** One wall that keeps what it hears: the bytes to broadcast bare. */
async function listener(server: BenchServer) {
  const [, token = ''] = server.wallLink.split('#');
  const socket = io(`${server.url}/wall`, {
    transports: ['websocket'],
    auth: { token, view: 'screen' },
    forceNew: true,
  });
  const steps: WallStep[] = [];
  socket.on('step', (step: WallStep) => steps.push(step));
  await new Promise<WallWhole>((resolve) => socket.once('whole', resolve));
  return { token, steps, close: () => void socket.disconnect() };
}

interface Crowd {
  /** Resolves when every wall has heard the one step that this makes the server say, and all is quiet again. */
  hears(make: () => void): Promise<void>;
  close(): void;
}

async function gather(port: number, auth: object): Promise<Crowd> {
  const child = fork(join(import.meta.dirname, 'crowd.ts'));
  const said = (word: string) =>
    new Promise<void>((resolve, reject) => {
      child.once('message', (message) => (message === word ? resolve() : reject(new Error(String(message)))));
    });
  const joined = said('joined');
  child.send({ port, auth, walls: WALLS });
  await joined;
  let steps = 0;
  return {
    async hears(make) {
      const heard = said('heard');
      steps += 1;
      child.send(steps);
      make();
      await heard;
      await setTimeout(QUIET_MS);
    },
    close: () => void child.kill(),
  };
}

async function startBroadcast(): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const child = fork(join(import.meta.dirname, 'broadcast.ts'), { execArgv: WITH_CPU_PROBE });
  const port = await new Promise<number>((resolve) => child.once('message', (told) => resolve(told as number)));
  return { child, port };
}
