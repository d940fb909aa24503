import { effect } from '@preact/signals';
import { showOf } from '../../../shared/rows/rows.ts';
import { steadyAround } from '../../../shared/zone.ts';
import type { SessionModel } from '../../signals/session.ts';
import type { Pocket } from '../../sync/pocket.ts';
import { ZONE_KEY } from './recall-zone.ts';

/** Keeps how far from UTC the clocks of the open show are these days: the next cold start tells its hours at once. */
export function keepZone({ show }: Pick<SessionModel, 'show'>, pocket: Pocket): () => void {
  let kept: string | undefined;
  return effect(() => {
    const open = show.value;
    const zone = open && showOf(open.rows.value)?.zone;
    if (!open || zone === undefined || zone === kept) return;
    kept = zone;
    const steady = steadyAround(open.second.peek(), zone);
    if (steady) pocket.set(ZONE_KEY, JSON.stringify(steady));
    else pocket.remove(ZONE_KEY);
  });
}
