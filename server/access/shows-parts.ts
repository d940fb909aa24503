import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Access } from './access.ts';

/** What a router that changes shows for a signed-in person is made of. */
export interface ShowsParts {
  readonly access: Access;
  readonly ledger: Ledger;
  readonly clock: Clock;
}

/** When the ledger could not write, and did not say for how long. */
export const LEDGER_RETRY_MS = 2_000;
