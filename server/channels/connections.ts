import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Identity } from '../../shared/connection.ts';
import type { Network } from '../../shared/rows/channel.ts';
import type { Sealing } from '../access/sealing.ts';
import type { Clock } from '../clock.ts';
import type { Credentials } from './credentials.ts';
import type { Kept } from './kept.ts';

/** A channel of a show. */
export interface Place {
  readonly show: string;
  readonly channel: string;
}

/** What is known of a connection without opening it. */
export interface Connection {
  /** New each time it is made, so that what was made for an earlier one is not taken for it. */
  readonly id: string;
  readonly network: Network;
  readonly identity: Identity;
  readonly checkedMs: number;
}

/** The accounts that channels publish on. Credentials are sealed, leave this file to their channel only, and are in no row. */
export interface Connections {
  of(place: Place): Connection | undefined;
  /** Undefined: not connected, or sealed with another key. What is put after a disconnection is put nowhere. */
  open(place: Place): Kept<Credentials> | undefined;
  connect(place: Place, credentials: Credentials, identity: Identity): void;
  checked(place: Place, identity: Identity): void;
  disconnect(place: Place): void;
}

export function openConnections({
  database,
  sealing,
  clock,
}: {
  readonly database: DatabaseSync;
  readonly sealing: Sealing;
  readonly clock: Clock;
}): Connections {
  database.exec(`
    CREATE TABLE IF NOT EXISTS channel_connection (
      show TEXT NOT NULL, channel TEXT NOT NULL, id TEXT NOT NULL, network TEXT NOT NULL, sealed TEXT NOT NULL,
      identity TEXT NOT NULL, checked_ms INTEGER NOT NULL, PRIMARY KEY (show, channel)
    ) STRICT, WITHOUT ROWID;
  `);
  const found = database.prepare('SELECT * FROM channel_connection WHERE show = ? AND channel = ?');
  const made = database.prepare(
    'INSERT OR REPLACE INTO channel_connection (show, channel, id, network, sealed, identity, checked_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const resealed = database.prepare(
    'UPDATE channel_connection SET sealed = ? WHERE show = ? AND channel = ? AND id = ?',
  );
  const checked = database.prepare(
    'UPDATE channel_connection SET identity = ?, checked_ms = ? WHERE show = ? AND channel = ?',
  );
  const removed = database.prepare('DELETE FROM channel_connection WHERE show = ? AND channel = ?');

  return {
    of({ show, channel }) {
      const row = found.get(show, channel);
      return (
        row && {
          id: String(row.id),
          network: String(row.network) as Network,
          identity: JSON.parse(String(row.identity)) as Identity,
          checkedMs: Number(row.checked_ms),
        }
      );
    },
    open(place) {
      const { show, channel } = place;
      const row = found.get(show, channel);
      const words = row && sealing.open(String(row.sealed), about(place));
      if (!row || words === undefined) return undefined;
      let credentials = JSON.parse(words) as Credentials;
      return {
        get: () => credentials,
        put(next) {
          resealed.run(sealing.seal(JSON.stringify(next), about(place)), show, channel, String(row.id));
          credentials = next;
        },
      };
    },
    connect(place, credentials, identity) {
      const { show, channel } = place;
      const id = randomBytes(12).toString('base64url');
      const sealed = sealing.seal(JSON.stringify(credentials), about(place));
      made.run(show, channel, id, credentials.network, sealed, JSON.stringify(identity), clock.nowMs());
    },
    checked({ show, channel }, identity) {
      checked.run(JSON.stringify(identity), clock.nowMs(), show, channel);
    },
    disconnect({ show, channel }) {
      removed.run(show, channel);
    },
  };
}

/** Sealed for one channel, it opens for no other: a row copied by hand in the database is of no use. */
const about = ({ show, channel }: Place): string => `channel/${show}/${channel}`;
