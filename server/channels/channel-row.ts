import type { Response } from 'express';
import type { CheckReply } from '../../shared/connection.ts';
import type { ChannelRow } from '../../shared/rows/channel.ts';
import type { Access } from '../access/access.ts';
import { refused, sessionOf } from '../access/guard.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Channel } from './channel.ts';
import type { Place } from './connections.ts';
import { failureOf } from './http.ts';

/** A network takes four round trips to sign in at most. */
export const CHECK_LIMIT_MS = 20_000;
/** Checks sign in: a network locks out who tries too often. */
export const CHECKING = { burst: 10, perSecond: 1 / 10 };

/** What a channel says of its account; a call that fails is a check that is not passed. */
export async function checked(channel: Channel): Promise<CheckReply> {
  try {
    return await channel.check(AbortSignal.timeout(CHECK_LIMIT_MS));
  } catch (error) {
    return { ok: false, reason: failureOf(error).reason };
  }
}

/** The channel's row, for an administrator of its show; else says why not. */
export function channelRow(
  { access, ledger }: { readonly access: Access; readonly ledger: Ledger },
  params: Readonly<Record<string, unknown>>,
  res: Response,
): ChannelRow | undefined {
  const { show, channel } = placeOf(params);
  const session = sessionOf(res).id;
  const rows = ledger.rows(show);
  if (!rows || !access.staffRow(session, show)) refused(res, 'unknown-show');
  else if (!access.may(session, show, 'administer')) refused(res, 'not-allowed');
  else {
    const row = rows.get('channel', channel);
    if (row) return row;
    refused(res, 'unknown');
  }
  return undefined;
}

export const placeOf = ({ show, channel }: Readonly<Record<string, unknown>>): Place => ({
  show: String(show),
  channel: String(channel),
});
