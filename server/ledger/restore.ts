import { constants, existsSync } from 'node:fs';
import { copyFile, link, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { takeFolder } from '../data-folder.ts';
import { DATABASE_FILE, versionOf } from '../database.ts';
import { copyPhotos, folderNameOf, markAsCopy } from './backup.ts';

export type Restored =
  /** `replaced`: where the database that was there is kept; undefined when there was none. */
  | { readonly ok: true; readonly replaced: string | undefined }
  | { readonly ok: false; readonly code: 'running' | 'no-backup' | 'damaged' | 'newer' };

/**
 * Puts a backup's database in the place of a data folder's, and adds the photos that this folder lacks; those it has
 * stay, since phones may have sent them after the backup. At the next start the ledger finds the mark of a copy, begins
 * a new epoch, holds every show, and erases again what was erased since. A crash on the way leaves the old database or
 * the new one, never none.
 */
export async function restore(wanted: {
  readonly dataDir: string;
  readonly backup: string;
  readonly nowMs: number;
}): Promise<Restored> {
  const { dataDir, backup, nowMs } = wanted;
  const from = join(backup, DATABASE_FILE);
  if (!existsSync(from)) return { ok: false, code: 'no-backup' };
  const folder = takeFolder(dataDir);
  if (!folder.ok) return { ok: false, code: 'running' };
  const ready = join(dataDir, `.restoring-${DATABASE_FILE}`);
  try {
    await rm(ready, { force: true });
    await copyFile(from, ready);
    const wrong = whyNot(ready);
    if (wrong) {
      await rm(ready, { force: true });
      return { ok: false, code: wrong };
    }
    markAsCopy(ready);
    await flush(ready);
    await copyPhotos(join(backup, 'photos'), join(dataDir, 'photos'));
    const replaced = await setAside(dataDir, nowMs);
    await rename(ready, join(dataDir, DATABASE_FILE));
    await flush(dataDir);
    return { ok: true, replaced };
  } finally {
    folder.release();
  }
}

/** Opened for real: a copy cut short has a good name and a good beginning. */
function whyNot(path: string): 'damaged' | 'newer' | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    if (database.prepare('PRAGMA quick_check(1)').get()?.quick_check !== 'ok') return 'damaged';
    return versionOf(database) === 'newer' ? 'newer' : undefined;
  } catch {
    return 'damaged';
  } finally {
    if (database?.isOpen) database.close();
  }
}

/** The database that is there gets a second name in `replaced/<time>/`; its name is taken from it by what comes next. */
async function setAside(dataDir: string, nowMs: number): Promise<string | undefined> {
  const now = join(dataDir, DATABASE_FILE);
  if (!existsSync(now)) return undefined;
  emptyLog(now);
  const aside = join(dataDir, 'replaced', folderNameOf(nowMs));
  await mkdir(aside, { recursive: true });
  const kept = join(aside, DATABASE_FILE);
  await link(now, kept).catch(() => copyFile(now, kept, constants.COPYFILE_FICLONE));
  // A log left beside another database would be taken for its own.
  for (const end of ['-wal', '-shm']) {
    if (existsSync(now + end)) await rename(now + end, kept + end);
  }
  return aside;
}

/** Closing the last handle brings the write-ahead log into the database. One too damaged for that goes aside as it is. */
function emptyLog(path: string): void {
  try {
    const database = new DatabaseSync(path);
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
  } catch {
    return;
  }
}

async function flush(path: string): Promise<void> {
  // Windows has no handle on a folder to flush.
  if (process.platform === 'win32') return;
  await using file = await open(path, 'r');
  await file.sync();
}

// Not awaited at the top: the command imports this file, and each would wait for the other for ever.
if (import.meta.main) void import('./restore-command.ts').then((command) => command.restoreCommand(process.argv[2]));
