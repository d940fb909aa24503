import type { DatabaseSync } from 'node:sqlite';
import type { Sealing } from '../access/sealing.ts';
import type { XApplication } from './x-tokens.ts';

export type Application = XApplication & { readonly clientId: string };

/** The app with which accounts of a show are signed in to at a network that makes none by itself. Sealed as credentials are. */
export interface Applications {
  /** Undefined: none was given, or it is sealed with another key. */
  of(show: string): Application | undefined;
  keep(show: string, application: Application): void;
}

export function openApplications({
  database,
  sealing,
}: {
  readonly database: DatabaseSync;
  readonly sealing: Sealing;
}): Applications {
  database.exec('CREATE TABLE IF NOT EXISTS x_application (show TEXT PRIMARY KEY, sealed TEXT NOT NULL) STRICT;');
  const found = database.prepare('SELECT sealed FROM x_application WHERE show = ?');
  const kept = database.prepare('INSERT OR REPLACE INTO x_application (show, sealed) VALUES (?, ?)');
  return {
    of(show) {
      const row = found.get(show);
      const words = row && sealing.open(String(row.sealed), about(show));
      return words === undefined ? undefined : (JSON.parse(words) as Application);
    },
    keep(show, application) {
      kept.run(show, sealing.seal(JSON.stringify(application), about(show)));
    },
  };
}

const about = (show: string): string => `application/${show}`;
