import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test, vi } from 'vitest';
import { DATABASE_FILE, openDatabase } from '../../../server/database.ts';
import { backUp } from '../../../server/ledger/backup.ts';
import type { Ledger } from '../../../server/ledger/ledger.ts';
import { restore } from '../../../server/ledger/restore.ts';
import { openLedger } from '../../../server/ledger/sqlite.ts';
import { firstTables } from '../../../server/ledger/tables.ts';
import type { Cursor, Patch } from '../../../shared/protocol.ts';
import { mutationsOf } from '../../contract/small-show.ts';
import { emptyFolder } from '../server-process.ts';

const START_MS = Date.UTC(2027, 5, 10, 16);
const SHOWS = ['finale', 'forum'] as const;

function open(dataDir: string) {
  const opened = openDatabase(dataDir);
  if (!opened.ok) throw new Error(opened.fault.detail);
  const { database } = opened;
  onTestFinished(() => void (database.isOpen && database.close()));
  let marks = 0;
  const random = () => `mark-${dataDir.length}-${++marks}`;
  return { database, start: () => openLedger({ database, clock: { nowMs: () => START_MS }, random }) };
}

const makeOn = (ledger: Ledger, show: string) =>
  mutationsOf(
    () => ledger,
    show,
    () => START_MS,
  );

/** Two shows with what history can say of a mutation: from two devices and from none, refused, and emptied since. */
function twoShows(dataDir: string) {
  const { database, start } = open(dataDir);
  const ledger = start();
  for (const show of SHOWS) ledger.push([makeOn(ledger, show).create()], { by: 'engine:import' });
  const cursors = SHOWS.map((show) => cursorOf(ledger, show));
  for (const show of SHOWS) {
    const make = makeOn(ledger, show);
    ledger.push([make.post('p1', 'Un'), make.post('p2', 'Deux'), make.submit('nothing')], { by: 'loane', device: 'b' });
    ledger.push([make.submit('p1')], { by: 'naima', device: 'a' });
    ledger.push([make.mutation('row.erase', { row: 'post', id: 'p2' })], { by: 'naima', device: 'a' });
  }
  // Started anew: rows come in the order that the tables give.
  return { database, ledger: start(), cursors };
}

function cursorOf(ledger: Ledger, show: string): Cursor {
  const { epoch, to: rev, tip } = ledger.load(show, '') as Patch;
  return { epoch, rev, tip };
}

/** All that can be asked of a ledger. */
const toldBy = (ledger: Ledger, cursors: readonly Cursor[]) =>
  SHOWS.map((show, index) => ({
    load: ledger.load(show, 'b'),
    since: ledger.since(show, cursors[index] ?? null, 'b'),
    history: ledger.history(show),
    ofOne: ledger.history(show, { of: { row: 'post', id: 'p1' } }),
    repeated: ledger.push(
      ledger.history(show).map(({ mutation }) => mutation),
      { by: 'engine:import' },
    ),
    atMs: ledger.rows(show)?.get('post', 'p1')?.atMs,
  }));

/** The same data as the first version kept it. */
function asFirstVersion(database: DatabaseSync, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, DATABASE_FILE);
  const first = new DatabaseSync(path);
  first.exec(`PRAGMA journal_mode = WAL; ${firstTables} PRAGMA user_version = 1`);
  first.close();
  database.prepare('ATTACH ? AS first').run(path);
  database.exec(`
    INSERT INTO first.ledger SELECT * FROM ledger;
    INSERT INTO first.epoch SELECT * FROM epoch;
    INSERT INTO first.refused SELECT * FROM refused;
    INSERT INTO first.show SELECT id, rev, tip FROM show;
    INSERT INTO first.show_row SELECT show.id, row, r.id, r.rev, data FROM show_row AS r JOIN show ON show.n = r.show;
    INSERT INTO first.history
      SELECT show.id, h.place & 0xffffffff, h.tip, h.id, name, args, made_at_ms, epoch, "by", device.id, at_ms, wrote, erased
      FROM history AS h JOIN show ON show.n = h.place >> 32 LEFT JOIN device ON device.n = h.device;
    DETACH first;
  `);
}

test('LE111 a data folder of the first version opens with all it held', () => {
  const { root, dataDir } = emptyFolder();
  const { database, ledger, cursors } = twoShows(dataDir);
  const before = toldBy(ledger, cursors);
  const first = join(root, 'first');
  asFirstVersion(database, first);
  const then = open(first);
  expect(then.database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 2 });
  expect(then.database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  expect(toldBy(then.start(), cursors)).toEqual(before);
  const tables = "SELECT name FROM sqlite_schema WHERE name LIKE '%before%'";
  expect(then.database.prepare(tables).all()).toEqual([]);
  then.database.close();
  expect(toldBy(open(first).start(), cursors)).toEqual(before);
});

test('LE111 a backup of the first version is restored with all it held', async () => {
  const { root, dataDir } = emptyFolder();
  const { database } = twoShows(dataDir);
  const first = join(root, 'first');
  asFirstVersion(database, first);
  const old = new DatabaseSync(join(first, DATABASE_FILE));
  const backup = await backUp({ database: old, dataDir: first, nowMs: START_MS });
  old.close();
  database.close();
  expect(await restore({ dataDir, backup, nowMs: START_MS })).toMatchObject({ ok: true });
  const ledger = open(dataDir).start();
  for (const show of SHOWS) {
    expect(ledger.rows(show)?.get('post', 'p1')).toMatchObject({ state: 'submitted' });
    expect(ledger.rows(show)?.get('post', 'p2')).toMatchObject({ erased: true });
    expect(ledger.rows(show)?.get('show', show)?.held?.kind).toBe('epoch');
    expect(ledger.load(show, 'b')?.settled).toHaveLength(2);
  }
});

test('LE112 what a push, a repeat, a catch-up and a load ask of the tables is found by a key or an index', () => {
  const { dataDir } = emptyFolder();
  twoShows(dataDir).database.close();
  const { database, start } = open(dataDir);
  const ledger = start();
  const prepare = vi.spyOn(database, 'prepare');
  const make = makeOn(ledger, 'finale');
  const from = cursorOf(ledger, 'finale');
  const mutations = [make.post('p3', 'Trois'), make.submit('nothing')];
  for (let times = 0; times < 2; times += 1) ledger.push(mutations, { by: 'loane', device: 'c' });
  expect((ledger.since('finale', from, 'c') as Patch).settled).toHaveLength(1);
  expect(ledger.load('finale', 'c')?.settled).toHaveLength(1);
  expect(ledger.history('finale', { limit: 1 })).toHaveLength(1);
  const asked = prepare.mock.calls.map(([sql]) => sql).filter((sql) => !/^(BEGIN|COMMIT|ROLLBACK)/.test(sql));
  prepare.mockRestore();
  const plans = asked.map((sql) => {
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
    return { sql, plan: plan.map(({ detail }) => String(detail)) };
  });
  expect(plans.length).toBeGreaterThan(8);
  expect(plans.filter(({ plan }) => plan.some((step) => /^SCAN (?!json_each)|TEMP B-TREE/.test(step)))).toEqual([]);
  for (const table of ['history', 'show', 'device', 'refused']) {
    expect(plans.some(({ plan }) => plan.some((step) => step.startsWith(`SEARCH ${table} USING`)))).toBe(true);
  }
});
