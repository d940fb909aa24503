import { loadOf, servedNetwork } from '../../../shared/channel-load.ts';
import type { Quota } from '../../../shared/network-forecast.ts';
import type { ChannelRow } from '../../../shared/rows/channel.ts';
import { type Rows, showOf } from '../../../shared/rows/rows.ts';

/** From here on a limit of what is to come is worth a line, in parts of one. */
const NEAR = 0.8;

export type GaugeLine = { readonly channel: string; readonly over: boolean } & (
  | {
      readonly kind: 'cost';
      readonly spent: number;
      readonly toCome: number;
      readonly budget: number | undefined;
    }
  | {
      readonly kind: 'quota';
      readonly what: Quota['what'];
      readonly used: number;
      readonly limit: number;
      readonly fromMs: number;
    }
);

/**
 * What a team is told of while the evening goes: what X costs, and the limits that what is to come passes or comes near to.
 * Nothing in a rehearsal, which costs nothing.
 */
export function gaugesOf(rows: Rows, atMs: number): readonly GaugeLine[] {
  if (showOf(rows)?.rehearsal) return [];
  const lines = [...rows.all('channel')].filter(({ on }) => on).flatMap((channel) => linesOf(rows, channel, atMs));
  return lines.sort((a, b) => Number(b.over) - Number(a.over));
}

function linesOf(rows: Rows, channel: ChannelRow, atMs: number): readonly GaugeLine[] {
  const load = loadOf(rows, channel, atMs);
  if (!load) return [];
  const { spent, toCome, budget, ahead } = load;
  const lines: GaugeLine[] = [];
  const of = { channel: channel.id };
  if (servedNetwork(channel) === 'x' && spent + toCome > 0) {
    const over = budget !== undefined && spent + toCome > budget;
    lines.push({ ...of, kind: 'cost', spent, toCome, budget, over });
  }
  for (const { what, used, limit, fromMs, over } of ahead.quotas) {
    if (used >= limit * NEAR) lines.push({ ...of, kind: 'quota', what, used, limit, fromMs, over });
  }
  return lines;
}
