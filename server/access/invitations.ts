import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../clock.ts';
import type { RevokedList } from '../revoked.ts';
import { hashOf, makeCode, makeId, makeToken, unspelt } from './secrets.ts';

/** A link may be sent to a team before the day. */
export const LINK_LIFE_MS = 72 * 3_600_000;
/** A code is short, so it does not live long. */
export const CODE_LIFE_MS = 10 * 60_000;
/** The answer to a redemption may be lost in a full hall: for so long the same installation may ask again. */
export const AGAIN_MS = 2 * 60_000;

/** The right to open one session: as a staff member of a show or, with neither, as administrator of all. */
export interface Invitation {
  readonly id: string;
  readonly target: { readonly show: string; readonly staff: string } | 'admin';
  readonly madeMs: number;
  readonly expiresMs: number;
  readonly codeExpiresMs: number;
  readonly used: { readonly atMs: number; readonly session: string } | undefined;
  readonly withdrawn: boolean;
}

export interface Invitations {
  make(target: Invitation['target']): Invitation & { readonly token: string; readonly code: string };
  /** Used, expired or withdrawn ones too: a person is told which. */
  find(by: { readonly token: string } | { readonly code: string }): Invitation | undefined;
  byId(id: string): Invitation | undefined;
  /** Of a show, those that can still be redeemed. */
  open(show: string): readonly Invitation[];
  use(id: string, session: string): void;
  withdraw(id: string): void;
  /** Administrator's links not yet used open nothing from here on. */
  withdrawAdmin(): void;
}

type InvitationRecord = {
  readonly id: string;
  readonly show: string | null;
  readonly staff: string | null;
  readonly made_ms: number;
  readonly expires_ms: number;
  readonly code_expires_ms: number;
  readonly used_ms: number | null;
  readonly used_by: string | null;
  readonly withdrawn_ms: number | null;
};

export function openInvitations(database: DatabaseSync, clock: Clock, revoked: RevokedList): Invitations {
  const sql = {
    insert: database.prepare(
      `INSERT INTO invitation (id, hash, code_hash, show, staff, made_ms, expires_ms, code_expires_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    // A code may be drawn again once it has died; the newest is the one that was read out.
    freeCode: database.prepare('UPDATE invitation SET code_hash = NULL WHERE code_hash = ?'),
    byHash: database.prepare('SELECT * FROM invitation WHERE hash = ?'),
    byCode: database.prepare('SELECT * FROM invitation WHERE code_hash = ?'),
    byId: database.prepare('SELECT * FROM invitation WHERE id = ?'),
    open: database.prepare(
      `SELECT * FROM invitation WHERE show = ? AND used_ms IS NULL AND withdrawn_ms IS NULL AND expires_ms > ?
       ORDER BY made_ms`,
    ),
    use: database.prepare('UPDATE invitation SET used_ms = ?, used_by = ? WHERE id = ? AND used_ms IS NULL'),
    withdraw: database.prepare('UPDATE invitation SET withdrawn_ms = ? WHERE id = ? AND withdrawn_ms IS NULL'),
    withdrawAdmin: database.prepare(
      'UPDATE invitation SET withdrawn_ms = ? WHERE show IS NULL AND used_ms IS NULL AND withdrawn_ms IS NULL',
    ),
  };
  // A database restored from before has them open again.
  for (const one of revoked.all()) {
    if (!('invitation' in one)) continue;
    if (one.usedBy === undefined) sql.withdraw.run(one.atMs, one.invitation);
    else sql.use.run(one.atMs, one.usedBy, one.invitation);
  }

  return {
    make(target) {
      const nowMs = clock.nowMs();
      const made = { id: makeId(), token: makeToken(), code: makeCode() };
      const expiresMs = nowMs + LINK_LIFE_MS;
      const codeExpiresMs = nowMs + CODE_LIFE_MS;
      const [show, staff] = target === 'admin' ? [null, null] : [target.show, target.staff];
      // An administrator's link is never spelt out, so it has no short way in.
      const codeHash = target === 'admin' ? null : hashOf(made.code);
      if (codeHash !== null) sql.freeCode.run(codeHash);
      sql.insert.run(made.id, hashOf(made.token), codeHash, show, staff, nowMs, expiresMs, codeExpiresMs);
      return { ...made, target, madeMs: nowMs, expiresMs, codeExpiresMs, used: undefined, withdrawn: false };
    },
    find: (by) =>
      invitationOf('token' in by ? sql.byHash.get(hashOf(by.token)) : sql.byCode.get(hashOf(unspelt(by.code)))),
    byId: (id) => invitationOf(sql.byId.get(id)),
    open: (show) => sql.open.all(show, clock.nowMs()).flatMap((record) => invitationOf(record) ?? []),
    use(id, session) {
      const atMs = clock.nowMs();
      if (sql.use.run(atMs, session, id).changes > 0) revoked.add({ invitation: id, usedBy: session, atMs });
    },
    withdraw(id) {
      const atMs = clock.nowMs();
      if (sql.withdraw.run(atMs, id).changes > 0) revoked.add({ invitation: id, atMs });
    },
    withdrawAdmin() {
      sql.withdrawAdmin.run(clock.nowMs());
    },
  };
}

function invitationOf(record: unknown): Invitation | undefined {
  if (!record) return undefined;
  const found = record as InvitationRecord;
  return {
    id: found.id,
    target: found.show === null || found.staff === null ? 'admin' : { show: found.show, staff: found.staff },
    madeMs: found.made_ms,
    expiresMs: found.expires_ms,
    codeExpiresMs: found.code_expires_ms,
    used:
      found.used_ms === null || found.used_by === null ? undefined : { atMs: found.used_ms, session: found.used_by },
    withdrawn: found.withdrawn_ms !== null,
  };
}
