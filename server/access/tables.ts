import type { DatabaseSync } from 'node:sqlite';

/** Used or expired invitations and dead sessions are kept this long, so that a person can be told which it was. */
const REMEMBERED_MS = 90 * 24 * 3_600_000;

/**
 * Sessions and invitations: the server's own, never rows of a show. They are in the ledger's file because a backup must
 * hold both. Tokens and codes are here as their SHA-256 only. Made where absent, at each start.
 */
export function prepareAccessTables(database: DatabaseSync, nowMs: number): void {
  database.exec(`
    CREATE TABLE IF NOT EXISTS session (
      id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, device TEXT NOT NULL, name TEXT NOT NULL,
      admin INTEGER NOT NULL, made_ms INTEGER NOT NULL, seen_ms INTEGER NOT NULL, revoked_ms INTEGER
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE IF NOT EXISTS session_show (
      session TEXT NOT NULL, show TEXT NOT NULL, staff TEXT NOT NULL, made_ms INTEGER NOT NULL, revoked_ms INTEGER,
      PRIMARY KEY (session, show)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS session_show_by_show ON session_show (show, staff);

    CREATE TABLE IF NOT EXISTS invitation (
      id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, code_hash TEXT UNIQUE, show TEXT, staff TEXT,
      made_ms INTEGER NOT NULL, expires_ms INTEGER NOT NULL, code_expires_ms INTEGER NOT NULL,
      used_ms INTEGER, used_by TEXT, withdrawn_ms INTEGER
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE IF NOT EXISTS handover (
      id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, code_hash TEXT NOT NULL, session TEXT NOT NULL,
      expires_ms INTEGER NOT NULL, used_ms INTEGER, used_by TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS handover_by_code ON handover (code_hash);
  `);
  const beforeMs = nowMs - REMEMBERED_MS;
  database.prepare('DELETE FROM invitation WHERE expires_ms < ?').run(beforeMs);
  database.prepare('DELETE FROM handover WHERE expires_ms < ?').run(beforeMs);
  database
    .prepare('DELETE FROM session_show WHERE session IN (SELECT id FROM session WHERE seen_ms < ? OR revoked_ms < ?)')
    .run(beforeMs, beforeMs);
  database.prepare('DELETE FROM session WHERE seen_ms < ? OR revoked_ms < ?').run(beforeMs, beforeMs);
}

/** All of it or nothing. Nothing in it may push to the ledger, which has the same connection and a transaction of its own. */
export function atomically<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
