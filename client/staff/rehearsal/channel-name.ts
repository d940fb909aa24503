import type { Rows } from '../../../shared/rows/rows.ts';
import { common } from '../../words/common.ts';

/** A channel as people say it: its network. */
export function channelName(rows: Rows, channel: string): string {
  const network = rows.get('channel', channel)?.network;
  return network === undefined ? channel : common().networks[network];
}
