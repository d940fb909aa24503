import { expect, test } from 'vitest';
import { ANSWER_LIMITS_MS, Line, WEAK_AFTER_MS } from '../../../client/sync/line.ts';
import { BEAT_MS, RESUME_LIMIT_MS } from '../../../client/sync/loop.ts';
import { MemoryDisk, MemoryStore } from '../../../client/sync/memory-store.ts';
import type { Kept } from '../../../client/sync/store.ts';
import { stamp } from '../../../shared/rows/row.ts';
import { openHall, SHOW } from './hall.ts';

const keptOn = (disk: MemoryDisk): Promise<Kept> => new MemoryStore(disk).read();

test('SY40 what is done shows at once, and is on disk when the promise resolves', async () => {
  const hall = openHall();
  const { phone, post, disk, link } = await hall.phone().start();
  link.reachable = false;
  link.cut();
  const acting = post('p1', 'Bonsoir');
  expect(phone.replica.rows.get('post', 'p1')?.state).toBe('draft');
  expect((await acting).ok).toBe(true);
  expect([...disk.outbox.values()].map(({ mutation }) => mutation.name)).toEqual(['post.create']);
});

test('SY41 nothing is sent before it is on disk, nor anything after it', async () => {
  const hall = openHall();
  const { store, letWrite } = slowStore();
  const { post, link } = await hall.phone({ store }).start();
  store.isSlow = true;
  const first = post('p1');
  const second = post('p2');
  // Something else happens that would make it look for what to send.
  hall.push(hall.make.post('theirs'));
  await hall.time.pass(BEAT_MS);
  expect(link.pushes()).toEqual([]);
  letWrite();
  await Promise.all([first, second]);
  await hall.time.pass(0);
  expect(link.pushes().flat()).toEqual(['post.create', 'post.create']);
});

test('SY42 the outbox goes in order, one batch in flight, fifty at most', async () => {
  const hall = openHall();
  const { phone, post, link, outbox } = await hall.phone().start();
  link.reachable = false;
  link.cut();
  for (let n = 0; n < 60; n += 1) await post(`p${n}`);
  link.reachable = true;
  link.holdsAnswers = true;
  phone.loop.wake();
  await hall.time.pass(0);
  link.letGo();
  link.holdsAnswers = true;
  await hall.time.pass(0);
  await post('late');
  await hall.time.pass(0);
  expect(link.pushes().map((names) => names.length)).toEqual([50]);
  link.letGo();
  await hall.time.pass(0);
  expect(link.pushes().map((names) => names.length)).toEqual([50, 11]);
  expect(outbox()).toEqual([]);
  const sent = link.packets('push').flatMap(({ mutations }) => mutations.map(({ args }) => args as { post: string }));
  expect(sent.map((args) => args.post)).toEqual([...Array.from({ length: 60 }, (_, n) => `p${n}`), 'late']);
});

test('SY43 the answer moves nothing: the patch that names it does, rows, cursor and settled in one transaction', async () => {
  const hall = openHall();
  const saves: Parameters<MemoryStore['save']>[0][] = [];
  const store = new MemoryStore(new MemoryDisk());
  const save = store.save.bind(store);
  store.save = (changes) => {
    saves.push(changes);
    return save(changes);
  };
  const { phone, post, link, outbox, ids } = await hall.phone({ store }).start();
  link.losesPatches = true;
  await post('p1');
  await hall.time.pass(0);
  expect(phone.replica.entries[0]?.state).toBe('received');
  expect(phone.replica.rows.get('post', 'p1')).toBeDefined();
  const [id] = ids();
  saves.length = 0;
  link.losesPatches = false;
  hall.push(hall.make.post('p2'));
  await hall.time.pass(0);
  expect(outbox()).toEqual([]);
  const [moved] = saves.filter((changes) => changes.settled?.put?.length);
  expect(moved?.settled?.put?.map(({ mutation }) => mutation.id)).toEqual([id]);
  expect(moved?.outbox?.remove).toEqual([1]);
  expect(moved?.base?.cursor.rev).toBe(hall.ledger.rev(SHOW));
  expect(moved?.rows?.map((row) => row.id).sort()).toEqual(['p1', 'p2']);
});

test('SY44 a refusal goes to the tray with its words, in one transaction, and blocks nothing behind it', async () => {
  const hall = openHall();
  const { phone, post, text, link, disk, outbox } = await hall.phone().start();
  await post('p1', 'Bonsoir');
  await hall.time.pass(0);
  link.cut();
  await text('p1', 'Bonsoir à tous');
  await post('p2');
  hall.push(hall.make.mutation('row.erase', { row: 'post', id: 'p1' }), 'naima');
  await hall.time.pass(20_000);
  expect(outbox()).toEqual([]);
  expect(phone.replica.rows.get('post', 'p2')).toBeDefined();
  expect(phone.replica.tray.map(({ refusal, mutation }) => [refusal.code, mutation.name])).toEqual([
    ['erased', 'post.write'],
  ]);
  expect((await keptOn(disk)).tray).toHaveLength(1);
  expect((await keptOn(disk)).outbox).toEqual([]);
});

test('SY45 `later` waits for all, and the same is sent again', async () => {
  const hall = openHall();
  const { phone, post, link, outbox } = await hall.phone().start();
  link.instead = (name, packet) => {
    if (name !== 'push') return undefined;
    const { mutations } = packet as { mutations: { id: string }[] };
    return { ok: true, answers: mutations.map(({ id }) => ({ id, kind: 'later', retryMs: 4_000 })) };
  };
  await post('p1');
  await hall.time.pass(0);
  link.instead = () => undefined;
  await post('p2');
  await hall.time.pass(3_999);
  expect(link.pushes()).toEqual([['post.create']]);
  expect(phone.replica.entries.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
  await hall.time.pass(1);
  expect(link.pushes()).toEqual([['post.create'], ['post.create', 'post.create']]);
  expect(outbox()).toEqual([]);
});

test('SY46 what is impossible on replay is left out of the view and kept: only the answer settles it', async () => {
  const hall = openHall();
  const { phone, post, text, link, ids } = await hall.phone().start();
  await post('p1', 'Bonsoir');
  await hall.time.pass(0);
  link.instead = (name) => (name === 'push' ? null : undefined);
  await text('p1', 'Bonsoir à tous');
  const [id = ''] = ids();
  expect(phone.replica.rows.get('text', id)).toBeDefined();
  hall.push(hall.make.mutation('row.erase', { row: 'post', id: 'p1' }), 'naima');
  await hall.time.pass(0);
  expect(phone.replica.rows.get('text', id)).toBeUndefined();
  expect(phone.replica.entries.map(({ impossible }) => impossible?.code)).toEqual(['erased']);
});

test('SY47 a patch that leaves a gap is not applied: the phone pulls', async () => {
  const hall = openHall();
  const { phone, link } = await hall.phone().start();
  const pulls = link.packets('pull').length;
  link.losesPatches = true;
  hall.push(hall.make.post('p1'));
  link.losesPatches = false;
  hall.push(hall.make.post('p2'));
  expect(phone.replica.rows.get('post', 'p2')).toBeUndefined();
  await hall.time.pass(0);
  expect(link.packets('pull')).toHaveLength(pulls + 1);
  expect(phone.replica.rows.get('post', 'p1')).toBeDefined();
  expect(phone.replica.rows.get('post', 'p2')).toBeDefined();
});

test('SY48 a lost last patch is noticed by the clock, and pulled', async () => {
  const hall = openHall();
  const { phone, link } = await hall.phone().start();
  link.losesPatches = true;
  hall.push(hall.make.post('p1'));
  await hall.time.pass(BEAT_MS - 1);
  expect(phone.replica.rows.get('post', 'p1')).toBeUndefined();
  await hall.time.pass(1);
  expect(phone.replica.rows.get('post', 'p1')).toBeDefined();
});

test('SY49 a live patch of another epoch is never applied: the phone pulls', async () => {
  const hall = openHall();
  const { phone, link } = await hall.phone().start();
  const rev = phone.replica.cursor?.rev ?? 0;
  const pulls = link.packets('pull').length;
  const intruder = stamp(
    { row: 'room', id: 'intruder', name: 'x', rank: 2, byTheClock: false },
    { rev: rev + 1, by: 'naima', atMs: 0 },
  );
  link.say('patch', { show: SHOW, epoch: 'other', from: rev, to: rev + 1, tip: 't', rows: [intruder], settled: [] });
  await hall.time.pass(0);
  expect(phone.replica.rows.get('room', 'intruder')).toBeUndefined();
  expect(link.packets('pull')).toHaveLength(pulls + 1);
  expect(phone.replica.cursor?.epoch).toBe(hall.ledger.epoch);
});

test('SY50 a load is thrown away when the cursor is no longer the one it was asked with', async () => {
  const hall = openHall();
  const { phone, link, loads } = await hall.phone().start();
  // It is told to load everything; later pulls stay without an answer, so that nothing mends what the load did.
  let pulls = 0;
  link.instead = (name) => (name === 'pull' ? (pulls++ === 0 ? { ok: true, load: true } : null) : undefined);
  link.say('patch', { show: SHOW, epoch: 'other', from: 0, to: 9, tip: 't', rows: [], settled: [] });
  loads.before = async () => {
    hall.push(hall.make.post('p1'));
  };
  const { count } = loads;
  await hall.time.pass(0);
  expect(loads.count).toBe(count + 1);
  expect(phone.replica.rows.get('post', 'p1')).toBeDefined();
  expect(phone.replica.cursor?.rev).toBe(hall.ledger.rev(SHOW));
});

test('SY51 a new epoch replaces the base, never the outbox; what the load does not name goes back to its head', async () => {
  const hall = openHall();
  const { phone, post, link, disk, ids, outbox } = await hall.phone().start();
  await post('kept');
  await hall.time.pass(0);
  const restore = await hall.backUp();
  await post('p1');
  await post('p2');
  await hall.time.pass(0);
  expect(outbox()).toEqual([]);
  link.reachable = false;
  link.cut();
  await post('p3');
  const lost = phone.replica.settled.slice(1).map(({ mutation }) => mutation.id);
  restore();
  link.reachable = true;
  link.instead = (name) => (name === 'push' ? null : undefined);
  phone.loop.wake();
  await hall.time.pass(0);
  const [waiting] = phone.replica.entries.slice(-1);
  expect(ids()).toEqual([...lost, waiting?.record.mutation.id]);
  const kept = await keptOn(disk);
  expect(kept.cursor?.epoch).toBe(hall.ledger.epoch);
  expect(kept.outbox.map(({ mutation }) => mutation.id)).toEqual(ids());
  expect(kept.settled.map(({ mutation }) => (mutation.args as { post: string }).post)).toEqual(['kept']);
  link.instead = () => undefined;
  await hall.time.pass(60_000);
  expect(outbox()).toEqual([]);
  for (const id of ['kept', 'p1', 'p2', 'p3']) expect(hall.ledger.rows(SHOW)?.get('post', id)).toBeDefined();
});

test('SY52 what was settled more than 72 hours ago is not put back', async () => {
  const hall = openHall();
  const { post, link, outbox, disk } = await hall.phone().start();
  const restore = await hall.backUp();
  await post('old');
  await hall.time.pass(73 * 3_600_000);
  expect(disk.settled.size).toBe(1);
  await post('new');
  await hall.time.pass(0);
  expect([...disk.settled.values()].map(({ mutation }) => (mutation.args as { post: string }).post)).toEqual(['new']);
  restore();
  link.instead = (name) => (name === 'push' ? null : undefined);
  await hall.time.pass(2_000);
  expect(outbox()).toEqual(['post.create']);
});

test('SY53 while the load of a new epoch is on its way nothing is sent: what it puts back goes first', async () => {
  const hall = openHall();
  const { post, text, link, loads } = await hall.phone().start();
  const restore = await hall.backUp();
  await post('p1', 'Bonsoir');
  await hall.time.pass(0);
  restore();
  loads.fail = true;
  const sent = link.sent.length;
  await text('p1', 'Bonsoir à tous');
  await hall.time.pass(5_000);
  expect(link.sent.slice(sent).some(({ name }) => name === 'push')).toBe(false);
  loads.fail = false;
  await hall.time.pass(20_000);
  expect(link.pushes().at(-1)).toEqual(['post.create', 'post.write']);
});

test('SY54 a silent connection is given up: in 3 s when the person comes back', async () => {
  const hall = openHall();
  const { phone, link } = await hall.phone().start();
  link.instead = () => null;
  phone.loop.setVisible(false);
  await hall.time.pass(60_000);
  expect(phone.loop.strength).toBe('online');
  phone.loop.setVisible(true);
  await hall.time.pass(RESUME_LIMIT_MS - 1);
  expect(phone.loop.state).toBe('following');
  link.instead = () => undefined;
  await hall.time.pass(1);
  expect(phone.loop.strength).toBe('offline');
  await hall.time.pass(1_000);
  expect(phone.loop.strength).toBe('online');
});

test('SY55 while hidden the clock is not asked', async () => {
  const hall = openHall();
  const { phone, link } = await hall.phone().start();
  await hall.time.pass(3 * BEAT_MS);
  const asked = link.packets('clock').length;
  expect(asked).toBe(3);
  link.holdsAnswers = true;
  await hall.time.pass(BEAT_MS);
  phone.loop.setVisible(false);
  link.letGo();
  await hall.time.pass(10 * BEAT_MS);
  expect(link.packets('clock')).toHaveLength(asked + 1);
});

test('SY56 answers that are slow say that the network is weak; one in time says that it no longer is', async () => {
  const hall = openHall();
  const { phone, link } = await hall.phone().start();
  link.holdsAnswers = true;
  await hall.time.pass(BEAT_MS + WEAK_AFTER_MS);
  expect(phone.loop.strength).toBe('weak');
  link.letGo();
  await hall.time.pass(BEAT_MS);
  expect(phone.loop.strength).toBe('online');
});

test('SY57 a push that is not answered is sent again on a new connection, and done once', async () => {
  const hall = openHall();
  const { post, link, outbox } = await hall.phone().start();
  link.losesPatches = true;
  // The server does it, and its answer is lost.
  link.instead = (name, packet) => {
    if (name !== 'push') return undefined;
    hall.ledger.push((packet as { mutations: [] }).mutations, { by: 'naima', device: 'device-naima' });
    return null;
  };
  await post('p1');
  await hall.time.pass(0);
  const rev = hall.ledger.rev(SHOW);
  link.instead = () => undefined;
  await hall.time.pass(ANSWER_LIMITS_MS.push + 1_000);
  expect(hall.ledger.rev(SHOW)).toBe(rev);
  expect(outbox()).toEqual([]);
});

test('SY58 attempts are spaced by a capped backoff, and a person who comes back does not wait for it', async () => {
  const hall = openHall();
  const { phone, link } = hall.phone();
  link.reachable = false;
  await phone.start();
  await hall.time.pass(120_000);
  const gaps = link.attempts.slice(1).map((atMs, index) => atMs - (link.attempts[index] ?? 0));
  expect(gaps.slice(0, 5)).toEqual([375, 750, 1_500, 1_875, 1_875]);
  const before = link.attempts.length;
  phone.loop.wake();
  expect(link.attempts).toHaveLength(before + 1);
});

test('SY59 a server that drains or is overloaded is left alone for as long as it says', async () => {
  const hall = openHall();
  const { phone, link } = await hall.phone().start();
  link.say('bye', { reason: 'drain', retryMs: 8_000 });
  expect(phone.loop.strength).toBe('offline');
  expect(link.isConnected).toBe(false);
  const attempts = link.attempts.length;
  await hall.time.pass(7_999);
  expect(link.attempts).toHaveLength(attempts);
  await hall.time.pass(4_001);
  expect(phone.loop.strength).toBe('online');
});

test('SY60 without a session the phone stops asking, keeps its words, and goes on after signing in', async () => {
  const hall = openHall();
  const { phone, link, post, outbox } = await hall.phone().start();
  link.session = 'none';
  link.say('bye', { reason: 'session', retryMs: 0 });
  expect(phone.loop.barred).toBe('session');
  await post('p1');
  const attempts = link.attempts.length;
  await hall.time.pass(600_000);
  expect(link.attempts).toHaveLength(attempts);
  expect(outbox()).toEqual(['post.create']);
  link.session = 'this';
  phone.loop.wake();
  await hall.time.pass(0);
  expect(phone.loop.barred).toBeUndefined();
  expect(outbox()).toEqual([]);
});

test('SY61 when someone else is signed in on this phone, these words are not sent', async () => {
  const hall = openHall();
  const { phone, link, post, outbox } = await hall.phone().start();
  link.session = { staff: 'loane' };
  link.cut();
  await post('p1');
  await hall.time.pass(60_000);
  expect(link.pushes()).toEqual([]);
  expect(phone.loop.barred).toBe('session');
  expect(outbox()).toEqual(['post.create']);
});

test('SY62 an app of another number is shown nothing new, and still hands over its words', async () => {
  const hall = openHall();
  const { phone, link, post } = await hall.phone().start();
  link.instead = (name) => (name === 'hello' ? { ok: false, code: 'protocol' } : undefined);
  link.cut();
  await post('p1', 'Bonsoir');
  await hall.time.pass(2_000);
  expect(phone.loop.barred).toBe('protocol');
  expect(hall.ledger.rows(SHOW)?.get('post', 'p1')).toBeDefined();
  expect(phone.replica.entries.map(({ state }) => state)).toEqual(['received']);
});

test('SY63 a mutation that makes the server refuse the whole packet is found by halving, and the rest goes', async () => {
  const hall = openHall();
  const { phone, link, post, outbox } = await hall.phone().start();
  link.instead = (name, packet) => {
    const isBad = name === 'push' && JSON.stringify(packet).includes('poison');
    return isBad ? { ok: false, code: 'bad-packet' } : undefined;
  };
  link.cut();
  for (const id of ['p1', 'p2', 'poison', 'p4', 'p5']) await post(id);
  await hall.time.pass(2_000);
  expect(outbox()).toEqual([]);
  expect(phone.replica.tray.map(({ mutation, refusal }) => [mutation.args, refusal.code])).toEqual([
    [expect.objectContaining({ post: 'poison' }), 'bad-shape'],
  ]);
  for (const id of ['p1', 'p2', 'p4', 'p5']) expect(hall.ledger.rows(SHOW)?.get('post', id)).toBeDefined();
  // And what follows goes in whole batches again.
  link.holdsAnswers = true;
  for (const id of ['p6', 'p7', 'p8']) await post(id);
  link.letGo();
  await hall.time.pass(0);
  expect(link.pushes().at(-1)).toHaveLength(2);
});

test('SY64 a patch that comes in the same breath as the welcome is not lost', async () => {
  const hall = openHall();
  const { phone, link } = await hall.phone().start();
  const pulls = link.packets('pull').length;
  link.cut();
  link.instead = (name) => {
    if (name !== 'hello') return undefined;
    // After the server looked at its rows, before the phone has read the welcome.
    queueMicrotask(() => hall.push(hall.make.post('p1')));
    return undefined;
  };
  await hall.time.pass(1_000);
  expect(link.packets('pull')).toHaveLength(pulls);
  expect(phone.replica.rows.get('post', 'p1')).toBeDefined();
});

test('SY65 a phone that has nothing loads the whole show, and tries again until it has it', async () => {
  const hall = openHall();
  const made = hall.phone();
  made.loads.fail = true;
  await made.start();
  expect(made.phone.replica.cursor).toBeUndefined();
  expect(await made.post('p1')).toEqual({ ok: false, refusal: { code: 'not-loaded' } });
  made.loads.fail = false;
  await hall.time.pass(1_000);
  expect(made.phone.replica.rows.get('room', 'scene')).toBeDefined();
  expect(made.phone.replica.cursor?.rev).toBe(hall.ledger.rev(SHOW));
});

test('SY66 a phone killed and opened with no network shows all it had, and sends it when there is one', async () => {
  const hall = openHall();
  const first = await hall.phone().start();
  await first.post('p1', 'Bonsoir');
  await hall.time.pass(0);
  first.link.cut();
  first.link.reachable = false;
  await first.post('p2', 'Bonne nuit');
  first.phone.loop.stop();

  const again = hall.phone({ disk: first.disk });
  again.link.reachable = false;
  await again.start();
  expect(again.phone.replica.rows.get('post', 'p1')).toBeDefined();
  expect(again.phone.replica.rows.get('post', 'p2')).toBeDefined();
  again.link.reachable = true;
  again.phone.loop.wake();
  await hall.time.pass(0);
  expect(again.outbox()).toEqual([]);
  expect(hall.ledger.rows(SHOW)?.get('post', 'p2')).toBeDefined();
});

test('SY67 a base of another wire number is thrown away, the outbox is not', async () => {
  const hall = openHall();
  const first = await hall.phone().start();
  first.link.cut();
  first.link.reachable = false;
  await first.post('p1');
  first.phone.loop.stop();
  if (first.disk.base) first.disk.base = { ...first.disk.base, protocol: 0 };
  const again = hall.phone({ disk: first.disk });
  again.link.reachable = false;
  await again.start();
  expect(again.phone.replica.cursor).toBeUndefined();
  expect(again.outbox()).toEqual(['post.create']);
  again.link.reachable = true;
  again.phone.loop.wake();
  await hall.time.pass(1_000);
  expect(hall.ledger.rows(SHOW)?.get('post', 'p1')).toBeDefined();
});

test('SY68 what the server says it had, and no patch names, is settled by the base that holds it', async () => {
  const hall = openHall();
  const { post, link, ids, outbox } = await hall.phone().start();
  link.losesPatches = true;
  await post('p1');
  await hall.time.pass(0);
  const [id] = ids();
  // A patch to that rev that forgot to name it, as for a device whose id was lost.
  link.say('patch', { ...(hall.ledger.load(SHOW, 'nobody') ?? never()), from: 1, settled: [] });
  expect(outbox()).toEqual(['post.create']);
  link.cut();
  await hall.time.pass(1_000);
  expect(outbox()).toEqual([]);
  expect(id).toBeDefined();
});

test('SY70 what is committed while a load is on its way is not missed', async () => {
  const hall = openHall();
  const made = hall.phone();
  made.loads.before = async () => {
    made.loads.before = async () => {};
    hall.push(hall.make.post('p1'));
  };
  await made.start();
  expect(made.phone.replica.rows.get('post', 'p1')).toBeDefined();
});

test('SY71 a patch that comes late takes nothing back', async () => {
  const hall = openHall();
  const { phone, link } = await hall.phone().start();
  const early = hall.ledger.load(SHOW, '') ?? never();
  const change = { name: { from: 'Grande scène', to: 'Scène' } };
  hall.push(hall.make.mutation('room.edit', { room: 'scene', change }), 'naima');
  link.say('patch', { ...early, from: 0 });
  await hall.time.pass(0);
  expect(phone.replica.rows.get('room', 'scene')?.name).toBe('Scène');
  expect(phone.replica.cursor?.rev).toBe(hall.ledger.rev(SHOW));
});

test('SY72 what the server said it had, before its history was broken, is sent again', async () => {
  const hall = openHall();
  const { phone, post, link } = await hall.phone().start();
  link.losesPatches = true;
  await post('p1');
  await hall.time.pass(0);
  expect(phone.replica.entries.map(({ state }) => state)).toEqual(['received']);
  const { cursor } = phone.replica;
  const load = hall.ledger.load(SHOW, '') ?? never();
  expect(phone.replica.takeLoad({ ...load, epoch: 'restored', settled: [] }, cursor)).toBe('taken');
  expect(phone.replica.entries.map(({ state, appliedRev }) => [state, appliedRev])).toEqual([['waiting', undefined]]);
});

test('SY73 what was done keeps its hour each time it is shown anew', async () => {
  const hall = openHall();
  const { phone, post, link } = await hall.phone().start();
  const doneMs = hall.time.nowMs();
  link.instead = (name) => (name === 'push' ? null : undefined);
  await post('p1');
  await hall.time.pass(15_000);
  hall.push(hall.make.post('p2'));
  expect(phone.replica.rows.get('post', 'p2')?.atMs).toBe(doneMs + 15_000);
  expect(phone.replica.rows.get('post', 'p1')?.atMs).toBe(doneMs);
});

test('SY74 a mutation that breaks a rule does not close the app: it is left out, and the server says what it is', async () => {
  const hall = openHall();
  const first = await hall.phone().start();
  first.link.reachable = false;
  first.link.cut();
  await first.post('p1');
  await first.post('p2');
  first.phone.loop.stop();
  const [broken] = first.disk.outbox.values();
  if (broken) first.disk.outbox.set(broken.seq, { ...broken, mutation: { ...broken.mutation, args: null } });
  const again = await hall.phone({ disk: first.disk }).start();
  expect(again.outbox()).toEqual([]);
  expect(again.phone.replica.tray.map(({ refusal }) => refusal.code)).toEqual(['bad-shape']);
  expect(hall.ledger.rows(SHOW)?.get('post', 'p2')).toBeDefined();
});

test('SY75 what is awaited on a connection that ends is given up at once', async () => {
  const hall = openHall();
  let closed = 0;
  const connection = {
    send: () => new Promise<never>(() => {}),
    close() {
      closed += 1;
    },
  };
  const line = new Line(connection, hall.time, () => {});
  const asking = line.ask('clock', { t0: 0 }, 60_000);
  line.end();
  line.end();
  expect(await asking).toBeUndefined();
  expect(await line.ask('clock', { t0: 0 }, 60_000)).toBeUndefined();
  expect(closed).toBe(1);
});

test('SY69 what is on the show is told by those who are there, and by nobody once the network is gone', async () => {
  const hall = openHall();
  const { link, here } = await hall.phone().start();
  const people = [{ staff: 'loane', device: 'device-loane' }];
  link.say('here', { show: SHOW, people });
  link.say('here', { show: 'other', people: [] });
  expect(here.at(-1)).toEqual(people);
  link.cut();
  expect(here.at(-1)).toEqual([]);
});

function never(): never {
  throw new Error('the show is there');
}

/** A disk that writes only when told to. */
function slowStore() {
  const waiting: (() => void)[] = [];
  class SlowStore extends MemoryStore {
    isSlow = false;
    override async save(changes: Parameters<MemoryStore['save']>[0]) {
      if (this.isSlow) await new Promise<void>((resolve) => waiting.push(resolve));
      return super.save(changes);
    }
  }
  const store = new SlowStore(new MemoryDisk());
  return {
    store,
    letWrite() {
      store.isSlow = false;
      for (const go of waiting.splice(0)) go();
    },
  };
}
