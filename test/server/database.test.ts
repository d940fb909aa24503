import { expect, onTestFinished, test } from 'vitest';
import { DATABASE_FAULTS, faultOf, openDatabase } from '../../server/database.ts';
import { databaseWords } from '../../server/faults.ts';
import { emptyFolder, runToEnd } from './server-process.ts';

function open(dataDir: string) {
  const opened = openDatabase(dataDir);
  if (!opened.ok) throw new Error(opened.fault.detail);
  onTestFinished(() => void (opened.database.isOpen && opened.database.close()));
  return opened.database;
}

test('LE49 a commit has reached the disk when it returns, and strict tables take no value of another type', () => {
  const database = open(emptyFolder().dataDir);
  expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
  expect(database.prepare('PRAGMA secure_delete').get()).toEqual({ secure_delete: 1 });
  expect(() =>
    database.prepare('INSERT INTO show (id, rev, tip) VALUES (?, ?, ?)').run('s', 'not a number', 't'),
  ).toThrow();
});

test('LE49 a database opens again as it was, and one of a later version is left alone', () => {
  const { dataDir } = emptyFolder();
  const first = open(dataDir);
  first.exec("INSERT INTO show (id, rev, tip) VALUES ('s', 1, 't')");
  first.close();
  const second = open(dataDir);
  expect(second.prepare('SELECT id FROM show').all()).toEqual([{ id: 's' }]);
  second.exec('PRAGMA user_version = 1000');
  second.close();
  expect(openDatabase(dataDir)).toMatchObject({ ok: false, fault: { code: 'newer' } });
});

test('LE50 a full disk, met for real, is named; a bug is not taken for the disk’s', () => {
  const database = open(':memory:');
  const { page_count } = database.prepare('PRAGMA page_count').get() ?? {};
  database.exec(`PRAGMA max_page_count = ${page_count}`);
  const failing = (work: () => void) => {
    try {
      work();
    } catch (error) {
      return faultOf(error, 'here');
    }
    throw new Error('it passed');
  };
  const filling = () => database.prepare("INSERT INTO show (id, rev, tip) VALUES ('s', 1, ?)").run('x'.repeat(100_000));
  expect(failing(filling)).toMatchObject({ code: 'full', path: 'here' });
  expect(failing(() => database.prepare('INSERT INTO nothing VALUES (1)'))).toBeUndefined();
  expect(failing(() => database.prepare('INSERT INTO show (id, rev, tip) VALUES (NULL, 1, 1)').run())).toBeUndefined();
});

test('LE50 every fault has its words in both languages, with the place and the system’s own', () => {
  for (const code of DATABASE_FAULTS) {
    const { fr, en } = databaseWords({ code, path: '/srv/data', detail: 'detail 7' });
    for (const words of [fr, en]) {
      expect(words).toContain('/srv/data');
      expect(words).toContain('detail 7');
    }
    expect(fr).not.toBe(en);
  }
});

test('LE50 a server that finds no room says so and ends, at any point of its start', async () => {
  const { env } = emptyFolder();
  for (const blocks of [20, 300, 900]) {
    const ended = await runToEnd('server/main.ts', env, { fileBlocks: blocks });
    expect([ended.code, ended.said], String(blocks)).toEqual([1, '']);
    expect(ended.complained).toContain('Le disque');
  }
});
