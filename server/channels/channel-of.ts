import { showOf } from '../../shared/rows/rows.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ChannelOf } from './channel.ts';
import type { RehearsalNetwork } from './rehearsal.ts';

/** A rehearsal is given rehearsal channels and no other: it can reach no network by construction. */
export function channelsOf({
  ledger,
  rehearsal,
  connected,
}: {
  readonly ledger: Ledger;
  readonly rehearsal: RehearsalNetwork;
  readonly connected: ChannelOf;
}): ChannelOf {
  return (show, id) => {
    const rows = ledger.rows(show);
    const channel = rows?.get('channel', id);
    if (!rows || !channel) return undefined;
    // Without its show's row nobody can say that it is none: nothing is sent.
    if (showOf(rows)?.rehearsal !== false) return rehearsal.channel(show, id, channel.network);
    const account = connected(show, id);
    return account?.network === channel.network ? account : undefined;
  };
}
