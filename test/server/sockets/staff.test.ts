import { expect, onTestFinished, test } from 'vitest';
import { type Answer, type Cursor, type Here, type Patch, PROTOCOL } from '../../../shared/protocol.ts';
import { heard, type Running, SHOW, startServer } from '../running-server.ts';

type Socket = ReturnType<Running['socket']>;

/** A phone signed in and connected, with all it was told. */
async function phone(server: Running, staff: string, device: string) {
  const cookie = await server.signIn(staff, device);
  const socket = server.socket(cookie);
  const patches: Patch[] = [];
  socket.on('patch', (patch) => patches.push(patch));
  await heard(socket, 'connect');
  return { cookie, socket, patches, device };
}
const helloOf = (device: string, cursor: Cursor | null = null, shows = [SHOW]) => ({
  protocol: PROTOCOL,
  build: 'build-7',
  device,
  shows: Object.fromEntries(shows.map((show) => [show, cursor])),
});
const push = async (socket: Socket, mutations: readonly unknown[], protocol = 1): Promise<readonly Answer[]> =>
  (await socket.emitWithAck('push', { protocol, mutations })).answers;
const cursorOf = ({ epoch, to, tip }: Patch): Cursor => ({ epoch, rev: to, tip });
/** Whatever was said to this socket before is heard once it has an answer to this. */
const settled = (socket: Socket) => socket.emitWithAck('clock', { t0: 0 });

test('SY1 hello tells the time, the limits, the shows, and what the phone lacks: all of it to load, or the patch after its cursor', async () => {
  const server = await startServer();
  server.addShow('forum');
  const { socket } = await phone(server, 'loane', 'phone-a');
  const first = await socket.emitWithAck('hello', helloOf('phone-a', null, [SHOW, 'forum', 'none']));
  expect(first).toEqual({
    ok: true,
    welcome: {
      serverMs: server.nowMs,
      epoch: server.ledger.epoch,
      build: 'build-7',
      protocol: PROTOCOL,
      update: false,
      limits: { batch: 50, photoBytes: 2_000_000, pieceBytes: 65_536 },
      shows: [{ id: SHOW, staff: 'loane' }],
    },
    patches: [],
    load: [SHOW],
  });
  const loaded = server.ledger.load(SHOW, 'phone-a') as Patch;
  await push(socket, [server.make.post('p1', 'Bonsoir')]);
  const again = await socket.emitWithAck('hello', { ...helloOf('phone-a', cursorOf(loaded)), build: 'build-6' });
  expect(again.welcome.update).toBe(true);
  expect(again.load).toEqual([]);
  expect(again.patches).toMatchObject([{ show: SHOW, from: 1, to: 2, settled: [expect.stringMatching(/^0199/)] }]);
  expect(again.patches[0].rows.map(({ row }: { row: string }) => row).sort()).toEqual(['post', 'text']);
});

test('SY2 a commit is told at once to all who follow its show, and names to each device what it settles there', async () => {
  const server = await startServer();
  server.addShow('forum');
  const loane = await phone(server, 'loane', 'phone-a');
  const naima = await phone(server, 'naima', 'phone-b');
  const silent = await phone(server, 'naima', 'phone-c');
  await loane.socket.emitWithAck('hello', helloOf('phone-a'));
  await naima.socket.emitWithAck('hello', helloOf('phone-b'));
  const [mutation, forum] = [server.make.post('p1', 'Bonsoir'), { ...server.make.post('p1'), show: 'forum' }];
  await push(loane.socket, [mutation]);
  // Nobody here is on that show.
  server.ledger.push([forum], { by: 'naima', device: 'phone-z' });
  for (const { socket } of [loane, naima, silent]) await settled(socket);
  const { settled: mine, ...patch } = loane.patches[0] as Patch;
  expect(mine).toEqual([mutation.id]);
  expect(patch).toMatchObject({ show: SHOW, epoch: server.ledger.epoch, from: 1, to: 2 });
  expect(naima.patches).toEqual([{ ...patch, settled: [] }]);
  expect(loane.patches).toHaveLength(1);
  // Connected without a hello, it is told nothing.
  expect(silent.patches).toEqual([]);
});

test('SY3 a push is answered mutation by mutation, in order; the patch comes before the answer', async () => {
  const server = await startServer();
  const { socket, patches } = await phone(server, 'loane', 'phone-a');
  await socket.emitWithAck('hello', helloOf('phone-a'));
  const batch = [server.make.post('p1', 'Bonsoir'), server.make.submit('p2'), server.make.submit('p1')];
  let toldBefore = 0;
  const answers: readonly Answer[] = await new Promise((resolve) => {
    socket.emit('push', { protocol: PROTOCOL, mutations: batch }, (reply: { answers: readonly Answer[] }) => {
      toldBefore = patches.length;
      resolve(reply.answers);
    });
  });
  expect(answers).toEqual([
    { id: batch[0]?.id, kind: 'applied', rev: 2 },
    { id: batch[1]?.id, kind: 'refused', refusal: { code: 'unknown-row', detail: { row: 'post', id: 'p2' } } },
    { id: batch[2]?.id, kind: 'applied', rev: 3 },
  ]);
  expect(toldBefore).toBe(1);
  expect(await push(socket, batch)).toEqual(answers);
  expect(server.ledger.rev(SHOW)).toBe(3);
});

test('SY4 a mutation without a shape is refused alone; what stands behind it is not held up', async () => {
  const server = await startServer();
  const { socket } = await phone(server, 'loane', 'phone-a');
  const good = server.make.post('p1');
  const broken = { ...server.make.post('p2'), madeAtMs: 'yesterday' };
  const unknown = server.make.mutation('post.forget', {});
  const bare = { id: 'bare' };
  expect(await push(socket, [bare, broken, unknown, good])).toMatchObject([
    { id: 'bare', kind: 'refused', refusal: { code: 'bad-shape' } },
    { id: broken.id, kind: 'refused', refusal: { code: 'bad-shape' } },
    { id: unknown.id, kind: 'refused', refusal: { code: 'bad-shape' } },
    { id: good.id, kind: 'applied' },
  ]);
});

test('SY5 a phone speaks as its staff member of each show, with a UUIDv7, and never as an engine', async () => {
  const server = await startServer();
  server.addShow('forum');
  const { socket } = await phone(server, 'loane', 'phone-a');
  const elsewhere = { ...server.make.post('p1'), show: 'forum' };
  const nowhere = { ...server.make.post('p1'), show: 'none' };
  const derived = { ...server.make.post('p1'), id: 'due/p1/a1' };
  const engines = server.make.mutation('photo.receive', { hash: 'a'.repeat(64) });
  const whole = { ...server.make.mutation('show.create', { rows: server.ledger.load(SHOW, '')?.rows }), show: 'mine' };
  const mine = server.make.post('p1');
  const answers = await push(socket, [elsewhere, nowhere, derived, engines, whole, mine]);
  expect(answers.map((answer) => (answer.kind === 'refused' ? answer.refusal.code : answer.kind))).toEqual([
    'not-allowed',
    'unknown-show',
    'bad-shape',
    'not-allowed',
    'not-allowed',
    'applied',
  ]);
  expect(server.ledger.rows(SHOW)?.get('post', 'p1')).toMatchObject({ by: 'loane', madeBy: 'loane' });
  expect(server.ledger.history(SHOW)[0]).toMatchObject({ by: 'loane', device: 'phone-a' });
});

test('SY6 an app of another protocol is refused rows, never refused to hand over its words', async () => {
  const server = await startServer();
  const { socket, patches, cookie } = await phone(server, 'loane', 'phone-a');
  const bye = heard(socket, 'bye');
  const hello = { protocol: PROTOCOL + 1, device: 'phone-a', news: true };
  expect(await socket.emitWithAck('hello', hello)).toEqual({ ok: false, code: 'protocol' });
  expect(await bye).toEqual({ reason: 'protocol', retryMs: 60_000 });
  expect(await socket.emitWithAck('pull', { show: SHOW, cursor: null })).toEqual({ ok: false, code: 'protocol' });
  const rows = await server.ask('GET', `/shows/${SHOW}/rows?protocol=${PROTOCOL + 1}`, { cookie });
  expect(rows).toMatchObject({ status: 409, body: { ok: false, code: 'protocol' } });
  const [newer, gone] = [{ ...server.make.post('p1', 'Bonsoir'), mood: 'calm' }, server.make.mutation('post.sing', {})];
  const again = heard(socket, 'bye');
  expect(await push(socket, [newer, gone], PROTOCOL + 1)).toMatchObject([
    { kind: 'applied' },
    { kind: 'refused', refusal: { code: 'bad-shape' } },
  ]);
  expect(await again).toMatchObject({ reason: 'protocol' });
  expect(server.ledger.rows(SHOW)?.get('post', 'p1')?.by).toBe('loane');
  expect(patches).toEqual([]);
});

test('SY7 a pull is answered with the patch after its cursor, or that all is to be loaded, of a show one may read', async () => {
  const server = await startServer();
  server.addShow('forum');
  const { socket } = await phone(server, 'loane', 'phone-a');
  const pull = (show: string, cursor: Cursor | null) => socket.emitWithAck('pull', { show, cursor });
  await socket.emitWithAck('hello', helloOf('phone-a'));
  const cursor = cursorOf(server.ledger.load(SHOW, '') as Patch);
  expect(await pull(SHOW, null)).toEqual({ ok: true, load: true });
  server.ledger.push([server.make.post('p1')], { by: 'naima', device: 'phone-b' });
  expect(await pull(SHOW, cursor)).toMatchObject({ ok: true, patch: { from: 1, to: 2, settled: [] } });
  expect(await pull('forum', null)).toEqual({ ok: false, code: 'not-allowed' });
  expect(await pull('none', null)).toEqual({ ok: false, code: 'unknown-show' });
});

test('SY8 the clock tells the server’s time and epoch, and how far the show is to those who may read it', async () => {
  const server = await startServer();
  server.addShow('forum');
  const { socket } = await phone(server, 'loane', 'phone-a');
  const { nowMs: serverMs, ledger } = server;
  const told = { ok: true, serverMs, epoch: ledger.epoch };
  expect(await socket.emitWithAck('clock', { t0: 1, show: SHOW })).toEqual({ ...told, rev: 1 });
  expect(await socket.emitWithAck('clock', { t0: 1, show: 'forum' })).toEqual(told);
  expect(await socket.emitWithAck('clock', { t0: 1 })).toEqual(told);
});

test('SY9 a phone that knows a history the ledger has not renews the epoch: every phone is told, every show is held', async () => {
  const server = await startServer();
  const other = await phone(server, 'naima', 'phone-b');
  await other.socket.emitWithAck('hello', helloOf('phone-b'));
  const bye = heard(other.socket, 'bye');
  const before = server.ledger.epoch;
  const { socket } = await phone(server, 'loane', 'phone-a');
  const fork = { epoch: before, rev: 40, tip: 'of another timeline' };
  const hello = await socket.emitWithAck('hello', helloOf('phone-a', fork));
  expect(hello).toMatchObject({ ok: true, load: [SHOW], patches: [], welcome: { epoch: server.ledger.epoch } });
  expect(server.ledger.epoch).not.toBe(before);
  expect(await bye).toEqual({ reason: 'epoch', retryMs: 0 });
  await settled(other.socket);
  expect(other.patches).toMatchObject([
    { epoch: server.ledger.epoch, rows: [{ row: 'show', held: { kind: 'epoch' } }] },
  ]);
});

test('SY10 in one hello, what one show’s fork made old is read anew for the others', async () => {
  const server = await startServer();
  server.addShow('later-forum');
  const cookie = await server.signInAdmin('laptop');
  const socket = server.socket(cookie);
  await heard(socket, 'connect');
  // The sound one is looked at first, so that it is answered before the other's fork is found.
  expect(server.ledger.shows().map(({ id }) => id)).toEqual([SHOW, 'later-forum']);
  const { epoch } = server.ledger;
  const fine = cursorOf(server.ledger.load(SHOW, '') as Patch);
  const fork = { epoch, rev: 40, tip: 'of another timeline' };
  const hello = { ...helloOf('laptop'), shows: { [SHOW]: fine, 'later-forum': fork } };
  const reply = await socket.emitWithAck('hello', hello);
  expect(reply.patches).toEqual([]);
  expect(new Set(reply.load)).toEqual(new Set([SHOW, 'later-forum']));
});

test('SY11 a packet that does not fit is refused by name, and says where; one that asks for no answer is left', async () => {
  const server = await startServer();
  const { socket } = await phone(server, 'loane', 'phone-a');
  const bad = async (name: string, packet: unknown) => {
    const { ok, code, detail } = await socket.emitWithAck(name, packet);
    expect([ok, code], name).toEqual([false, 'bad-packet']);
    return detail;
  };
  expect(await bad('hello', { ...helloOf('phone-a'), device: 'phone a' })).toContain('device');
  await bad('hello', 'hello');
  await socket.emitWithAck('hello', helloOf('phone-a'));
  expect(await bad('pull', { show: SHOW, cursor: { epoch: 1 } })).toContain('cursor');
  expect(await bad('push', { protocol: PROTOCOL, mutations: [] })).toContain('mutations');
  expect(await bad('push', { protocol: PROTOCOL, mutations: [{ name: 'post.create' }] })).toContain('mutations.0.id');
  await bad('clock', null);
  socket.emit('push', { protocol: PROTOCOL, mutations: [server.make.post('p1')] });
  await settled(socket);
  expect(server.ledger.rev(SHOW)).toBe(1);
});

test('SY12 what breaks on the server is answered later, and what the phone sends again is taken', async () => {
  const server = await startServer();
  const { socket } = await phone(server, 'loane', 'phone-a');
  const mutations = [server.make.post('p1')];
  server.breakPush = () => {
    throw new Error('broken on purpose');
  };
  const reply = await socket.emitWithAck('push', { protocol: PROTOCOL, mutations });
  expect(reply).toEqual({ ok: false, code: 'later', retryMs: 5_000 });
  server.breakPush = undefined;
  expect(await push(socket, mutations)).toMatchObject([{ kind: 'applied' }]);
});

test('SY13 a phone that sends without end is told to wait, and is answered again after that', async () => {
  const server = await startServer();
  const { socket } = await phone(server, 'loane', 'phone-a');
  const replies = await Promise.all(Array.from({ length: 201 }, () => settled(socket)));
  expect(replies.filter(({ ok }) => ok)).toHaveLength(200);
  expect(replies.at(-1)).toEqual({ ok: false, code: 'later', retryMs: 25 });
  server.nowMs += 25;
  expect(await settled(socket)).toMatchObject({ ok: true });
});

test('SY14 without a session no packet is taken, and one that ended is refused at the next', async () => {
  const server = await startServer();
  const error = await heard(server.socket(undefined), 'connect_error');
  expect(error.message).toBe('no-session');
  const { socket } = await phone(server, 'loane', 'phone-a');
  // Ended without its connections being told, as by a server that stopped in between.
  const [session] = server.access.sessions.members(SHOW);
  server.access.sessions.revoke(session?.session ?? '');
  const mutations = [server.make.post('p1')];
  expect(await socket.emitWithAck('push', { protocol: PROTOCOL, mutations })).toEqual({
    ok: false,
    code: 'no-session',
  });
  expect(server.ledger.rev(SHOW)).toBe(1);
});

test('SY15 everyone on a show is told who is there, on which device, and which post they have open', async () => {
  const server = await startServer();
  const loane = await phone(server, 'loane', 'phone-a');
  const alone = heard(loane.socket, 'here');
  await loane.socket.emitWithAck('hello', helloOf('phone-a'));
  expect(await alone).toEqual({ show: SHOW, people: [{ staff: 'loane', device: 'phone-a' }] });
  const told = (staff: string): Promise<{ people: readonly Here[] }> =>
    new Promise((resolve) => {
      loane.socket.on('here', (here: { people: readonly Here[] }) => {
        if (here.people.some((one) => one.staff === staff && one.post === 'p1')) resolve(here);
      });
    });
  const naima = await phone(server, 'naima', 'phone-b');
  const both = heard(naima.socket, 'here');
  await naima.socket.emitWithAck('hello', helloOf('phone-b'));
  expect((await both).people).toHaveLength(2);
  const opened = told('naima');
  await push(naima.socket, [server.make.post('p1'), server.make.mutation('post.take', { post: 'p1', owner: 'naima' })]);
  expect((await opened).people).toEqual([
    { staff: 'loane', device: 'phone-a' },
    { staff: 'naima', device: 'phone-b', post: 'p1' },
  ]);
  // Cut and back before anyone noticed: to the others nothing changed, and it must know all the same.
  const back = heard(loane.socket, 'here');
  await loane.socket.emitWithAck('hello', helloOf('phone-a'));
  expect((await back).people).toHaveLength(2);
  const left = new Promise((resolve) =>
    loane.socket.on('here', ({ people }) => people.length === 1 && resolve(people)),
  );
  naima.socket.disconnect();
  expect(await left).toEqual([{ staff: 'loane', device: 'phone-a' }]);
});

test('SY16 a server about to stop says so to every phone', async () => {
  const server = await startServer();
  const phones = [await phone(server, 'loane', 'phone-a'), await phone(server, 'naima', 'phone-b')];
  const byes = Promise.all(phones.map(({ socket }) => heard(socket, 'bye')));
  server.staff.drain();
  expect(await byes).toEqual(Array.from({ length: 2 }, () => ({ reason: 'drain', retryMs: 2_000 })));
});

test('SY17 the first load is one patch from 0 with what the device has settled, compressed, for those who may read it', async () => {
  const server = await startServer();
  server.addShow('forum');
  const { socket, cookie } = await phone(server, 'loane', 'phone-a');
  const mutation = server.make.post('p1', 'Bonsoir');
  await push(socket, [mutation]);
  const load = (show: string, asks: string | undefined = cookie) =>
    server.ask('GET', `/shows/${show}/rows?protocol=${PROTOCOL}`, { cookie: asks });
  const patch: Patch = (await load(SHOW)).body;
  expect(patch).toMatchObject({ show: SHOW, epoch: server.ledger.epoch, from: 0, to: 2, settled: [mutation.id] });
  expect(patch).toEqual(server.ledger.load(SHOW, 'phone-a'));
  const packed = await server.ask('GET', `/shows/${SHOW}/rows`, { cookie, headers: { 'accept-encoding': 'gzip' } });
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': 'no-store' });
  expect((await load('forum')).body).toEqual({ ok: false, code: 'not-allowed' });
  expect((await load('none')).body).toEqual({ ok: false, code: 'unknown-show' });
  expect((await load(SHOW, '')).body).toEqual({ ok: false, code: 'no-session' });
});

test('SY18 the device is the one that says hello: what it had settled before it lost its storage is not told to another', async () => {
  const server = await startServer();
  const { socket, cookie } = await phone(server, 'loane', 'phone-a');
  await push(socket, [server.make.post('p1')]);
  // The same browser, its storage cleared: another installation under the same session.
  await socket.emitWithAck('hello', helloOf('phone-new'));
  const later = server.make.post('p2');
  await push(socket, [later]);
  const patch: Patch = (await server.ask('GET', `/shows/${SHOW}/rows`, { cookie })).body;
  expect(patch.settled).toEqual([later.id]);
});

test('SY19 a batch of the longest words goes through in one packet', async () => {
  const server = await startServer();
  const { socket } = await phone(server, 'loane', 'phone-a');
  const longest = '€'.repeat(10_000);
  const batch = Array.from({ length: 50 }, (_, n) => server.make.post(`p${n}`, longest));
  const closed = heard(socket, 'disconnect');
  onTestFinished(async () => {
    socket.disconnect();
    await closed;
  });
  const answers = await Promise.race([push(socket, batch), closed]);
  expect(answers).toHaveLength(50);
  expect(new Set((answers as readonly Answer[]).map(({ kind }) => kind))).toEqual(new Set(['applied']));
});

test('SY20 a phone follows what its last hello named, and nothing once it spoke another protocol', async () => {
  const server = await startServer();
  const { socket, patches } = await phone(server, 'loane', 'phone-a');
  const commit = async (post: string) => {
    server.ledger.push([server.make.post(post)], { by: 'naima', device: 'phone-b' });
    await settled(socket);
    return patches.length;
  };
  await socket.emitWithAck('hello', helloOf('phone-a'));
  expect(await commit('p1')).toBe(1);
  await socket.emitWithAck('hello', helloOf('phone-a', null, []));
  expect(await commit('p2')).toBe(1);
  await socket.emitWithAck('hello', helloOf('phone-a'));
  expect(await commit('p3')).toBe(2);
  await socket.emitWithAck('hello', { ...helloOf('phone-a'), protocol: PROTOCOL + 1 });
  expect(await commit('p4')).toBe(2);
});
