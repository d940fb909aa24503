import type { Correction, PublicationRow } from '../../shared/rows/publication.ts';
import type { RelayRow } from '../../shared/rows/relay.ts';
import { nextLookMs } from './look-ups.ts';

/**
 * When an account that said no, to taking something back or to being looked at, is asked again: as what nobody knows of
 * is looked for, half a minute after the first no, then 2, 4 … 64 minutes. Undefined: ten times in vain, then only when a
 * person asks.
 */
export function nextAfterNoMs({
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

type Sought = Pick<PublicationRow, 'lookedMs' | 'looks' | 'lookAskedMs' | 'trouble'> & {
  readonly state: (PublicationRow | RelayRow | Correction)['state'];
};

/** What nobody knows of may be looked for. `calledMs`: until when its last call may have been made. */
export function mayLookUp(
  { state, lookedMs, looks, lookAskedMs, trouble }: Sought,
  { calledMs, ...again }: Again & { readonly calledMs: number },
): boolean {
  if (state !== 'unknown' || !mayTryAgain(trouble, again)) return false;
  // Its account let nobody look: that wait alone counts, and is over.
  if (trouble?.refusals !== undefined) return true;
  return nextLookMs({ calledMs, lookedMs, looks, lookAskedMs }) <= again.atMs;
}

/** What its account refused is tried again when its time has come, when a person asks, and once the account is mended. */
function mayTryAgain(trouble: PublicationRow['trouble'], { atMs, mendedMs }: Again): boolean {
  const { refusals, refusedMs, askedMs, retryAtMs } = trouble ?? {};
  if (refusals === undefined || refusedMs === undefined) return true;
  if ((retryAtMs ?? Number.POSITIVE_INFINITY) <= atMs) return true;
  return Math.max(askedMs ?? 0, mendedMs() ?? 0) > refusedMs;
}
