import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { firstTables, tablesByNumber } from './ledger/tables.ts';

/** One step a version, never changed once released: a database at version n has had the first n. */
const MIGRATIONS: readonly string[] = [firstTables, tablesByNumber];

export const DATABASE_FILE = 'regie.sqlite';
/**
 * For a database made new; one that is there keeps its own. What a push changes here and there is then half as many
 * bytes to write as with SQLite's usual pages, and most rows still fit in one.
 */
const PAGE_BYTES = 2_048;
/** Another process may be copying the database; it never takes long. */
const BUSY_LIMIT_MS = 5_000;

export const DATABASE_FAULTS = ['full', 'cannot-open', 'read-only', 'damaged', 'newer', 'busy', 'io'] as const;
/** Why there is no database to work with. `detail` is the system's own words. */
export interface DatabaseFault {
  readonly code: (typeof DATABASE_FAULTS)[number];
  readonly path: string;
  readonly detail: string;
}
export type Opened =
  | { readonly ok: true; readonly database: DatabaseSync }
  | { readonly ok: false; readonly fault: DatabaseFault };

/**
 * Opens the one SQLite file of a data folder, made where absent, brought to the present version, and shown to be
 * writable. `:memory:` gives one that lives as long as its handle.
 */
export function openDatabase(dataDir: string): Opened {
  const path = dataDir === ':memory:' ? dataDir : join(dataDir, DATABASE_FILE);
  let database: DatabaseSync | undefined;
  try {
    if (path !== ':memory:') mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    database = new DatabaseSync(path, { timeout: BUSY_LIMIT_MS });
    // Without secure_delete, what is erased would stay readable in the file's free pages.
    database.exec(
      `PRAGMA page_size = ${PAGE_BYTES};
       PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;`,
    );
    const version = versionOf(database);
    if (version !== 'newer') {
      migrate(database, version);
      return { ok: true, database };
    }
    database.close();
    return { ok: false, fault: { code: 'newer', path, detail: `> ${MIGRATIONS.length}` } };
  } catch (error) {
    if (database?.isOpen) database.close();
    const fault = faultOf(error, path);
    if (!fault) throw error;
    return { ok: false, fault };
  }
}

/** How many migrations a database has had. */
export function versionOf(database: DatabaseSync): number | 'newer' {
  const found = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  return found > MIGRATIONS.length ? 'newer' : found;
}

function migrate(database: DatabaseSync, version: number): void {
  database.exec('BEGIN IMMEDIATE');
  for (const step of MIGRATIONS.slice(version)) database.exec(step);
  // Written even when nothing changed: a full disk is found now, and not at the first words of a show.
  database.exec(`PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`);
}

/** SQLite's primary result codes (https://www.sqlite.org/rescode.html) and the system's, as ours. Undefined: not the storage's fault, so a bug. */
export function faultOf(error: unknown, path: string): DatabaseFault | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, errcode, path: own } = error as Error & { code?: string; errcode?: number; path?: string };
  const found = code === 'ERR_SQLITE_ERROR' ? sqliteFaults[(errcode ?? 0) & 0xff] : systemFaults[code ?? ''];
  return found && { code: found, path: own ?? path, detail: error.message };
}

const sqliteFaults: Readonly<Record<number, DatabaseFault['code']>> = {
  3: 'cannot-open',
  5: 'busy',
  6: 'busy',
  7: 'io',
  8: 'read-only',
  10: 'io',
  11: 'damaged',
  13: 'full',
  14: 'cannot-open',
  22: 'io',
  23: 'cannot-open',
  26: 'damaged',
};
const systemFaults: Readonly<Record<string, DatabaseFault['code']>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EACCES: 'cannot-open',
  EPERM: 'cannot-open',
  ENOTDIR: 'cannot-open',
  EEXIST: 'cannot-open',
  ENOENT: 'cannot-open',
  EROFS: 'read-only',
  EISDIR: 'cannot-open',
  EIO: 'io',
};
