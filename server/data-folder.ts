import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export type FolderTaken = { readonly ok: true; release(): void } | { readonly ok: false };

/**
 * One process at a time works on a data folder. The lock is SQLite's own, on a file of its own: the system lets it go
 * when the process dies, however it dies, where a file holding a process id would stay. Throws what `faultOf` names
 * when the folder cannot be written.
 */
export function takeFolder(dataDir: string): FolderTaken {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(dataDir, 'running.lock'), { timeout: 0 });
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return { ok: true, release: () => lock.close() };
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    return { ok: false };
  }
}

const SQLITE_BUSY = 5;
