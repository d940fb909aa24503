import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { io } from 'socket.io-client';
import type { WallStep, WallWhole } from '../../shared/wall-packets.ts';
import { type Figure, type Measure, median } from './figure.ts';
import { type Crowd, gather, QUIET_MS } from './gather.ts';
import { type BenchPhone, startPhone } from './phone.ts';
import { type BenchServer, cpuMsOf, startServer, WITH_CPU_PROBE } from './server.ts';

const WALLS = 2_000;
const ROUNDS = 20;
/** The first rounds warm everything up, and are not counted. */
const WARMING = 3;
const STEPS_A_ROUND = 5;
const WORDS = '« Une abeille sur cent connaît la route : elle danse, et les autres la suivent. » #MT180';

/** A post on two thousand walls, against the least that Socket.IO can do with the same bytes. */
export const fanOutMeasure: Measure = { name: 'fan-out', take: async () => [await measureFanOut()] };

async function measureFanOut(): Promise<Figure> {
  const server = await startServer();
  const bare = await startBroadcast();
  const crowds: Crowd[] = [];
  try {
    const phone = await startPhone(server);
    const unseenMs = median(await rounds(() => unseen(server, phone)));
    const { token, steps, close } = await listener(server);
    const auth = { token, view: 'visitor' };
    crowds.push(
      await gather({ port: Number(new URL(server.url).port), auth, walls: WALLS }),
      await gather({ port: bare.port, auth, walls: WALLS }),
    );
    const [ours, theirs] = crowds as [Crowd, Crowd];
    const seen = await rounds(async () => {
      steps.length = 0;
      const posts = await readyPosts(phone);
      const ourMs = await costOf(server, () => inTurn(posts, ({ fire }) => ours.hears(() => void fire())));
      const told = steps.filter((step) => JSON.stringify(step).includes('bench-'));
      const theirMs = await costOf({ cpuMs: () => cpuMsOf(bare.child) }, () =>
        inTurn(told, (step) => theirs.hears(() => bare.child.send({ step }))),
      );
      return { ourMs, theirMs };
    });
    close();
    phone.close();
    return figureOf({
      pressedUs: aDelivery(median(seen.map(({ ourMs }) => ourMs))),
      unseenUs: aDelivery(unseenMs),
      bareUs: aDelivery(median(seen.map(({ theirMs }) => theirMs))),
    });
  } finally {
    for (const crowd of crowds) crowd.close();
    bare.child.kill();
    await server.close();
  }
}

const aDelivery = (roundMs: number): number => (roundMs * 1_000) / (STEPS_A_ROUND * WALLS);

/** The fan-out is what the server does more when two thousand watch than when nobody does: the wall and its sending. */
function figureOf(cost: { readonly pressedUs: number; readonly unseenUs: number; readonly bareUs: number }): Figure {
  const { pressedUs, unseenUs, bareUs } = cost;
  const ourUs = pressedUs - unseenUs;
  return {
    measure: 'fan-out to 2,000 wall connections, CPU a delivery, against a bare Socket.IO broadcast',
    figure: ourUs / bareUs,
    unit: '×',
    limit: 1.1,
    how: `${ourUs.toFixed(2)} µs a delivery, of the wall made anew to the last socket; ${bareUs.toFixed(2)} µs bare; with the press itself, its rules, ledger and staff, ${pressedUs.toFixed(2)} µs; medians of ${ROUNDS} rounds in turn`,
  };
}

async function rounds<T>(take: () => Promise<T>): Promise<readonly T[]> {
  const taken: T[] = [];
  for (let round = 0; round < WARMING + ROUNDS; round += 1) taken.push(await take());
  return taken.slice(WARMING);
}

/** The same presses with no wall anywhere. */
async function unseen(server: BenchServer, phone: BenchPhone): Promise<number> {
  const posts = await readyPosts(phone);
  return costOf(server, () =>
    inTurn(posts, async ({ fire }) => {
      await fire();
      await setTimeout(QUIET_MS);
    }),
  );
}

/** Written and approved beforehand: that is not the fan-out's. */
const readyPosts = (phone: BenchPhone) => Promise.all(Array.from({ length: STEPS_A_ROUND }, () => phone.ready(WORDS)));

async function inTurn<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (const item of items) await work(item);
}

async function costOf(server: Pick<BenchServer, 'cpuMs'>, work: () => Promise<void>): Promise<number> {
  const before = await server.cpuMs();
  await work();
  return (await server.cpuMs()) - before;
}

/** One wall that keeps what it hears: the bytes to broadcast bare. */
async function listener(server: BenchServer) {
  const [, token = ''] = server.wallLink.split('/wall/');
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

async function startBroadcast(): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const child = fork(join(import.meta.dirname, 'broadcast.ts'), { execArgv: WITH_CPU_PROBE });
  const port = await new Promise<number>((resolve) => child.once('message', (told) => resolve(told as number)));
  return { child, port };
}
