import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { DATABASE_FILE } from '../../server/database.ts';
import { emptyFolder, runToEnd, startProcess, takenPort } from './server-process.ts';
import { signIn } from './signing-in.ts';

const MAIN = 'server/main.ts';

test('LE42 a fresh install greets with links that work, on a show that is about to begin', async () => {
  const { env, dataDir } = emptyFolder();
  const server = await startProcess(env);
  const health = await fetch(`${server.url}/healthz`);
  expect([health.status, await health.json()]).toEqual([
    200,
    { version: expect.stringMatching(/^\d+\.\d+\.\d+$/), epoch: expect.any(String), database: 'ok' },
  ]);
  const { shows } = await signIn(server, 'phone-a');
  expect(shows).toMatchObject([{ rehearsal: true }]);
  const token = new URL(server.wallLink).pathname.slice('/wall/'.length);
  const wall = await fetch(`${server.url}/wall/state`, { headers: { authorization: `Bearer ${token}` } });
  expect(wall.status).toBe(200);
  expect(server.said).toContain(dataDir);
  if (process.platform !== 'win32') expect(statSync(dataDir).mode & 0o077).toBe(0);
});

test('LE43 a port that is taken is said, and the process ends', async () => {
  const { env, root } = emptyFolder();
  const port = await takenPort();
  const ended = await runToEnd(MAIN, { ...env, PORT: String(port) });
  expect(ended.code).toBe(1);
  expect(ended.complained).toContain(`Le port ${port} est déjà pris`);
  expect(ended.complained).toContain(`Port ${port} is already taken`);
  expect(readdirSync(root)).not.toContain('data');
});

test('LE43 a data folder another server works on, that is a file, or whose database is damaged or newer, is said', async () => {
  const { env, dataDir, root } = emptyFolder();
  const server = await startProcess(env);
  const second = await runToEnd(MAIN, env);
  expect([second.code, second.complained]).toEqual([1, expect.stringContaining(dataDir)]);
  expect(second.complained).toContain('A server is already running');
  expect(await server.end('SIGTERM')).toBe(0);

  const file = join(root, 'file');
  writeFileSync(file, '');
  expect(await runToEnd(MAIN, { ...env, DATA_DIR: file })).toMatchObject({
    code: 1,
    complained: expect.stringContaining('The database cannot be opened'),
  });
  const damaged = join(root, 'damaged');
  mkdirSync(damaged);
  writeFileSync(join(damaged, DATABASE_FILE), 'not a database'.repeat(1_000));
  expect(await runToEnd(MAIN, { ...env, DATA_DIR: damaged })).toMatchObject({
    code: 1,
    complained: expect.stringContaining('npm run restore'),
  });
});

test('LE43 mistakes in the configuration are all said before anything is touched', async () => {
  const { env, root } = emptyFolder();
  const ended = await runToEnd(MAIN, { ...env, PORT: 'x', PUBLIC_URL: 'y' });
  expect(ended.code).toBe(1);
  expect(ended.complained).toContain('PORT');
  expect(ended.complained).toContain('PUBLIC_URL');
  expect(readdirSync(root)).toEqual([]);
});

test('LE44 told to stop, it tells phones, ends with nothing half-written, and ends well', async () => {
  const { env, dataDir } = emptyFolder();
  const server = await startProcess(env);
  const { cookie } = await signIn(server, 'phone-a');
  const socket = io(`${server.url}/staff`, {
    transports: ['websocket'],
    extraHeaders: { cookie },
    reconnection: false,
  });
  onTestFinished(() => void socket.disconnect());
  await new Promise<void>((done) => socket.on('connect', done));
  const bye = new Promise<unknown>((done) => socket.on('bye', done));
  const closed = new Promise<unknown>((done) => socket.on('disconnect', done));
  const code = await server.end('SIGTERM');
  expect(await bye).toMatchObject({ reason: 'drain' });
  expect(await closed).toBeDefined();
  expect(code).toBe(0);
  // The write-ahead log is in the database: this folder could be copied as it is.
  expect(readdirSync(dataDir).filter((name) => name.startsWith(DATABASE_FILE))).toEqual([DATABASE_FILE]);
});
