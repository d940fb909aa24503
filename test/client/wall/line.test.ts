import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { type Line, openLine } from '../../../client/wall/line.ts';
import { type RunningWall, SHOW, startWall } from '../../server/wall/running-wall.ts';

afterEach(() => void vi.useRealTimers());

/** A line to a real server, with all that happened on it in order. */
function lineTo(origin: string, token: string): { line: Line; log: unknown[] } {
  const log: unknown[] = [];
  const line = openLine({
    origin,
    namespace: '/wall',
    hello: () => ({ token, view: 'screen' }),
    retryMs: { least: 1, most: 20 },
    onJoined: () => log.push('joined'),
    onEvent: (event, data) => log.push([event, (data as { n: number }).n]),
    onLost: (reason) => log.push(['lost', reason]),
  });
  onTestFinished(() => line.close());
  return { line, log };
}
const tokenOf = (wall: RunningWall): string => wall.tokens.tokenOf(SHOW);

/** A wire between the page and the server, which can be made to carry nothing while both ends believe in it. */
async function wireTo(port: number): Promise<{ origin: string; hush(): void }> {
  const ends = new Set<Socket>();
  let silent = false;
  const server: Server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(from);
      from.on('data', (bytes) => silent || to.write(bytes));
      from.on('close', () => to.destroy());
      from.on('error', () => to.destroy());
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    for (const end of ends) end.destroy();
    server.close();
  });
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('not listening');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    hush: () => {
      silent = true;
    },
  };
}

test('WA29 the page’s line speaks with the real server: it joins, hears what is sent, and has its questions answered', async () => {
  const wall = await startWall();
  const { line, log } = lineTo(wall.url, tokenOf(wall));
  await expect.poll(() => log).toEqual(['joined', ['whole', 0]]);
  wall.fire('one', '« Une abeille, ça compte », [dit-elle], {"a":1} #MT180 🐝');
  expect(await line.ask('clock')).toBe(wall.time.nowMs);
  expect(log.at(-1)).toEqual(['step', 1]);
  expect(await line.ask('whole')).toMatchObject({
    n: 1,
    wall: { cards: [{ words: '« Une abeille, ça compte », [dit-elle], {"a":1} #MT180 🐝' }] },
  });
});

test('WA29 a line that the server refuses says why, and tries again', async () => {
  const wall = await startWall();
  const { log } = lineTo(wall.url, 'nowhere');
  await expect
    .poll(() => log.slice(0, 2))
    .toEqual([
      ['lost', 'no-such-wall'],
      ['lost', 'no-such-wall'],
    ]);
});

test('WA29 a server that stops is noticed, and joined again once it is back', async () => {
  const wall = await startWall();
  const { line, log } = lineTo(wall.url, tokenOf(wall));
  await expect.poll(() => log).toContain('joined');
  await wall.stop();
  await expect.poll(() => log).toContainEqual(['lost', undefined]);
  expect(await line.ask('clock')).toBeUndefined();
  const before = log.length;
  await wall.start();
  await expect.poll(() => log.slice(before)).toContain('joined');
});

test('WA29 a line on which nothing comes any more is given up after the silence the server promised not to keep', async () => {
  const wall = await startWall();
  const wire = await wireTo(Number(new URL(wall.url).port));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { log } = lineTo(wire.origin, tokenOf(wall));
  await vi.waitUntil(() => log.length === 2);
  wire.hush();
  // Engine.IO's defaults: a ping each 25 s, waited for 20 s more.
  vi.advanceTimersByTime(40_000);
  expect(log).toEqual(['joined', ['whole', 0]]);
  vi.advanceTimersByTime(5_000);
  expect(log.slice(2)).toEqual([['lost', undefined]]);
});

test('WA29 a question that gets no answer in four seconds ends the line: it was half open', async () => {
  const wall = await startWall();
  const wire = await wireTo(Number(new URL(wall.url).port));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { line, log } = lineTo(wire.origin, tokenOf(wall));
  await vi.waitUntil(() => log.length === 2);
  wire.hush();
  const answer = line.ask('clock');
  vi.advanceTimersByTime(4_000);
  expect(await answer).toBeUndefined();
  expect(log.slice(2)).toEqual([['lost', undefined]]);
});
