import type { PublicationRow } from '../../shared/rows/publication.ts';
import type { RelayRow } from '../../shared/rows/relay.ts';
import { nextLookMs } from './look-ups.ts';

/**
 * When a network that said no to taking something back is asked again: as what nobody knows of is looked for, half a
 * minute after the first no, then 2, 4 … 64 minutes. Undefined: ten times in vain, then only when a person asks.
 */
export function nextTakeBackMs({
  refusals,
  refusedMs,
}: {
  readonly refusals: number;
  readonly refusedMs: number;
}): number | undefined {
  const lookedMs = refusals > 1 ? refusedMs : undefined;
  const nextMs = nextLookMs({ calledMs: refusedMs, lookedMs, looks: refusals - 1 });
  return Number.isFinite(nextMs) ? nextMs : undefined;
}

/** `mendedMs`: when its account was last seen to answer, by who connected or tested it. */
export interface Again {
  readonly atMs: number;
  readonly mendedMs: () => number | undefined;
}

export const mayTakeBack = ({ state, trouble }: PublicationRow | RelayRow, again: Again): boolean =>
  state === 'removing' && mayTryAgain(trouble, again);

/** What its account refused is tried again when its time has come, when a person asks, and once the account is mended. */
export function mayTryAgain(trouble: RelayRow['trouble'], { atMs, mendedMs }: Again): boolean {
  const { refusals, refusedMs, askedMs, retryAtMs } = trouble ?? {};
  if (refusals === undefined || refusedMs === undefined) return true;
  if ((retryAtMs ?? Number.POSITIVE_INFINITY) <= atMs) return true;
  return Math.max(askedMs ?? 0, mendedMs() ?? 0) > refusedMs;
}
