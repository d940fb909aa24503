import type { Ledger } from './ledger/ledger.ts';

/** What `/healthz` says. `failing`: the last write was not kept, so phones are asked to wait. */
export interface Health {
  readonly version: string;
  readonly epoch: string;
  readonly database: 'ok' | 'failing';
}

export const healthOf = (ledger: Ledger, version: string): Health => ({
  version,
  epoch: ledger.epoch,
  database: ledger.failure ? 'failing' : 'ok',
});
