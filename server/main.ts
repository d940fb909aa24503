import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buildOf, DEV_BUILD } from './build-id.ts';
import { clockOf, machineClock } from './clock.ts';
import { composeServer } from './compose.ts';
import { type Config, readConfig } from './config.ts';
import { takeFolder } from './data-folder.ts';
import { faultOf, openDatabase } from './database.ts';
import {
  databaseWords,
  folderTakenWords,
  inBoth,
  keyWords,
  listenWords,
  mistakeWords,
  notBuiltWords,
  type Words,
} from './faults.ts';
import { greeting } from './greeting.ts';
import { erasedFile, erasedFileBeside } from './ledger/erased-file.ts';
import { Records } from './ledger/records.ts';
import { openLedger } from './ledger/sqlite.ts';
import { type Log, openLog } from './log.ts';
import { builtPages, builtWall } from './pages.ts';
import { revokedFile, revokedFileBeside } from './revoked-file.ts';
import { openSecretKey } from './secret-key.ts';
import { surroundings } from './surroundings.ts';

/** A call to a network may be under way when the server is told to stop; its outcome is waited for this long. */
const DRAIN_LIMIT_MS = 25_000;
const root = join(import.meta.dirname, '..');

/** Starts the server, or says in words why it cannot and ends the process. */
async function main(): Promise<void> {
  const isDev = process.argv.includes('--dev');
  const read = readConfig(surroundings());
  if (!read.ok) stop(mistakeWords(read.mistakes));
  const dist = join(root, 'dist');
  if (!isDev && !existsSync(join(dist, 'index.html'))) stop(notBuiltWords);
  const key = openSecretKey(read.config.secretKeyFile);
  if (!key.ok) stop(keyWords(read.config.secretKeyFile, key));

  let answer: RequestListener = (_request, response) => void response.writeHead(503, { 'Retry-After': '1' }).end();
  const http = createServer((request, response) => answer(request, response));
  const refused = await listen(http, read.config);
  if (refused) stop(listenWords(read.config, refused));
  const config = read.config.isPublic ? read.config : { ...read.config, publicUrl: localUrl(http) };

  const log = openLog();
  const { folder, database, clock, ledger, revoked } = openStorage(config, log);
  const { pages, drawWall, close } = isDev
    ? await (await import('./dev-pages.ts')).devPages(http, root)
    : { pages: builtPages(dist), drawWall: await builtWall(dist), close: async () => {} };
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const build = isDev ? DEV_BUILD : buildOf(dist);
  const parts = {
    config,
    http,
    database,
    ledger,
    key: key.key,
    revoked,
    clock,
    machine: machineClock,
    log,
    pages,
    drawWall,
    isDev,
  };
  const server = await composeServer({ ...parts, build, version }).catch((error: unknown) => {
    const fault = faultOf(error, config.dataDir);
    if (!fault) throw error;
    return stop(databaseWords(fault));
  });
  // Composing writes: what phones would be asked to wait for is said to whoever starts the server.
  if (ledger.failure) stop(databaseWords(ledger.failure));
  answer = server.app;
  onStop(async () => {
    await Promise.all([server.drain(), close()]);
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
    folder.release();
  });
  process.stdout.write(greeting({ config, staffLink: server.staffLink(), wallLinks: server.wallLinks() }));
}

function openStorage({ dataDir, secretKeyFile }: Config, log: Log) {
  try {
    const folder = takeFolder(dataDir);
    if (!folder.ok) stop(folderTakenWords(dataDir));
    const opened = openDatabase(dataDir);
    if (!opened.ok) stop(databaseWords(opened.fault));
    const { database } = opened;
    const clock = clockOf(machineClock, new Records(database).lastAtMs());
    const random = () => randomBytes(12).toString('base64url');
    const erased = erasedFile(erasedFileBeside(secretKeyFile));
    const revoked = revokedFile(revokedFileBeside(secretKeyFile), { nowMs: clock.nowMs(), log });
    const ledger = openLedger({ database, clock, random, log, erased, revoked });
    return { folder, database, clock, ledger, revoked };
  } catch (error) {
    const fault = faultOf(error, dataDir);
    if (!fault) throw error;
    return stop(databaseWords(fault));
  }
}

/** The system's code when it cannot listen there. */
function listen(http: Server, { port, host }: Config): Promise<string | undefined> {
  return new Promise((resolve) => {
    http.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    http.listen({ port, host }, () => resolve(undefined));
  });
}

const localUrl = (http: Server): URL => new URL(`http://localhost:${(http.address() as AddressInfo).port}`);

function onStop(drain: () => Promise<void>): void {
  let isStopping = false;
  const begin = () => {
    // Told twice: whoever stops it does not want to wait.
    if (isStopping) process.exit(1);
    isStopping = true;
    setTimeout(() => process.exit(1), DRAIN_LIMIT_MS).unref();
    void drain().then(() => process.exit(0));
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, begin);
}

function stop(words: Words): never {
  process.stderr.write(`${inBoth(words)}\n`);
  process.exit(1);
}

await main();
