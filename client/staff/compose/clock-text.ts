import { type ClockReading, parseClock } from '../../../shared/typed-hour.ts';
import { instantsOf, localTimeOf } from '../../../shared/zone.ts';

/** The day of an instant in a zone, as a date field wants it: `2027-06-10`. */
export function dayOf(atMs: number, zone: string): string {
  const { year, month, day } = localTimeOf(atMs, zone);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** An hour typed beside a day of a date field, in the show's zone; or the question to ask. */
export function readClock(day: string, text: string, zone: string): ClockReading {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!found) return { ok: false, code: 'unreadable', candidates: [] };
  const [, year, month, date] = found.map(Number);
  // Noon is on its own day in every zone, and no clock changes then.
  const noon = { year: year ?? 0, month: month ?? 1, day: date ?? 1, hour: 12, minute: 0, second: 0 };
  const [noonMs] = instantsOf(noon, zone).at;
  return noonMs === undefined ? { ok: false, code: 'unreadable', candidates: [] } : parseClock(text, noonMs, zone);
}
