import type { IncomingHttpHeaders } from 'node:http';
import type { DatabaseSync } from 'node:sqlite';
import type { SessionShow } from '../../shared/access.ts';
import { showOf } from '../../shared/rows/rows.ts';
import type { Hat, StaffRow } from '../../shared/rows/staff.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Log } from '../log.ts';
import type { RevokedList } from '../revoked.ts';
import { administratorOf } from './administrator.ts';
import { cookieIn } from './cookies.ts';
import { type Handovers, openHandovers } from './handovers.ts';
import { type Invitations, openInvitations } from './invitations.ts';
import { type Origin, originRule } from './origin.ts';
import { openSessions, type Session, type Sessions } from './sessions.ts';
import { prepareAccessTables } from './tables.ts';

/** Who is who. Nothing of it is kept in memory: what was revoked a moment ago is revoked at the next look. */
export interface Access {
  /** Whose request or handshake this is, by its cookie. */
  authenticate(headers: IncomingHttpHeaders): Session | undefined;
  /** A live session by its id. */
  session(id: string): Session | undefined;
  /** Marks a session as in use by this installation. */
  seen(session: Session, device: string): void;
  /** Where a request comes from. Unsafe routes and upgrades take `same` only, or `absent` where no browser is. */
  originOf(headers: IncomingHttpHeaders): Origin;

  /** Who a session is on a show, be that staff row revoked: a push says so with its own refusal. */
  staffOf(session: string, show: string): string | undefined;
  /** The same, for reading: undefined too when that staff member was revoked. */
  staffRow(session: string, show: string): StaffRow | undefined;
  may(session: string, show: string, hat: Hat): boolean;
  showsOf(session: string): readonly SessionShow[];

  /** A new one-time link that opens a session administering every show; earlier ones not yet used die. */
  adminLink(baseUrl: string): string;
  /** Everyone on a show is on its copy too, each as the same staff row. */
  share(show: string, copy: string): void;
  /** Makes a session a staff member of a show. */
  enter(session: string, show: string, staff: string): void;
  /** Ends a session. */
  end(session: string): void;
  /** Tells whoever serves this session's connections to end them: all, or those on one show. */
  ended(session: string, show?: string): void;
  /** Each time a session, or its place on one show, has just ended. */
  onEnded(listener: (session: string, show?: string) => void): () => void;

  readonly sessions: Sessions;
  readonly invitations: Invitations;
  readonly handovers: Handovers;
  readonly database: DatabaseSync;
}

export interface AccessParts {
  readonly database: DatabaseSync;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  /** The address phones use, if it is known: HTTPS. */
  readonly publicUrl: string | undefined;
  /** What was revoked, whatever a restored database says. */
  readonly revoked: RevokedList;
}

export function createAccess({ database, ledger, clock, log, publicUrl, revoked }: AccessParts): Access {
  prepareAccessTables(database, clock.nowMs());
  const sessions = openSessions(database, clock, revoked);
  const invitations = openInvitations(database, clock, revoked);
  const listeners = new Set<(session: string, show?: string) => void>();

  const access: Access = {
    sessions,
    invitations,
    handovers: openHandovers(database, clock),
    database,
    originOf: originRule(publicUrl),

    authenticate(headers) {
      const cookie = cookieIn(headers);
      const session = cookie && sessions.byToken(cookie.token);
      if (session) access.seen(session, session.device);
      return session;
    },
    session: sessions.byId,
    seen(session, device) {
      try {
        sessions.seen(session, device);
      } catch (error) {
        // When it was last seen is a courtesy: a disk that cannot take it must not sign anyone out.
        log.warn({ error }, 'A session could not be marked as seen.');
      }
    },

    staffOf(session, show) {
      const membership = sessions.membership(session, show);
      if (membership) return membership.revoked ? undefined : membership.staff;
      if (!sessions.byId(session)?.admin) return undefined;
      const staff = administratorOf(ledger, show, clock);
      if (staff !== undefined) sessions.join(session, show, staff);
      return staff;
    },
    staffRow(session, show) {
      const staff = access.staffOf(session, show);
      const row = staff === undefined ? undefined : ledger.rows(show)?.get('staff', staff);
      return row?.revoked ? undefined : row;
    },
    may: (session, show, hat) => access.staffRow(session, show)?.hats.includes(hat) ?? false,
    showsOf: (session) => ledger.shows().flatMap(({ id }) => shownTo(access, { ledger, session, show: id }) ?? []),

    adminLink(baseUrl) {
      invitations.withdrawAdmin();
      return joinUrl(baseUrl, invitations.make('admin').token);
    },
    share(show, copy) {
      for (const { session, staff } of sessions.members(show)) sessions.join(session, copy, staff);
    },
    enter: sessions.join,
    end(session) {
      sessions.revoke(session);
      access.ended(session);
    },
    ended(session, show) {
      for (const listener of listeners) listener(session, show);
    },
    onEnded(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  ledger.onCommit(({ show, rows }) => {
    for (const row of rows) {
      if (row.row !== 'staff' || !row.revoked) continue;
      for (const { session, staff } of sessions.members(show)) if (staff === row.id) access.ended(session, show);
    }
  });
  return access;
}

/** Its token sits in the fragment, which no browser sends to a server and no proxy logs. */
export const joinUrl = (baseUrl: string, token: string): string => `${new URL(baseUrl).origin}/#join=${token}`;

function shownTo(
  access: Access,
  { ledger, session, show }: { readonly ledger: Ledger; readonly session: string; readonly show: string },
): SessionShow | undefined {
  const staff = access.staffRow(session, show);
  const rows = ledger.rows(show);
  const of = rows && showOf(rows);
  if (!staff || !of) return undefined;
  let startsMs: number | undefined;
  for (const segment of rows.all('segment')) {
    if (!segment.cancelled && (startsMs === undefined || segment.plannedMs < startsMs)) startsMs = segment.plannedMs;
  }
  return {
    id: of.id,
    name: of.name,
    shortName: of.shortName,
    staff: staff.id,
    rehearsal: of.rehearsal,
    ...(of.rehearses === undefined ? {} : { rehearses: of.rehearses }),
    ...(startsMs === undefined ? {} : { startsMs }),
    ...(of.endedMs === undefined ? {} : { endedMs: of.endedMs }),
  };
}
