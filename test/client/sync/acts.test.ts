import { expect, test } from 'vitest';
import { MemoryDisk, MemoryStore } from '../../../client/sync/memory-store.ts';
import type { Changes } from '../../../client/sync/store.ts';
import { unsentFile } from '../../../client/sync/unsent.ts';
import { openHall, SHOW } from './hall.ts';

test('SY90 what is refused by the rows as they are here is refused at once, and leaves no trace', async () => {
  const hall = openHall();
  const { phone, submit, disk } = await hall.phone().start();
  expect(await submit('nowhere')).toEqual({
    ok: false,
    refusal: { code: 'unknown-row', detail: { row: 'post', id: 'nowhere' } },
  });
  expect(phone.acts.check('post.submit', { post: 'nowhere' })?.code).toBe('unknown-row');
  expect(phone.replica.entries).toEqual([]);
  expect(disk.outbox.size).toBe(0);
});

test('SY91 what would be stale within seconds is not made without a network, and says so', async () => {
  const hall = openHall();
  const { phone, link } = await hall.phone().start();
  link.reachable = false;
  link.cut();
  expect(await phone.acts.act('show.scene', { scene: 'safe' })).toEqual({ ok: false, refusal: { code: 'offline' } });
  expect((await phone.acts.act('show.hold', { kind: 'person', reason: 'Alarme' })).ok).toBe(true);
});

test('SY92 what was never sent drops itself when its time is over, says so in the tray, and leaves the view', async () => {
  const hall = openHall();
  const { phone, link, disk, outbox, post } = await hall.phone().start();
  await post('p1');
  await hall.time.pass(0);
  link.reachable = false;
  link.cut();
  await phone.acts.act('show.hold', { kind: 'person', reason: 'Alarme' });
  expect(phone.replica.rows.get('show', SHOW)?.held?.reason).toBe('Alarme');
  await hall.time.pass(60_000);
  expect(outbox()).toEqual(['show.hold']);
  await hall.time.pass(1);
  expect(outbox()).toEqual([]);
  expect(phone.replica.rows.get('show', SHOW)?.held).toBeUndefined();
  expect(phone.replica.tray.map(({ refusal }) => refusal.code)).toEqual(['stale']);
  expect(disk.outbox.size).toBe(0);
  // One after the other, each in its time.
  await phone.acts.act('show.hold', { kind: 'person', reason: 'Alarme' });
  await hall.time.pass(30_000);
  await phone.acts.act('post.take', { post: 'p1', owner: 'naima' });
  await hall.time.pass(30_001);
  expect(outbox()).toEqual(['post.take']);
  await hall.time.pass(30_000);
  expect(outbox()).toEqual([]);
});

test('SY93 what may have been sent is never dropped here: the server says what became of it', async () => {
  const hall = openHall();
  const { phone, link, outbox } = await hall.phone().start();
  link.instead = (name) => (name === 'push' ? null : undefined);
  await phone.acts.act('show.hold', { kind: 'person', reason: 'Alarme' });
  await hall.time.pass(0);
  link.reachable = false;
  link.cut();
  await hall.time.pass(300_000);
  expect(outbox()).toEqual(['show.hold']);
  link.instead = () => undefined;
  link.reachable = true;
  phone.loop.wake();
  await hall.time.pass(0);
  expect(phone.replica.tray.map(({ refusal }) => refusal.code)).toEqual(['stale']);
});

/** A post approved and ready to be fired, on the server. */
function approved(hall: ReturnType<typeof openHall>): void {
  hall.push(hall.make.post('p1', 'Bonsoir'), 'naima');
  const [text] = hall.ledger.rows(SHOW)?.ofPost('text', 'p1') ?? [];
  const seen = {
    texts: { all: text?.id },
    photos: [],
    channels: ['wall'],
    cue: { kind: 'hand' },
    language: 'fr',
    freshForMs: 600_000,
    fills: {},
    openSlots: [],
  };
  expect(hall.push(hall.make.mutation('post.approve', { post: 'p1', seen }), 'naima')?.kind).toBe('applied');
}

test('SY94 a fire whose phone’s clock was set since it was pressed is not sent: it asks again', async () => {
  const hall = openHall();
  const { phone, link, wall } = await hall.phone().start();
  approved(hall);
  await hall.time.pass(0);
  const approval = phone.replica.rows.get('post', 'p1')?.approval ?? '';
  link.reachable = false;
  link.cut();
  expect((await phone.acts.act('post.fire', { post: 'p1', approval })).ok).toBe(true);
  wall.offMs += 2_000;
  link.reachable = true;
  phone.loop.wake();
  await hall.time.pass(0);
  expect(link.pushes()).toEqual([]);
  expect(phone.replica.tray.map(({ refusal, mutation }) => [mutation.name, refusal.code])).toEqual([
    ['post.fire', 'stale'],
  ]);
  expect(hall.ledger.rows(SHOW)?.get('post', 'p1')?.state).toBe('approved');
});

test('SY95 a fire made offline goes out when the network is back in time, by a clock that is only wrong', async () => {
  const hall = openHall();
  const { phone, link } = await hall.phone({ offMs: -90_000 }).start();
  approved(hall);
  await hall.time.pass(0);
  const approval = phone.replica.rows.get('post', 'p1')?.approval ?? '';
  link.reachable = false;
  link.cut();
  await phone.acts.act('post.fire', { post: 'p1', approval });
  await hall.time.pass(300_000);
  link.reachable = true;
  phone.loop.wake();
  await hall.time.pass(0);
  expect(phone.replica.tray).toEqual([]);
  expect(hall.ledger.rows(SHOW)?.get('post', 'p1')?.state).toBe('fired');
});

test('SY96 a fire never sent drops itself once what it fires is no longer fresh', async () => {
  const hall = openHall();
  const { phone, link } = await hall.phone().start();
  approved(hall);
  await hall.time.pass(0);
  const approval = phone.replica.rows.get('post', 'p1')?.approval ?? '';
  link.reachable = false;
  link.cut();
  await phone.acts.act('post.fire', { post: 'p1', approval });
  await hall.time.pass(600_001);
  expect(phone.replica.tray.map(({ refusal }) => refusal.code)).toEqual(['stale']);
  expect(phone.replica.rows.get('post', 'p1')?.state).toBe('approved');
});

test('SY97 what is in the tray can be done again as if made now, and leaves it in the same transaction', async () => {
  const hall = openHall();
  const saves: Changes[] = [];
  const store = new MemoryStore(new MemoryDisk());
  const save = store.save.bind(store);
  store.save = (changes) => {
    saves.push(changes);
    return save(changes);
  };
  const { phone, link } = await hall.phone({ store }).start();
  link.reachable = false;
  link.cut();
  await phone.acts.act('show.hold', { kind: 'person', reason: 'Alarme' });
  await hall.time.pass(61_000);
  const [refused] = phone.replica.tray;
  saves.length = 0;
  const again = await phone.acts.retry(refused?.mutation.id ?? '');
  expect(again.ok && again.id !== refused?.mutation.id).toBe(true);
  expect(phone.replica.tray).toEqual([]);
  expect(saves).toEqual([
    expect.objectContaining({
      tray: { remove: [refused?.mutation.id] },
      outbox: {
        put: [expect.objectContaining({ mutation: expect.objectContaining({ madeAtMs: hall.time.nowMs() }) })],
      },
    }),
  ]);
  expect((await phone.acts.retry('unknown')).ok).toBe(false);
});

test('SY98 that someone opened a post, known too late, is nobody’s concern: it does not fill the tray', async () => {
  const hall = openHall();
  const { phone, link, post, outbox } = await hall.phone().start();
  await post('p1');
  await hall.time.pass(0);
  link.reachable = false;
  link.cut();
  await phone.acts.act('post.take', { post: 'p1', owner: 'naima' });
  await hall.time.pass(61_000);
  expect(outbox()).toEqual([]);
  expect(phone.replica.tray).toEqual([]);
});

test('SY99 what was erased leaves this phone: rows, settled, tray, desk and photos', async () => {
  const hall = openHall();
  const { phone, post, disk } = await hall.phone().start();
  const hash = 'a'.repeat(64);
  await post('p1', 'Bonsoir');
  await hall.time.pass(0);
  const photo = { post: 'p1', hash, width: 4, height: 3, people: [], alt: 'Une scène', credit: '', rank: 1 };
  expect((await phone.acts.act('photo.add', photo)).ok).toBe(true);
  disk.photos.set(hash, { hash, bytes: new ArrayBuffer(1), type: 'image/jpeg', atMs: 0, received: false });
  disk.photos.set('other', { hash: 'other', bytes: new ArrayBuffer(1), type: 'image/jpeg', atMs: 0, received: false });
  await phone.replica.keepDesk({ post: 'p1', variant: 'all', parents: [], words: 'Bonsoir à', atMs: 0 });
  await hall.time.pass(0);
  expect(phone.replica.settled).toHaveLength(2);
  const added = phone.replica.rows.ofPost('photo', 'p1')[0]?.id;
  hall.push(hall.make.mutation('row.erase', { row: 'photo', id: added }), 'naima');
  hall.push(hall.make.mutation('row.erase', { row: 'post', id: 'p1' }), 'naima');
  await hall.time.pass(0);
  expect(JSON.stringify([...disk.rows.values()])).not.toContain('Bonsoir');
  expect([...disk.settled.values()]).toEqual([]);
  expect([...disk.desk.values()]).toEqual([]);
  expect([...disk.photos.keys()]).toEqual(['other']);
});

test('SY100 what was not confirmed can be taken away as a file in which the words are readable', async () => {
  const hall = openHall();
  const { phone, post, link } = await hall.phone().start();
  link.reachable = false;
  link.cut();
  await post('p1', 'Bonsoir à toutes et à tous');
  const who = { show: SHOW, staff: 'naima', device: 'device-naima', exportedMs: 5 };
  const { entries, tray, desk } = phone.replica;
  const file = JSON.parse(unsentFile(who, { outbox: entries.map(({ record }) => record), tray, desk }));
  expect(file).toMatchObject({ regie: 'unsent', ...who, outbox: [{ name: 'post.create' }], tray: [], desk: [] });
  expect(file.outbox[0].args.words).toBe('Bonsoir à toutes et à tous');
});
