import type { DatabaseSync } from 'node:sqlite';
import { type Notice, noticesOf } from '../../shared/notices.ts';
import type { Rows } from '../../shared/rows/rows.ts';
import type { Access } from '../access/access.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Log } from '../log.ts';
import type { Send } from './sender.ts';
import type { Subscription, Subscriptions } from './subscriptions.ts';
import { payloadOf } from './words.ts';

/** What is late becomes so with no commit: the shows are looked at again this often. */
export const LOOK_EVERY_MS = 5_000;
/** A push service that is too busy is asked again this much later, and no more. */
const AGAIN_MS = [5_000, 30_000] as const;
/** What was told is remembered this long. */
const REMEMBERED_MS = 90 * 24 * 3_600_000;

export interface PushEngineParts {
  readonly ledger: Ledger;
  readonly access: Access;
  readonly database: DatabaseSync;
  readonly subscriptions: Subscriptions;
  readonly send: Send;
  readonly clock: Clock;
  readonly after: (ms: number, fn: () => void) => () => void;
  readonly log: Log;
}

export interface PushEngine {
  /** Looks at every show; to be called now and then. */
  tick(): void;
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>;
  stop(): void;
}

/**
 * Tells people's devices what happened, from the rows as they are after each commit. That a thing was told is on disk
 * before it is sent: over a crash a person is told once or not at all, never twice.
 */
export function createPushEngine(parts: PushEngineParts): PushEngine {
  const { ledger, access, database, subscriptions, clock, log } = parts;
  database.exec(`
    CREATE TABLE IF NOT EXISTS push_told (show TEXT NOT NULL, key TEXT NOT NULL, at_ms INTEGER NOT NULL, PRIMARY KEY (show, key))
    STRICT, WITHOUT ROWID;
  `);
  database.prepare('DELETE FROM push_told WHERE at_ms < ?').run(clock.nowMs() - REMEMBERED_MS);
  const known = database.prepare('SELECT 1 FROM push_told WHERE show = ? AND key = ?');
  const tell = database.prepare('INSERT INTO push_told (show, key, at_ms) VALUES (?, ?, ?)');
  const dirty = new Set<string>();
  const underWay = new Set<Promise<void>>();
  const cancels = new Set<() => void>();
  let isStopped = false;

  // A commit is told from inside the push that made it, whose transaction is on the same connection.
  const unhear = ledger.onCommit(({ show }) => {
    if (dirty.size === 0) setImmediate(lookAtDirty);
    dirty.add(show);
  });
  const unend = access.onEnded((session, show) => {
    if (show === undefined) subscriptions.forget(session);
  });

  return {
    tick() {
      for (const { id } of ledger.shows()) look(id);
    },
    async idle() {
      lookAtDirty();
      while (underWay.size > 0) await Promise.all(underWay);
    },
    stop() {
      isStopped = true;
      unhear();
      unend();
      for (const cancel of cancels) cancel();
    },
  };

  function lookAtDirty(): void {
    const shows = [...dirty];
    dirty.clear();
    for (const show of shows) look(show);
  }

  function look(show: string): void {
    if (isStopped || !subscriptions.any()) return;
    const rows = ledger.rows(show);
    const members = access.sessions.members(show).flatMap(({ session, staff }) => {
      const subscription = subscriptions.of(session);
      return subscription ? [{ staff, subscription }] : [];
    });
    if (!rows || members.length === 0) return;
    const notices = noticesOf(rows, clock.nowMs());
    for (const notice of notices) {
      const to = members.filter(({ staff, subscription }) => isFor(notice, staff, subscription));
      if (to.length === 0 || known.get(show, notice.key)) continue;
      tell.run(show, notice.key, clock.nowMs());
      const waiting = notices.filter(({ reason }) => reason === notice.reason).length;
      for (const { subscription } of to) sendTo(subscription, { rows, notice, waiting });
    }
  }

  function isFor({ to, kind, sinceMs }: Notice, staff: string, { kinds, madeMs }: Subscription): boolean {
    return to.includes(staff) && kinds.includes(kind) && sinceMs >= madeMs;
  }

  function sendTo(
    to: Subscription,
    what: { readonly rows: Rows; readonly notice: Notice; readonly waiting: number },
    [againMs, ...more]: readonly number[] = AGAIN_MS,
  ): void {
    const { rows, notice, waiting } = what;
    const sending = parts
      .send(to, payloadOf(rows, notice, { wish: to, waiting }))
      .then((sent) => {
        if (sent === 'gone') subscriptions.forgetEndpoint(to.endpoint);
        if (sent === 'failed') log.warn({ kind: notice.kind }, 'A notice could not be pushed.');
        if (sent !== 'later' || againMs === undefined || isStopped) return;
        const cancel = parts.after(againMs, () => {
          cancels.delete(cancel);
          // Its device may have been sent away meanwhile.
          if (subscriptions.of(to.session)?.endpoint === to.endpoint) sendTo(to, what, more);
        });
        cancels.add(cancel);
      })
      .finally(() => underWay.delete(sending));
    underWay.add(sending);
  }
}
