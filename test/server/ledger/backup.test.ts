import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test, vi } from 'vitest';
import { takeFolder } from '../../../server/data-folder.ts';
import { DATABASE_FILE, openDatabase } from '../../../server/database.ts';
import { BACKUP_EVERY_MS, backUp, backupsFolder, backupsIn } from '../../../server/ledger/backup.ts';
import { keepBackups } from '../../../server/ledger/keeping.ts';
import { restore } from '../../../server/ledger/restore.ts';
import { openLedger } from '../../../server/ledger/sqlite.ts';
import { type Log, silentLog } from '../../../server/log.ts';
import { revokedFileBeside } from '../../../server/revoked-file.ts';
import { mutationsOf } from '../../contract/small-show.ts';
import { emptyFolder, runToEnd, startProcess } from '../server-process.ts';

const SHOW = 'finale';
const START_MS = Date.UTC(2027, 5, 10, 16);
const hash = (n: number) => n.toString(16).padStart(64, '0');

/** A data folder at work, with one show. */
function atWork() {
  const { root, dataDir, env } = emptyFolder();
  const open = () => {
    const opened = openDatabase(dataDir);
    if (!opened.ok) throw new Error(opened.fault.detail);
    const { database } = opened;
    let marks = 0;
    const random = () => `mark-${database.isOpen}-${++marks}`;
    const ledger = openLedger({ database, clock: { nowMs: () => START_MS }, random });
    onTestFinished(() => void (database.isOpen && database.close()));
    return { database, ledger };
  };
  const { database, ledger } = open();
  const make = mutationsOf(
    () => ledger,
    SHOW,
    () => START_MS,
  );
  ledger.push([make.create()], { by: 'engine:import' });
  const write = (post: string) => ledger.push([make.post(post, `Mots de ${post}`)], { by: 'loane', device: 'phone' });
  const photo = (path: string, bytes: string) => {
    mkdirSync(join(dataDir, 'photos', path, '..'), { recursive: true });
    writeFileSync(join(dataDir, 'photos', path), bytes);
  };
  const save = (nowMs = START_MS) => backUp({ database, dataDir, nowMs });
  return { root, dataDir, env, database, ledger, open, write, photo, save };
}

test('LE28 a backup is one consistent copy, made during work: the database, and every whole photo', async () => {
  const { dataDir, write, photo, save } = atWork();
  write('p1');
  photo(`ab/${hash(1)}.original.jpg`, 'whole');
  photo(`incoming/${hash(2)}.part`, 'half');
  const [folder] = await Promise.all([save(), Promise.resolve().then(() => write('p2'))]);
  expect(readdirSync(folder).sort()).toEqual(['photos', DATABASE_FILE]);
  expect(readFileSync(join(folder, `photos/ab/${hash(1)}.original.jpg`), 'utf8')).toBe('whole');
  expect(existsSync(join(folder, 'photos/incoming'))).toBe(false);
  const copy = new DatabaseSync(join(folder, DATABASE_FILE), { readOnly: true });
  expect(copy.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  expect(copy.prepare("SELECT value FROM ledger WHERE key = 'copy'").get()).toEqual({ value: '1' });
  copy.close();
  const original = new DatabaseSync(join(dataDir, DATABASE_FILE), { readOnly: true });
  expect(original.prepare("SELECT value FROM ledger WHERE key = 'copy'").get()).toBeUndefined();
  original.close();
});

test('LE28 photos cost a backup no room where the disk can name the same bytes twice', async () => {
  const { dataDir, photo, save } = atWork();
  photo(`ab/${hash(1)}.original.jpg`, 'whole');
  const folder = await save();
  const name = `photos/ab/${hash(1)}.original.jpg`;
  expect(statSync(join(folder, name)).ino).toBe(statSync(join(dataDir, name)).ino);
});

test('LE29 the newest 48 backups are kept; one that fails leaves no half under a backup’s name', async () => {
  const { dataDir, save } = atWork();
  const folder = backupsFolder(dataDir);
  for (let n = 0; n < 48; n += 1)
    mkdirSync(join(folder, `2027-06-09T10-${String(n).padStart(2, '0')}-00-000Z`), { recursive: true });
  mkdirSync(join(folder, 'mine'));
  await save();
  const names = await backupsIn(folder);
  expect(names).toHaveLength(48);
  expect(names[0]).toBe('2027-06-10T16-00-00-000Z');
  expect(names.at(-1)).toBe('2027-06-09T10-01-00-000Z');
  // A file where the folder of photos has to be.
  writeFileSync(join(dataDir, 'photos'), '');
  await expect(save(START_MS + 1)).rejects.toThrow();
  expect(await backupsIn(folder)).toEqual(names);
  expect(readdirSync(folder).sort()).toEqual([...names, 'mine'].sort());
});

test('LE30 a backup is made every quarter of an hour in which something changed, and a failure is tried again', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const { dataDir, database, ledger, write } = atWork();
  const errors: string[] = [];
  const log: Log = { ...silentLog, error: (_, words) => errors.push(words) };
  let nowMs = START_MS;
  const keeping = keepBackups({ ledger, database, dataDir, clock: { nowMs: () => nowMs }, log });
  const quarter = async () => {
    nowMs += BACKUP_EVERY_MS;
    vi.advanceTimersByTime(BACKUP_EVERY_MS);
    await keeping.idle();
    return (await backupsIn(backupsFolder(dataDir))).length;
  };
  expect(await quarter()).toBe(1);
  expect(await quarter()).toBe(1);
  write('p1');
  expect(await quarter()).toBe(2);
  write('p2');
  writeFileSync(join(dataDir, 'photos'), '');
  expect(await quarter()).toBe(2);
  expect(errors).toEqual(['no backup could be made']);
  expect(await quarter()).toBe(2);
  expect(errors).toHaveLength(2);
  await keeping.stop();
  expect(await quarter()).toBe(2);
  expect(errors).toHaveLength(2);
});

test('LE45 restoring puts the copy in place, keeps what was there aside, and loses no photo', async () => {
  const { dataDir, database, ledger, open, write, photo, save } = atWork();
  write('p1');
  photo(`ab/${hash(1)}.original.jpg`, 'first');
  const backup = await save();
  write('p2');
  photo(`cd/${hash(2)}.original.jpg`, 'since');
  const epoch = ledger.epoch;
  database.close();
  const restored = await restore({ dataDir, backup, nowMs: START_MS + 60_000 });
  const replaced = join(dataDir, 'replaced/2027-06-10T16-01-00-000Z');
  expect(restored).toEqual({ ok: true, replaced });
  for (const [path, bytes] of [
    [`ab/${hash(1)}`, 'first'],
    [`cd/${hash(2)}`, 'since'],
  ] as const) {
    expect(readFileSync(join(dataDir, 'photos', `${path}.original.jpg`), 'utf8')).toBe(bytes);
  }
  const now = open();
  expect(now.ledger.rows(SHOW)?.get('post', 'p1')).toBeDefined();
  expect(now.ledger.rows(SHOW)?.get('post', 'p2')).toBeUndefined();
  expect(now.ledger.epoch).not.toBe(epoch);
  expect(now.ledger.rows(SHOW)?.get('show', SHOW)?.held?.kind).toBe('epoch');
  const aside = new DatabaseSync(join(replaced, DATABASE_FILE), { readOnly: true });
  expect(aside.prepare("SELECT count(*) AS posts FROM show_row WHERE row = 'post'").get()).toEqual({ posts: 2 });
  aside.close();
  // The backup itself can be restored again.
  expect(readdirSync(backup).sort()).toEqual(['photos', DATABASE_FILE]);
});

test('LE45 what is set aside has what was still in the write-ahead log', async () => {
  const { dataDir, write, save, root } = atWork();
  const backup = await save();
  write('p1');
  // A killed server: its log is there, and no one has brought it into the database.
  const killed = join(root, 'killed');
  mkdirSync(killed);
  for (const end of ['', '-wal']) {
    writeFileSync(join(killed, DATABASE_FILE + end), readFileSync(join(dataDir, DATABASE_FILE + end)));
  }
  const restored = await restore({ dataDir: killed, backup, nowMs: START_MS });
  if (!restored.ok || !restored.replaced) throw new Error('not restored');
  expect(readdirSync(killed).filter((name) => name.startsWith(DATABASE_FILE))).toEqual([DATABASE_FILE]);
  const aside = new DatabaseSync(join(restored.replaced, DATABASE_FILE), { readOnly: true });
  expect(aside.prepare("SELECT id FROM show_row WHERE row = 'post'").all()).toEqual([{ id: 'p1' }]);
  aside.close();
});

test('LE46 nothing is replaced while a server works on the folder, nor by what is no backup, is damaged, or is newer', async () => {
  const { dataDir, database, write, save } = atWork();
  const backup = await save();
  write('p1');
  database.close();
  const at = { dataDir, backup, nowMs: START_MS };
  const before = readFileSync(join(dataDir, DATABASE_FILE));

  const server = takeFolder(dataDir);
  if (!server.ok) throw new Error('taken');
  expect(await restore(at)).toEqual({ ok: false, code: 'running' });
  server.release();
  expect(await restore({ ...at, backup: join(dataDir, 'backups/none') })).toEqual({ ok: false, code: 'no-backup' });

  const newer = new DatabaseSync(join(backup, DATABASE_FILE));
  newer.exec('PRAGMA user_version = 1000');
  newer.close();
  expect(await restore(at)).toEqual({ ok: false, code: 'newer' });
  truncateSync(join(backup, DATABASE_FILE), 10_000);
  expect(await restore(at)).toEqual({ ok: false, code: 'damaged' });
  expect(readFileSync(join(dataDir, DATABASE_FILE))).toEqual(before);
  expect(readdirSync(dataDir)).not.toContain('replaced');
  expect(readdirSync(dataDir).filter((name) => name.includes('restoring'))).toEqual([]);
});

test('LE47 the commands back up a running server, refuse to replace its folder, and restore a stopped one', async () => {
  const { env, dataDir } = emptyFolder();
  const server = await startProcess(env);
  const saved = await runToEnd('server/ledger/backup.ts', env);
  expect([saved.code, saved.said]).toEqual([0, expect.stringContaining(backupsFolder(dataDir))]);
  const [name = ''] = await backupsIn(backupsFolder(dataDir));
  const refused = await runToEnd('server/ledger/restore.ts', env, { words: [name] });
  expect([refused.code, refused.complained]).toEqual([1, expect.stringContaining('A server is running')]);
  await server.end('SIGTERM');
  const listed = await runToEnd('server/ledger/restore.ts', env);
  expect([listed.code, listed.said]).toEqual([1, expect.stringContaining(`1. ${name}`)]);
  const restored = await runToEnd('server/ledger/restore.ts', env, { words: [name] });
  expect([restored.code, restored.said]).toEqual([0, expect.stringContaining('Put back')]);
  // The list beside the key is the one that a server started so obeys.
  const staffRow = () => {
    const database = new DatabaseSync(join(dataDir, DATABASE_FILE));
    const ledger = database.prepare("SELECT value FROM ledger WHERE key = 'id'").get()?.value;
    const found = database
      .prepare(
        "SELECT s.id AS show, r.id AS staff, data FROM show_row r JOIN show s ON s.n = r.show WHERE row = 'staff'",
      )
      .get();
    database.close();
    return { ledger, show: found?.show, staff: found?.staff, data: JSON.parse(String(found?.data)) };
  };
  const { data, ...place } = staffRow();
  expect(data.revoked).toBe(false);
  const line = { ...place, hats: [], revoked: true, atMs: START_MS };
  appendFileSync(revokedFileBeside(env.SECRET_KEY_FILE ?? ''), `${JSON.stringify(line)}\n`);
  const again = await startProcess(env);
  expect((await fetch(`${again.url}/healthz`)).status).toBe(200);
  await again.end('SIGTERM');
  expect(staffRow().data).toMatchObject({ revoked: true, hats: [], by: 'engine:ledger' });
});
