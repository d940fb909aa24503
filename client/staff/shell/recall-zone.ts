import { knowSteady, type SteadyZone } from '../../../shared/text/hours.ts';
import type { Pocket } from '../../sync/pocket.ts';

export const ZONE_KEY = 'regie.zone';

/** Knows again what `keepZone` kept: how far from UTC the clocks of the last show's place were. */
export function recallZone(pocket: Pocket): void {
  const kept = pocket.get(ZONE_KEY);
  if (kept === undefined) return;
  try {
    const { zone, ...span } = JSON.parse(kept) as SteadyZone;
    if (typeof zone === 'string' && Object.values(span).every(Number.isFinite)) knowSteady({ zone, ...span });
  } catch {
    // Not ours, or cut short: hours are told by the browser's own tables.
  }
}
