import { connect as connectTcp, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { MemoryDisk, MemoryStore } from '../../../client/sync/memory-store.ts';
import { Phone } from '../../../client/sync/phone.ts';
import { socketLink } from '../../../client/sync/socket-link.ts';
import { realTimers } from '../../../client/sync/timers.ts';
import { uuidMaker } from '../../../client/sync/uuid.ts';
import type { ArgsOf } from '../../../shared/apply/apply.ts';
import { type Running, SHOW, startServer } from '../../server/running-server.ts';

/** A way to the server that a test can cut, as a hall's network does: connections end with no word. */
async function cable(url: string) {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const proxy = createServer((phone) => {
    const server = connectTcp(Number(target.port), target.hostname);
    for (const socket of [phone, server]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        phone.destroy();
        server.destroy();
        sockets.delete(socket);
      });
    }
    phone.pipe(server).pipe(phone);
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(() => {
    cut();
    proxy.close();
  });
  return { url: `http://127.0.0.1:${address.port}`, cut };
}

async function phoneOn(server: Running, staff: string, { origin = server.url, cookie = '' } = {}) {
  const device = `phone-${staff}`;
  const session = cookie || (await server.signIn(staff, device));
  const waiting = new Set<{ readonly is: () => boolean; readonly go: () => void }>();
  const phone = new Phone({
    show: SHOW,
    staff,
    device,
    build: 'build-7',
    store: new MemoryStore(new MemoryDisk()),
    link: socketLink({ origin, headers: { cookie: session } }),
    load: async (show) => (await server.ask('GET', `/shows/${show}/rows`, { cookie: session })).body,
    wallMs: () => server.nowMs,
    timers: realTimers,
    random: () => 0,
    newId: uuidMaker(
      () => server.nowMs,
      (bytes) => crypto.getRandomValues(bytes),
    ),
    on: {
      changed() {
        for (const one of waiting) if (one.is()) one.go();
      },
      here: () => {},
    },
  });
  onTestFinished(() => phone.stop());
  /** Resolves when the phone says so. */
  const until = (is: () => boolean) =>
    new Promise<void>((go) => {
      if (is()) go();
      else waiting.add({ is, go });
    });
  const post = (id: string, words: string) =>
    phone.acts.act('post.create', server.make.post(id, words).args as ArgsOf<'post.create'>);
  return { phone, until, post };
}

test('SY170 over a real socket: loaded, written here, shown there', async () => {
  const server = await startServer();
  const loane = await phoneOn(server, 'loane');
  const naima = await phoneOn(server, 'naima');
  await Promise.all([loane.phone.start(), naima.phone.start()]);
  await Promise.all([loane, naima].map(({ phone, until }) => until(() => phone.replica.cursor !== undefined)));
  expect((await loane.post('p1', 'Bonsoir')).ok).toBe(true);
  await naima.until(() => naima.phone.replica.rows.get('post', 'p1') !== undefined);
  await loane.until(() => loane.phone.replica.entries.length === 0);
  expect(loane.phone.replica.settled).toHaveLength(1);
  expect(loane.phone.loop.strength).toBe('online');
});

test('SY171 a cut connection is heard of, and what was written meanwhile goes out on the next', async () => {
  const server = await startServer();
  const { url, cut } = await cable(server.url);
  const { phone, until, post } = await phoneOn(server, 'loane', { origin: url });
  await phone.start();
  await until(() => phone.replica.cursor !== undefined);
  const offline = until(() => phone.loop.strength === 'offline');
  cut();
  await offline;
  await post('p1', 'Bonsoir');
  await until(() => phone.replica.entries.length === 0);
  expect(server.ledger.rows(SHOW)?.get('post', 'p1')).toBeDefined();
});

test('SY172 without a session the socket says so, and nothing is tried again by itself', async () => {
  const server = await startServer();
  const { phone, until } = await phoneOn(server, 'loane', { cookie: 'regie=nobody' });
  await phone.start();
  await until(() => phone.loop.barred === 'session');
  expect(phone.loop.state).toBe('resting');
});
