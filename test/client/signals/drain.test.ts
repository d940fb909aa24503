import { expect, test } from 'vitest';
import { DRAIN_LIMIT_MS, drain } from '../../../client/signals/drain.ts';
import { type StartHere, startPhone } from '../../../client/signals/start-phone.ts';
import { MemoryDisk, MemoryStore } from '../../../client/sync/memory-store.ts';
import { uuidMaker } from '../../../client/sync/uuid.ts';
import { HallLink, openHall, SHOW } from '../sync/hall.ts';

/** A phone on which words were left, and a way to send them without opening the show. */
async function left({ isFree = true } = {}) {
  const hall = openHall();
  const before = await hall.phone().start();
  before.link.reachable = false;
  before.link.cut();
  await before.post('p1', 'Bonsoir');
  before.phone.loop.stop();
  const link = new HallLink(hall, 'naima', 'device-naima');
  const locks: string[] = [];
  let lose = (): void => {};
  const startHere: StartHere = (here) =>
    startPhone({
      ...here,
      build: 'app-1',
      link,
      load: async (show) => structuredClone(hall.ledger.load(show, 'device-naima')),
      random: () => 0.5,
      photos: { link: { connect: async () => 'unreachable' }, shrink: async () => ({ ok: false, code: 'unreadable' }) },
    });
  const draining = (disk: MemoryDisk) =>
    drain({
      show: SHOW,
      staff: 'naima',
      device: 'device-naima',
      openStore: () => new MemoryStore(disk),
      wallMs: hall.time.nowMs,
      timers: hall.time,
      newId: uuidMaker(hall.time.nowMs, (bytes) => crypto.getRandomValues(bytes)),
      tabs: {
        take: async () => () => {},
        async takeIfFree(name, onLost) {
          if (!isFree) return undefined;
          lose = onLost;
          locks.push(`+${name}`);
          return () => locks.push(`-${name}`);
        },
      },
      fetchPhone: async () => startHere,
    });
  return { hall, disk: before.disk, link, locks, draining, lose: () => lose() };
}

test('SY161 what was left on a show that is not open is sent, and the show is let go', async () => {
  const { hall, disk, link, locks, draining } = await left();
  const done = draining(disk);
  await hall.time.pass(1_000);
  expect(await done).toBe('drained');
  expect(hall.ledger.rows(SHOW)?.get('post', 'p1')).toBeDefined();
  expect([disk.outbox.size, disk.settled.size]).toEqual([0, 1]);
  expect(locks).toEqual(['+regie:finale:naima', '-regie:finale:naima']);
  expect(link.isConnected).toBe(false);
});

test('SY162 a show that a tab has open is left to it, and so is one where nothing waits', async () => {
  const busy = await left({ isFree: false });
  expect(await busy.draining(busy.disk)).toBe('left');
  expect(busy.disk.outbox.size).toBe(1);
  const empty = await left();
  expect(await empty.draining(new MemoryDisk())).toBe('nothing');
  expect(empty.link.attempts).toEqual([]);
});

test('SY163 a show that is opened meanwhile, or whose server cannot be reached in time, is let go with its words', async () => {
  const opened = await left();
  opened.link.reachable = false;
  const done = opened.draining(opened.disk);
  await opened.hall.time.pass(1_000);
  opened.lose();
  expect(await done).toBe('left');
  expect(opened.disk.outbox.size).toBe(1);
  const far = await left();
  far.link.reachable = false;
  const late = far.draining(far.disk);
  await far.hall.time.pass(DRAIN_LIMIT_MS);
  expect(await late).toBe('left');
  expect(far.locks).toHaveLength(2);
  expect(far.disk.outbox.size).toBe(1);
});
