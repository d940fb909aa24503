import type { ConnectionReply } from '../../../shared/connection.ts';
import { MENDED_BY_CONNECTING, type NetworkReason, readReason } from '../../../shared/network-reason.ts';
import type { Rows } from '../../../shared/rows/rows.ts';

export type ConnectionState =
  | { readonly state: 'none' | 'unreadable' | 'connected' }
  /** The network no longer takes what this channel sends, and why. */
  | { readonly state: 'attention'; readonly code: NetworkReason; readonly detail: string };

/** What a connection is worth now: what the server keeps, and what became of the channel's last call since it was checked. */
export function connectionState(rows: Rows, channel: string, reply: ConnectionReply): ConnectionState {
  if (reply.state !== 'connected') return { state: reply.state };
  const sinceMs = reply.checkedMs ?? 0;
  let last: { readonly atMs: number; readonly reason: string | undefined } | undefined;
  for (const publication of rows.all('publication')) {
    if (publication.channel !== channel) continue;
    for (const { atMs, outcome, reason } of publication.tries) {
      if (outcome !== undefined && atMs > (last?.atMs ?? sinceMs)) last = { atMs, reason };
    }
  }
  const why = last?.reason === undefined ? undefined : readReason(last.reason);
  return why && MENDED_BY_CONNECTING.includes(why.code) ? { state: 'attention', ...why } : { state: 'connected' };
}
