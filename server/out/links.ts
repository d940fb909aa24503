import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../clock.ts';
import { marksFor } from '../marks.ts';
import type { RevokedList } from '../revoked.ts';

/** What a link opens: the calendar of a show or, with a person, what was said about them. */
export interface Opens {
  readonly show: string;
  readonly person?: string | undefined;
}
export interface OutLink extends Opens {
  /** To withdraw it. */
  readonly id: string;
  readonly token: string;
  readonly madeMs: number;
}

/** Links for those outside the team. Whoever has one reads, until it is withdrawn; nobody guesses one. */
export interface OutLinks {
  /** The open link to that, made where there is none. */
  make(opens: Opens): OutLink;
  /** The open links of a show. */
  open(show: string): readonly OutLink[];
  /** What a token opens now; undefined: nothing (any more). */
  find(token: string): Opens | undefined;
  /** False: there was no such open link on that show. */
  withdraw(show: string, id: string): boolean;
}

/** An id that says nothing. */
const ID_BYTES = 12;
const TOKEN = /^([A-Za-z0-9_-]{16})([A-Za-z0-9_-]{22})$/;

type LinkRecord = { readonly id: string; readonly show: string; readonly person: string; readonly made_ms: number };

/**
 * The mark is made from the server's secret key, so that a link can be shown again on any phone of the team, and whoever
 * reads the database or a backup of it can open none.
 */
export function openOutLinks(
  database: DatabaseSync,
  { key, clock, revoked }: { readonly key: Uint8Array; readonly clock: Clock; readonly revoked: RevokedList },
): OutLinks {
  database.exec(`
    CREATE TABLE IF NOT EXISTS out_link (
      id TEXT PRIMARY KEY, show TEXT NOT NULL, person TEXT NOT NULL, made_ms INTEGER NOT NULL, withdrawn_ms INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX IF NOT EXISTS out_link_open ON out_link (show, person) WHERE withdrawn_ms IS NULL;
  `);
  const sql = {
    insert: database.prepare('INSERT INTO out_link (id, show, person, made_ms) VALUES (?, ?, ?, ?)'),
    of: database.prepare('SELECT * FROM out_link WHERE show = ? AND person = ? AND withdrawn_ms IS NULL'),
    open: database.prepare('SELECT * FROM out_link WHERE show = ? AND withdrawn_ms IS NULL ORDER BY made_ms, id'),
    byId: database.prepare('SELECT * FROM out_link WHERE id = ? AND withdrawn_ms IS NULL'),
    withdraw: database.prepare(
      'UPDATE out_link SET withdrawn_ms = ? WHERE show = ? AND id = ? AND withdrawn_ms IS NULL',
    ),
    withdrawn: database.prepare('UPDATE out_link SET withdrawn_ms = ? WHERE id = ? AND withdrawn_ms IS NULL'),
  };
  // A database restored from before has them open again.
  for (const one of revoked.all()) if ('link' in one) sql.withdrawn.run(one.atMs, one.link);
  const marks = marksFor('out link', key);
  const linkOf = (record: unknown): OutLink => {
    const { id, show, person, made_ms } = record as LinkRecord;
    const token = id + marks.of(id);
    return { id, show, ...(person === '' ? {} : { person }), madeMs: made_ms, token };
  };

  return {
    make({ show, person = '' }) {
      const there = sql.of.get(show, person);
      if (there) return linkOf(there);
      const id = randomBytes(ID_BYTES).toString('base64url');
      const madeMs = clock.nowMs();
      sql.insert.run(id, show, person, madeMs);
      return linkOf({ id, show, person, made_ms: madeMs });
    },
    open: (show) => sql.open.all(show).map(linkOf),
    find(token) {
      const [, id, mark] = TOKEN.exec(token) ?? [];
      if (id === undefined || mark === undefined) return undefined;
      if (!marks.isOf(id, mark)) return undefined;
      const record = sql.byId.get(id);
      return record && linkOf(record);
    },
    withdraw(show, id) {
      const atMs = clock.nowMs();
      if (sql.withdraw.run(atMs, show, id).changes === 0) return false;
      revoked.add({ link: id, atMs });
      return true;
    },
  };
}

/**
 * Ids by which calendars know a segment again, whatever its title and hour become: unlike any other server's, and the
 * same after a restart, a move to another address and a restored backup.
 */
export function calendarIds(key: Uint8Array): (show: string, segment: string) => string {
  const own = new Uint8Array(hkdfSync('sha256', key, '', 'regie calendar id', 32));
  return (show, segment) =>
    `${createHmac('sha256', own).update(`${show}/${segment}`).digest('hex').slice(0, 32)}@regie`;
}
