import { constants } from 'node:fs';
import { copyFile, link, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { DATABASE_FILE } from '../database.ts';

/** At one every quarter of an hour, the last twelve hours of changes. */
export const BACKUPS_KEPT = 48;
export const BACKUP_EVERY_MS = 15 * 60_000;

export const backupsFolder = (dataDir: string): string => join(dataDir, 'backups');

export interface BackupWanted {
  readonly database: DatabaseSync;
  readonly dataDir: string;
  readonly nowMs: number;
  /** Where backups are kept: `<data>/backups` by default. */
  readonly into?: string;
}

/**
 * Makes a consistent copy of a data folder, while it is used or not, and drops the oldest beyond those kept. Returns the
 * new copy's folder. Throws what the disk throws, leaving no half of a copy under a backup's name.
 */
export async function backUp({
  database,
  dataDir,
  nowMs,
  into = backupsFolder(dataDir),
}: BackupWanted): Promise<string> {
  const name = folderNameOf(nowMs);
  const half = join(into, `.half-${name}`);
  await mkdir(half, { recursive: true });
  try {
    await backup(database, join(half, DATABASE_FILE));
    markAsCopy(join(half, DATABASE_FILE));
    // After the database: every photo that the copy says was received is there by now.
    await copyPhotos(join(dataDir, 'photos'), join(half, 'photos'));
    await rename(half, join(into, name));
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    throw error;
  }
  const old = (await backupsIn(into)).slice(BACKUPS_KEPT);
  for (const name of old) await rm(join(into, name), { recursive: true, force: true });
  return join(into, name);
}

/** Names of the backups in a folder, newest first. */
export async function backupsIn(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => FOLDER_NAME.test(name))
      .sort()
      .reverse();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** The mark stands in the database itself: whoever puts the copy in place, and however, its epoch is renewed. */
export function markAsCopy(path: string): void {
  const copy = new DatabaseSync(path);
  try {
    copy.exec(`PRAGMA synchronous = FULL; INSERT INTO ledger VALUES ('copy', '1') ON CONFLICT DO NOTHING`);
  } finally {
    copy.close();
  }
}

/**
 * Adds to a folder the whole photos of another that it lacks. A photo's file never changes under its name, so a second
 * name for the same bytes is a copy that costs nothing; where the disk has no such names the bytes are copied.
 */
export async function copyPhotos(from: string, to: string): Promise<void> {
  const files = await readdir(from, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const made = new Set<string>();
  for (const file of files) {
    const folder = file.parentPath.slice(from.length);
    if (!file.isFile() || folder.split(sep).includes('incoming')) continue;
    const place = join(to, folder);
    if (!made.has(place)) await mkdir(place, { recursive: true });
    made.add(place);
    await copyOnce(join(file.parentPath, file.name), join(place, file.name));
  }
}

async function copyOnce(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    // Erased while we were copying: it is not to be in the copy either.
    if (code === 'ENOENT') return;
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  }
}

/** `2026-11-22T19-15-00-000Z`: sorts by time, and is a file's name everywhere. */
export const folderNameOf = (nowMs: number): string => new Date(nowMs).toISOString().replace(/[:.]/g, '-');
const FOLDER_NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/;

// Not awaited at the top: the command imports this file, and each would wait for the other for ever.
if (import.meta.main) void import('./backup-command.ts').then((command) => command.backupCommand(process.argv[2]));
