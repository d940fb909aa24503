import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { BACKUP_EVERY_MS, backUp } from './backup.ts';
import type { Ledger } from './ledger.ts';

export interface KeepingParts {
  readonly ledger: Pick<Ledger, 'onCommit'>;
  readonly database: DatabaseSync;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Keeping {
  /** Resolves when no backup is under way. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Makes a backup every quarter of an hour in which something changed: a server left running after its show would
 * otherwise have pushed out, by the next day, every copy but the last state. Stopping waits for the one under way.
 */
export function keepBackups({ ledger, database, dataDir, clock, log }: KeepingParts): Keeping {
  let isDue = true;
  let underWay: Promise<void> = Promise.resolve();
  const unhear = ledger.onCommit(() => {
    isDue = true;
  });
  const make = async () => {
    isDue = false;
    try {
      await backUp({ database, dataDir, nowMs: clock.nowMs() });
    } catch (error) {
      isDue = true;
      log.error({ err: error }, 'no backup could be made');
    }
  };
  const timer = setInterval(() => {
    if (isDue) underWay = underWay.then(make);
  }, BACKUP_EVERY_MS);
  return {
    idle: () => underWay,
    async stop() {
      clearInterval(timer);
      unhear();
      await underWay;
    },
  };
}
