import type { DatabaseSync } from 'node:sqlite';
import type { Fault } from '../../shared/rehearsal.ts';
import type { Relaying } from './channel.ts';
import { faultOf, unanswered } from './rehearsal-faults.ts';

export interface RehearsalRelayParts {
  readonly database: DatabaseSync;
  readonly place: { readonly show: string; readonly channel: string };
  readonly nowMs: () => number;
  readonly delay: () => Promise<void>;
  /** The next fault of the channel, taken. */
  readonly failing: () => Fault | undefined;
}

/** One of a rehearsal's accounts shows what another was sent: on the rehearsal's page, and nowhere else. */
export function rehearsalRelay({ database, place, nowMs, delay, failing }: RehearsalRelayParts): Relaying {
  const { show, channel } = place;
  const found = database.prepare(
    'select channel from rehearsal_post where show = ? and id = ? and removed = 0 and (channel <> ? or 0 = ?)',
  );
  const shown = database.prepare(
    'select 1 from rehearsal_relay where show = ? and channel = ? and of_id = ? and removed = 0',
  );
  const take = database.prepare(
    'insert into rehearsal_relay (show, channel, of_id, at_ms) values (?, ?, ?, ?) on conflict do update set removed = 0',
  );
  const takeBack = database.prepare(
    'update rehearsal_relay set removed = 1 where show = ? and channel = ? and of_id = ?',
  );
  return {
    async send(of, signal) {
      await delay();
      const fault = failing();
      if (fault && fault !== 'lost') return faultOf(fault, nowMs());
      if (!found.get(show, of.id, channel, 0)) return { outcome: 'refused', reason: 'gone' };
      if (!found.get(show, of.id, channel, 1)) return { outcome: 'refused', reason: 'same-account' };
      take.run(show, channel, of.id, nowMs());
      return fault === 'lost' ? unanswered(signal) : { outcome: 'published', remote: of };
    },
    async lookUp(of) {
      await delay();
      return shown.get(show, channel, of.id) ? { found: of } : { absent: 'proved' };
    },
    async remove(of) {
      await delay();
      takeBack.run(show, channel, of.id);
      return { removed: true };
    },
  };
}
