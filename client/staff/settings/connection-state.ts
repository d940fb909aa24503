import type { ConnectionReply } from '../../../shared/connection.ts';
import { type NetworkReason, readReason } from '../../../shared/network-reason.ts';
import type { Rows } from '../../../shared/rows/rows.ts';

/** Reasons that stay until a person mends the connection: to send again is of no use before. */
const MENDED_BY_A_PERSON: readonly NetworkReason[] = [
  'not-connected',
  'token',
  'not-permitted',
  'suspended',
  'credits',
  'wrong-host',
  'private-address',
  'redirected',
  'plain-http',
];

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
  return why && MENDED_BY_A_PERSON.includes(why.code) ? { state: 'attention', ...why } : { state: 'connected' };
}
