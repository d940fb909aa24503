import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../clock.ts';
import type { RevokedList } from '../revoked.ts';
import { hashOf, makeId, makeToken } from './secrets.ts';

/** A session nobody used for this long has ended: teams cover two or three shows a year. */
export const SESSION_LIFE_MS = 90 * 24 * 3_600_000;
/** Being seen is written at most this often: each write waits for the disk. */
const SEEN_EVERY_MS = 60_000;

/** One installation, signed in. */
export interface Session {
  readonly id: string;
  /** The installation's id, which outlives sessions. */
  readonly device: string;
  /** What its owner calls it. */
  readonly name: string;
  /** From the link printed at start. */
  readonly admin: boolean;
  readonly madeMs: number;
  readonly seenMs: number;
}

/** Who a session is on one show. */
export interface Membership {
  readonly session: string;
  readonly show: string;
  readonly staff: string;
  readonly madeMs: number;
  /** The device was sent away from this show; kept, so that an administrator's session does not come back by itself. */
  readonly revoked: boolean;
}

export interface Sessions {
  open(installation: { device: string; name: string; admin: boolean }): Session;
  /** A new token for a session; the one before opens nothing from here on. */
  renewToken(id: string): string;
  byToken(token: string): Session | undefined;
  byId(id: string): Session | undefined;
  /** It is in use, by this installation. */
  seen(session: Session, device: string): void;
  update(id: string, now: { device: string; name: string; admin: boolean }): void;
  revoke(id: string): void;

  membership(session: string, show: string): Membership | undefined;
  memberships(session: string): readonly Membership[];
  /** Of live sessions, those sent away left out. */
  members(show: string): readonly (Membership & { readonly of: Session })[];
  join(session: string, show: string, staff: string): void;
  leave(session: string, show: string): void;
  forget(session: string, show: string): void;
}

type SessionRecord = Record<'id' | 'device' | 'name', string> & Record<'admin' | 'made_ms' | 'seen_ms', number>;
type MembershipRecord = Record<'session' | 'show' | 'staff', string> & { made_ms: number; revoked_ms: number | null };

export function openSessions(database: DatabaseSync, clock: Clock, revoked: RevokedList): Sessions {
  const live = 'revoked_ms IS NULL AND seen_ms > ?';
  const sql = {
    insert: database.prepare(
      'INSERT INTO session (id, hash, device, name, admin, made_ms, seen_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    hash: database.prepare('UPDATE session SET hash = ? WHERE id = ?'),
    byHash: database.prepare(`SELECT * FROM session WHERE hash = ? AND ${live}`),
    byId: database.prepare(`SELECT * FROM session WHERE id = ? AND ${live}`),
    seen: database.prepare('UPDATE session SET seen_ms = ?, device = ? WHERE id = ?'),
    update: database.prepare('UPDATE session SET device = ?, name = ?, admin = ? WHERE id = ?'),
    revoke: database.prepare('UPDATE session SET revoked_ms = ? WHERE id = ? AND revoked_ms IS NULL'),
    one: database.prepare('SELECT * FROM session_show WHERE session = ? AND show = ?'),
    shows: database.prepare('SELECT * FROM session_show WHERE session = ? ORDER BY made_ms, show'),
    members: database.prepare('SELECT * FROM session_show WHERE show = ? AND revoked_ms IS NULL ORDER BY made_ms'),
    join: database.prepare(
      `INSERT INTO session_show (session, show, staff, made_ms) VALUES (?, ?, ?, ?)
       ON CONFLICT (session, show) DO UPDATE SET staff = excluded.staff, made_ms = excluded.made_ms, revoked_ms = NULL`,
    ),
    leftBy: database.prepare(
      `UPDATE session_show SET revoked_ms = ?1
       WHERE session = ?2 AND show = ?3 AND made_ms <= ?1 AND revoked_ms IS NULL`,
    ),
    leave: database.prepare('UPDATE session_show SET revoked_ms = ? WHERE session = ? AND show = ?'),
    forget: database.prepare('DELETE FROM session_show WHERE session = ? AND show = ?'),
  };
  // A database restored from before has them live again; a place on a show that was given anew since stands.
  for (const one of revoked.all()) {
    if (!('session' in one)) continue;
    const { session, show, atMs } = one;
    if (show === undefined) sql.revoke.run(atMs, session);
    else sql.leftBy.run(atMs, session, show);
  }
  const oldest = () => clock.nowMs() - SESSION_LIFE_MS;

  const sessions: Sessions = {
    open({ device, name, admin }) {
      const nowMs = clock.nowMs();
      const id = makeId();
      // Its token is given out by renewToken; until then no token opens it.
      sql.insert.run(id, hashOf(makeToken()), device, name, admin ? 1 : 0, nowMs, nowMs);
      return { id, device, name, admin, madeMs: nowMs, seenMs: nowMs };
    },
    renewToken(id) {
      const token = makeToken();
      sql.hash.run(hashOf(token), id);
      return token;
    },
    byToken: (token) => sessionOf(sql.byHash.get(hashOf(token), oldest())),
    byId: (id) => sessionOf(sql.byId.get(id, oldest())),
    seen(session, device) {
      const nowMs = clock.nowMs();
      if (device === session.device && nowMs - session.seenMs < SEEN_EVERY_MS) return;
      sql.seen.run(nowMs, device, session.id);
    },
    update(id, { device, name, admin }) {
      sql.update.run(device, name, admin ? 1 : 0, id);
    },
    revoke(id) {
      const atMs = clock.nowMs();
      if (sql.revoke.run(atMs, id).changes > 0) revoked.add({ session: id, atMs });
    },

    membership: (session, show) => membershipOf(sql.one.get(session, show)),
    memberships: (session) => sql.shows.all(session).flatMap((record) => membershipOf(record) ?? []),
    members: (show) =>
      sql.members.all(show).flatMap((record) => {
        const membership = membershipOf(record);
        const of = membership && sessions.byId(membership.session);
        return of ? [{ ...membership, of }] : [];
      }),
    join(session, show, staff) {
      sql.join.run(session, show, staff, clock.nowMs());
    },
    leave(session, show) {
      const atMs = clock.nowMs();
      sql.leave.run(atMs, session, show);
      revoked.add({ session, show, atMs });
    },
    forget(session, show) {
      sql.forget.run(session, show);
    },
  };
  return sessions;
}

function sessionOf(record: unknown): Session | undefined {
  if (!record) return undefined;
  const { id, device, name, admin, made_ms, seen_ms } = record as SessionRecord;
  return { id, device, name, admin: admin === 1, madeMs: made_ms, seenMs: seen_ms };
}

function membershipOf(record: unknown): Membership | undefined {
  if (!record) return undefined;
  const { session, show, staff, made_ms, revoked_ms } = record as MembershipRecord;
  return { session, show, staff, madeMs: made_ms, revoked: revoked_ms !== null };
}
