import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../clock.ts';
import { hashOf, makeCode, makeId, makeToken, unspelt } from './secrets.ts';

/** It is scanned from a screen that is dying, by a phone held beside it. */
export const HANDOVER_LIFE_MS = 3 * 60_000;

/** The right to open, on another phone, a session as whoever this one is: on all their shows, once, and soon. */
export interface Handover {
  readonly id: string;
  /** The session whose owner changes phones. */
  readonly from: string;
  readonly expiresMs: number;
  readonly used: { readonly atMs: number; readonly session: string } | undefined;
}

export interface Handovers {
  /** A new one; the one before, of the same session, opens nothing from here on. */
  make(session: string): Handover & { readonly token: string; readonly code: string };
  find(by: { readonly token: string } | { readonly code: string }): Handover | undefined;
  byId(id: string): Handover | undefined;
  use(id: string, session: string): void;
  withdraw(session: string): void;
}

type HandoverRecord = {
  readonly id: string;
  readonly session: string;
  readonly expires_ms: number;
  readonly used_ms: number | null;
  readonly used_by: string | null;
};

export function openHandovers(database: DatabaseSync, clock: Clock): Handovers {
  const sql = {
    insert: database.prepare('INSERT INTO handover (id, hash, code_hash, session, expires_ms) VALUES (?, ?, ?, ?, ?)'),
    byHash: database.prepare('SELECT * FROM handover WHERE hash = ?'),
    byCode: database.prepare('SELECT * FROM handover WHERE code_hash = ?'),
    byId: database.prepare('SELECT * FROM handover WHERE id = ?'),
    use: database.prepare('UPDATE handover SET used_ms = ?, used_by = ? WHERE id = ? AND used_ms IS NULL'),
    withdraw: database.prepare('DELETE FROM handover WHERE session = ? AND used_ms IS NULL'),
  };
  return {
    make(session) {
      sql.withdraw.run(session);
      const made = { id: makeId(), token: makeToken(), code: makeCode() };
      const expiresMs = clock.nowMs() + HANDOVER_LIFE_MS;
      sql.insert.run(made.id, hashOf(made.token), hashOf(made.code), session, expiresMs);
      return { ...made, from: session, expiresMs, used: undefined };
    },
    find: (by) =>
      handoverOf('token' in by ? sql.byHash.get(hashOf(by.token)) : sql.byCode.get(hashOf(unspelt(by.code)))),
    byId: (id) => handoverOf(sql.byId.get(id)),
    use(id, session) {
      sql.use.run(clock.nowMs(), session, id);
    },
    withdraw(session) {
      sql.withdraw.run(session);
    },
  };
}

function handoverOf(record: unknown): Handover | undefined {
  if (!record) return undefined;
  const { id, session, expires_ms, used_ms, used_by } = record as HandoverRecord;
  const used = used_ms === null || used_by === null ? undefined : { atMs: used_ms, session: used_by };
  return { id, from: session, expiresMs: expires_ms, used };
}
