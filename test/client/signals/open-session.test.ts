import { expect, test } from 'vitest';
import { openSession, type SessionParts } from '../../../client/signals/open-session.ts';
import type { ShowModel } from '../../../client/signals/show.ts';
import { MemoryDisk, MemoryStore } from '../../../client/sync/memory-store.ts';
import type { Answered } from '../../../client/sync/session-http.ts';
import type { SessionReply } from '../../../shared/access.ts';
import { PROTOCOL } from '../../../shared/protocol.ts';

const show = (staff: string, id = 'finale') => ({
  id,
  name: 'Finale',
  shortName: 'Finale',
  staff,
  rehearsal: false,
});
const reply = (staff: string, device = 'd1'): Answered<SessionReply> => ({
  ok: true,
  session: { device, name: 'Téléphone', admin: false, shows: [show(staff)] },
  server: { build: 'app-1', protocol: PROTOCOL, epoch: 'e1', nowMs: 0 },
});
const OFFLINE = { ok: false, code: 'offline' } as const;

/** A browser whose server answers what the test says. */
function browser() {
  const pocket = new Map<string, string>();
  const server: { session: Answered<SessionReply>; join: Answered<SessionReply>; joins: unknown[]; left: number } = {
    session: OFFLINE,
    join: OFFLINE,
    joins: [],
    left: 0,
  };
  const disks = new Map<string, MemoryDisk>();
  const diskOf = (staff: string) => {
    const disk = disks.get(staff) ?? new MemoryDisk();
    disks.set(staff, disk);
    return disk;
  };
  const opened: string[] = [];
  const drained: string[] = [];
  let ids = 0;
  const parts: SessionParts = {
    pocket: {
      get: (key) => pocket.get(key),
      set: (key, value) => void pocket.set(key, value),
      remove: (key) => void pocket.delete(key),
    },
    http: {
      session: async () => server.session,
      join: async (body) => {
        server.joins.push(body);
        return server.join;
      },
      leave: async () => {
        server.left += 1;
        return { ok: true };
      },
    },
    newId: () => `new-${++ids}`,
    wallMs: () => 0,
    openStore: ({ staff }) => new MemoryStore(diskOf(staff)),
    drain: async ({ show: id, staff }) => void drained.push(`${id} ${staff}`),
    async openShow({ show: id, staff }) {
      opened.push(`+${staff}`);
      const model: Partial<ShowModel> = {
        id,
        wake: () => void opened.push(`~${staff}`),
        close: async () => void opened.push(`-${staff}`),
      };
      return model as ShowModel;
    },
  };
  return { pocket, server, opened, drained, diskOf, start: () => openSession(parts) };
}

test('SY153 an installation keeps its id, through sessions and starts', async () => {
  const { start, server } = browser();
  const first = start();
  expect(first.device.value).toBe('new-1');
  server.join = reply('naima', 'new-1');
  await first.join({ code: 'ABCD-EFGH' }, 'Téléphone');
  await first.leave();
  expect(start().device.value).toBe('new-1');
  expect(server.joins).toEqual([{ code: 'ABCD-EFGH', device: 'new-1', name: 'Téléphone' }]);
});

test('SY154 who is signed in is known with no network, from the last time', async () => {
  const { start, server } = browser();
  const first = start();
  expect(first.state.value).toBe('unknown');
  expect(await first.refresh()).toBe(false);
  expect(first.state.value).toBe('signed-out');
  server.join = reply('naima');
  expect((await first.join({ token: 't' }, 'Téléphone')).ok).toBe(true);
  const again = start();
  expect(again.state.value).toBe('signed-in');
  expect(again.shows.value.map(({ staff }) => staff)).toEqual(['naima']);
  expect(await again.refresh()).toBe(false);
  expect(again.state.value).toBe('signed-in');
  expect((await again.open('finale'))?.id).toBe('finale');
  expect(await again.open('nowhere')).toBeUndefined();
});

test('SY155 a refused link says why, and changes nothing of who is signed in', async () => {
  const { start, server } = browser();
  const session = start();
  server.join = { ok: false, code: 'used' };
  expect(await session.join({ token: 't' }, 'Téléphone')).toEqual({ ok: false, code: 'used' });
  server.join = { ok: false, code: 'later', retryMs: 6_000 };
  expect(await session.join({ code: 'X' }, 'Téléphone')).toEqual({ ok: false, code: 'later', retryMs: 6_000 });
  server.join = OFFLINE;
  expect(await session.join({ code: 'X' }, 'Téléphone')).toEqual({ ok: false, code: 'offline' });
  expect(session.shows.value).toEqual([]);
});

test('SY156 a session ended by the server is signed out, and what this phone holds unsent can be taken away', async () => {
  const { start, server, diskOf } = browser();
  const session = start();
  server.session = reply('naima');
  await session.refresh();
  diskOf('naima').desk.set('p1 all', { post: 'p1', variant: 'all', parents: [], words: 'Bonsoir', atMs: 1 });
  expect(await session.leftBehind()).toBeUndefined();
  server.session = { ok: false, code: 'no-session' };
  await session.refresh();
  expect(session.state.value).toBe('signed-out');
  const [file] = JSON.parse((await session.leftBehind()) ?? '[]');
  expect(file).toMatchObject({ show: 'finale', staff: 'naima', desk: [{ words: 'Bonsoir' }] });
});

test('SY157 after signing out, what is left on the phone is for the same person only', async () => {
  const { start, server, diskOf } = browser();
  const session = start();
  server.session = reply('naima');
  await session.refresh();
  diskOf('naima').desk.set('p1 all', { post: 'p1', variant: 'all', parents: [], words: 'Bonsoir', atMs: 1 });
  await session.open('finale');
  await session.leave();
  expect(server.left).toBe(1);
  expect(session.show.value).toBeUndefined();
  expect(await session.leftBehind()).toBeUndefined();
  expect([...diskOf('naima').desk.values()]).toHaveLength(1);
});

test('SY158 when another person signs in on this phone the open show is closed; for the same one the network is tried', async () => {
  const { start, server, opened } = browser();
  const session = start();
  server.session = reply('naima');
  await session.refresh();
  await session.open('finale');
  server.join = reply('naima');
  await session.join({ token: 't' }, 'Téléphone');
  expect(session.show.value).toBeDefined();
  server.join = reply('loane');
  await session.join({ token: 't' }, 'Téléphone');
  expect(session.show.value).toBeUndefined();
  await session.open('finale');
  expect(opened).toEqual(['+naima', '~naima', '-naima', '+loane']);
});

test('SY159 one show is open at a time, however fast they are asked for', async () => {
  const { start, server, opened } = browser();
  const session = start();
  server.session = reply('naima');
  await session.refresh();
  const [a, b] = await Promise.all([session.open('finale'), session.open('finale')]);
  expect(a).toBe(b);
  expect(opened).toEqual(['+naima']);
});

test('SY160 signing in sends what was left on this phone of the shows that are not open', async () => {
  const { start, server, drained } = browser();
  const session = start();
  const mine = reply('naima');
  if (!mine.ok) throw new Error('a session');
  server.session = { ...mine, session: { ...mine.session, shows: [show('naima'), show('octave', 'forum')] } };
  await session.open('finale');
  await session.refresh();
  await turn();
  expect(drained.splice(0)).toEqual(['finale naima', 'forum octave']);
  await session.open('finale');
  await session.refresh();
  await turn();
  expect(drained).toEqual(['forum octave']);
});

/** Everything that needs no more than promises has happened. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
