import { io as connectTo, type Socket } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { applyChange } from '../../../shared/wall-changes.ts';
import {
  NO_SUCH_WALL,
  type WallDown,
  type WallHello,
  type WallStep,
  type WallUp,
  type WallWhole,
} from '../../../shared/wall-packets.ts';
import { type RunningWall, SHOW, startWall } from '../wall/running-wall.ts';

/** A page connected, with all it was told. */
function page(wall: RunningWall, hello: Partial<WallHello> = {}) {
  const socket: Socket<WallDown, WallUp> = connectTo(`${wall.url}/wall`, {
    auth: { token: wall.tokens.tokenOf(SHOW), view: 'screen', ...hello },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  onTestFinished(() => void socket.disconnect());
  const wholes: WallWhole[] = [];
  const steps: WallStep[] = [];
  socket.on('whole', (whole) => wholes.push(whole));
  socket.on('step', (step) => steps.push(step));
  /** Whatever was said to this page before is heard once it has an answer to this. */
  const settled = () => socket.emitWithAck('clock');
  return { socket, wholes, steps, settled };
}

test('WA21 a page that connects gets the whole wall, with its number and the server’s time', async () => {
  const wall = await startWall();
  wall.fire('one', 'Bonsoir.');
  const { wholes, settled } = page(wall);
  expect(await settled()).toBe(wall.time.nowMs);
  expect(wholes).toMatchObject([{ n: 0, serverMs: wall.time.nowMs, wall: { cards: [{ words: 'Bonsoir.' }] } }]);
});

test('WA21 a page that says which wall it has is not sent it again; of another number or run it is', async () => {
  const wall = await startWall();
  const first = page(wall);
  await first.settled();
  const { run = '', n = 0 } = first.wholes[0] ?? {};
  const [same, behind, before] = [
    page(wall, { have: { run, n } }),
    page(wall, { have: { run, n: n + 1 } }),
    page(wall, { have: { run: 'another', n } }),
  ];
  for (const one of [same, behind, before]) await one.settled();
  expect([same, behind, before].map(({ wholes }) => wholes.length)).toEqual([0, 1, 1]);
});

test('WA22 each change is numbered and told to every page of that show, and to no other', async () => {
  const wall = await startWall();
  wall.addShow('forum');
  const [a, b, other] = [
    page(wall),
    page(wall, { view: 'visitor' }),
    page(wall, { token: wall.tokens.tokenOf('forum') }),
  ];
  for (const one of [a, b, other]) await one.settled();
  wall.fire('one', 'Bonsoir.');
  wall.scene('photos');
  wall.act('post.withdraw', { post: 'one' });
  for (const one of [a, b, other]) await one.settled();
  expect(a.steps.map(({ n }) => n)).toEqual([1, 2, 3]);
  expect(b.steps).toEqual(a.steps);
  expect(other.steps).toEqual([]);
  const [whole] = a.wholes;
  if (!whole) throw new Error('no whole');
  const now = a.steps.reduce((last, { change }) => applyChange(last, change), whole.wall);
  expect(now).toEqual(wall.parts.board.whole(SHOW)?.wall);
  expect(a.steps[2]?.change).toEqual({ drop: ['one:wall'] });
});

test('WA23 a page that missed a number asks for the whole', async () => {
  const wall = await startWall();
  const { socket, settled } = page(wall);
  await settled();
  wall.fire('one', 'Bonsoir.');
  expect(await socket.emitWithAck('whole')).toMatchObject({ n: 1, wall: { cards: [{ id: 'one:wall' }] } });
});

test('WA24 what changes nothing on the wall sends nothing', async () => {
  const wall = await startWall();
  const { steps, settled } = page(wall);
  await settled();
  const words = wall.act('post.create', {
    post: 'draft',
    fields: {
      kind: 'free',
      cue: { kind: 'hand' },
      freshForMs: 600_000,
      channels: ['wall'],
      language: 'fr',
      needsTwo: false,
      slots: [],
    },
    words: 'Brouillon.',
  });
  wall.act('post.write', { post: 'draft', variant: 'all', parents: [words], words: 'Brouillon, encore.' });
  wall.act('post.submit', { post: 'draft' });
  await settled();
  expect(steps).toEqual([]);
});

test('WA25 what time alone changes is told at the tick that follows, once', async () => {
  const wall = await startWall();
  const { steps, settled } = page(wall);
  const startMs = wall.time.nowMs + 60_000;
  wall.act('room.edit', { room: 'scene', change: { byTheClock: { from: false, to: true } } });
  wall.act('segment.edit', {
    segment: 'c01',
    change: {
      rank: { to: 1 },
      title: { to: 'Premier passage' },
      kind: { to: 'talk' },
      rooms: { to: ['scene'] },
      plannedMs: { to: startMs },
      durationMs: { to: 180_000 },
    },
  });
  await settled();
  const before = steps.length;
  wall.time.nowMs = startMs - 1;
  wall.parts.board.tick();
  wall.time.nowMs = startMs;
  wall.parts.board.tick();
  wall.parts.board.tick();
  await settled();
  expect(steps.slice(before)).toMatchObject([
    { change: { set: { scene: 'on-stage', rooms: [{ now: { id: 'c01' } }] } } },
  ]);
  wall.time.nowMs = startMs + 180_000;
  wall.parts.board.tick();
  await settled();
  expect(steps.at(-1)?.change.set).toMatchObject({ scene: 'live' });
});

test('WA20 a page whose token opens no wall is refused by name', async () => {
  const wall = await startWall();
  for (const token of ['', 'finale', wall.tokens.tokenOf('nowhere'), 7 as unknown as string]) {
    const { socket } = page(wall, { token });
    const error = await new Promise<Error>((refused) => socket.once('connect_error', refused));
    expect(error.message).toBe(NO_SUCH_WALL);
  }
});

test('WA27 the pages that watch are counted, screens apart from visitors, until they leave', async () => {
  const wall = await startWall();
  const [screen, visitor, other] = [page(wall), page(wall, { view: 'visitor' }), page(wall, { view: 'visitor' })];
  for (const one of [screen, visitor, other]) await one.settled();
  expect(wall.parts.walls.seen(SHOW)).toEqual({ screens: 1, visitors: 2 });
  expect(wall.parts.walls.seen('forum')).toEqual({ screens: 0, visitors: 0 });
  screen.socket.disconnect();
  await other.settled();
  await expect.poll(() => wall.parts.walls.seen(SHOW)).toEqual({ screens: 0, visitors: 2 });
});

test('WA22 packets that ask for no answer, or are none of ours, harm nobody', async () => {
  const wall = await startWall();
  const { socket, settled } = page(wall);
  const raw = socket as unknown as { emit(name: string, ...given: unknown[]): void };
  raw.emit('whole');
  raw.emit('clock', 'not a function', { deep: [1] });
  raw.emit('step', { n: 99 });
  raw.emit('push', { mutations: [] });
  expect(await settled()).toBe(wall.time.nowMs);
});
