import { type Rows, showOf } from '../../../shared/rows/rows.ts';
import { byRank } from '../../../shared/running-plan.ts';
import { isSameDay } from '../../../shared/zone.ts';

/**
 * Above which segments the day has to be said: the first of each day, where it is not today that all begins. An hour alone
 * is taken for today's.
 */
export function daysOf(
  rows: Rows,
  room: string | undefined,
  { nowMs, language }: { readonly nowMs: number; readonly language: string },
): ReadonlyMap<string, string> {
  const zone = showOf(rows)?.zone ?? 'UTC';
  const day = new Intl.DateTimeFormat(language, { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' });
  const shown = [...rows.all('segment')].filter(({ rooms }) => room === undefined || rooms.includes(room)).sort(byRank);
  const days = new Map<string, string>();
  let before = nowMs;
  for (const { id, plannedMs } of shown) {
    if (!isSameDay(before, plannedMs, zone)) days.set(id, day.format(plannedMs));
    before = plannedMs;
  }
  return days;
}
