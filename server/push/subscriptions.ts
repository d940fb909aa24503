import type { DatabaseSync } from 'node:sqlite';
import { NOTICE_KINDS } from '../../shared/notices.ts';
import type { PushWish, Subscribe } from '../../shared/push.ts';
import type { Clock } from '../clock.ts';

/** Where one signed-in device is told of what it asked for. */
export interface Subscription extends Subscribe {
  readonly session: string;
  /** What was so before then is not told. */
  readonly madeMs: number;
}

/** The devices that asked to be told, one subscription each. The server's own: no row, no patch and no export holds any. */
export interface Subscriptions {
  of(session: string): Subscription | undefined;
  /** A device's wish changes without forgetting since when it is told. */
  put(session: string, subscribe: Subscribe): void;
  forget(session: string): void;
  /** The push service knows it no longer. */
  forgetEndpoint(endpoint: string): void;
  any(): boolean;
}

export function openSubscriptions(
  database: DatabaseSync,
  { clock, publicKey }: { readonly clock: Clock; readonly publicKey: string },
): Subscriptions {
  database.exec(`
    CREATE TABLE IF NOT EXISTS push_subscription (
      session TEXT PRIMARY KEY, endpoint TEXT NOT NULL UNIQUE, p256dh TEXT NOT NULL, auth TEXT NOT NULL,
      language TEXT NOT NULL, kinds TEXT NOT NULL, quiet INTEGER NOT NULL, server_key TEXT NOT NULL, made_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `);
  // Made for keys that this server no longer has: their push service refuses whatever it sends.
  database.prepare('DELETE FROM push_subscription WHERE server_key <> ?').run(publicKey);
  const sql = {
    one: database.prepare('SELECT * FROM push_subscription WHERE session = ?'),
    any: database.prepare('SELECT 1 FROM push_subscription LIMIT 1'),
    // Another person signed in on the same phone: what was theirs to be told goes with them.
    put: database.prepare(
      `INSERT OR REPLACE INTO push_subscription (session, endpoint, p256dh, auth, language, kinds, quiet, server_key, made_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    forget: database.prepare('DELETE FROM push_subscription WHERE session = ?'),
    forgetEndpoint: database.prepare('DELETE FROM push_subscription WHERE endpoint = ?'),
  };
  const of = (session: string): Subscription | undefined => {
    const row = sql.one.get(session);
    return row && subscriptionOf(row);
  };
  return {
    of,
    put(session, { endpoint, keys, language, kinds, quiet }) {
      const madeMs = of(session)?.madeMs ?? clock.nowMs();
      const wished = NOTICE_KINDS.filter((kind) => kinds.includes(kind)).join(' ');
      sql.put.run(session, endpoint, keys.p256dh, keys.auth, language, wished, quiet ? 1 : 0, publicKey, madeMs);
    },
    forget: (session) => void sql.forget.run(session),
    forgetEndpoint: (endpoint) => void sql.forgetEndpoint.run(endpoint),
    any: () => sql.any.get() !== undefined,
  };
}

function subscriptionOf(row: Readonly<Record<string, unknown>>): Subscription {
  const kinds = String(row.kinds).split(' ');
  return {
    session: String(row.session),
    endpoint: String(row.endpoint),
    keys: { p256dh: String(row.p256dh), auth: String(row.auth) },
    language: String(row.language) as PushWish['language'],
    kinds: NOTICE_KINDS.filter((kind) => kinds.includes(kind)),
    quiet: row.quiet === 1,
    madeMs: Number(row.made_ms),
  };
}
