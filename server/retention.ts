import { outlived } from '../shared/retention.ts';
import type { Clock } from './clock.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Log } from './log.ts';

export const RETENTION_EVERY_MS = 60_000;
/** Each reads its show's whole history, and nothing else is answered meanwhile: a long list is gone through in turns. */
const AT_ONCE = 10;

export interface RetentionParts {
  readonly ledger: Pick<Ledger, 'shows' | 'rows' | 'push' | 'epoch'>;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
}

/** Erases what a show has kept long enough: drafts some time after its end, and what the audience said. */
export function createRetention({ ledger, clock, log }: RetentionParts): { tick(): void } {
  return {
    tick() {
      const nowMs = clock.nowMs();
      const due = ledger.shows().flatMap(({ id: show }) => {
        const rows = ledger.rows(show);
        if (!rows) return [];
        const { posts, messages } = outlived(rows, nowMs);
        return [...posts, ...messages].map(({ row, id }) => ({ show, row, id }));
      });
      const mutations = due.slice(0, AT_ONCE).map(({ show, row, id }) => ({
        id: `erase/${row}/${id}/${ledger.epoch}`,
        show,
        name: 'row.erase',
        args: { row, id },
        madeAtMs: nowMs,
        epoch: ledger.epoch,
      }));
      if (mutations.length === 0) return;
      for (const answer of ledger.push(mutations, { by: 'engine:retention' })) {
        if (answer.kind !== 'applied') log.warn({ answer }, 'what was kept long enough could not be erased');
      }
    },
  };
}
