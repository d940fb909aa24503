import type { DatabaseSync } from 'node:sqlite';
import webPush from 'web-push';
import type { Sealing } from '../access/sealing.ts';

/** Who the server is to push services (RFC 8292). Subscriptions are bound to the public key: it must outlive restarts. */
export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

const ABOUT = 'push/vapid';

/**
 * The server's keys, made at first start; the private one is sealed with the key file. Sealed with another key (a lost
 * key file), they are made anew, and subscriptions made for the old ones are of no use and go.
 */
export function openVapidKeys(database: DatabaseSync, sealing: Sealing): VapidKeys {
  database.exec(`
    CREATE TABLE IF NOT EXISTS push_key (id INTEGER PRIMARY KEY CHECK (id = 1), public TEXT NOT NULL, sealed TEXT NOT NULL) STRICT;
  `);
  const kept = database.prepare('SELECT public, sealed FROM push_key').get();
  const privateKey = kept && sealing.open(String(kept.sealed), ABOUT);
  if (kept && privateKey !== undefined) return { publicKey: String(kept.public), privateKey };
  const made = webPush.generateVAPIDKeys();
  database
    .prepare('INSERT OR REPLACE INTO push_key (id, public, sealed) VALUES (1, ?, ?)')
    .run(made.publicKey, sealing.seal(made.privateKey, ABOUT));
  return made;
}
