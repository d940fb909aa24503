import type { SteadyZone } from './text/hours.ts';

/** What a calendar and a clock on the wall show in a zone. Months count from 1. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const DAY_MS = 24 * 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Throws RangeError for a zone that is none (`isZone` of `text/hours` tells). */
export function localTimeOf(atMs: number, zone: string): LocalTime {
  const found: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(atMs)) found[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = found;
  return { year, month, day, hour, minute, second };
}

/** How far the zone's clocks are ahead of UTC at that instant: 2 h in ms for Paris in summer. */
export function offsetMsAt(atMs: number, zone: string): number {
  return asIfUtc(localTimeOf(atMs, zone)) - Math.floor(atMs / 1000) * 1000;
}

/** The two days around that instant, where the zone's clocks do not change within them. */
export function steadyAround(atMs: number, zone: string): SteadyZone | undefined {
  const [fromMs, untilMs] = [atMs - DAY_MS, atMs + DAY_MS];
  const offsetMs = offsetMsAt(fromMs, zone);
  return offsetMs === offsetMsAt(untilMs, zone) ? { zone, offsetMs, fromMs, untilMs } : undefined;
}

/** The same calendar day in that zone. */
export function isSameDay(aMs: number, bMs: number, zone: string): boolean {
  const a = localTimeOf(aMs, zone);
  const b = localTimeOf(bMs, zone);
  return a.year === b.year && a.month === b.month && a.day === b.day;
}

/**
 * Every instant at which that zone's clocks show this time, in order: one as a rule, none where they jump over it, two
 * where they go back over it. `around`: the readings by the offset that ends and by the one that begins, in order; what
 * a person who typed an hour that does not exist may have meant.
 */
export function instantsOf(
  local: LocalTime,
  zone: string,
): { readonly at: readonly number[]; readonly around: readonly number[] } {
  const guessMs = asIfUtc(local);
  // No zone is more than a day from UTC, and none changes its offset twice in the two days looked at.
  const offsets = new Set([offsetMsAt(guessMs - DAY_MS, zone), offsetMsAt(guessMs + DAY_MS, zone)]);
  const around = [...offsets].map((offsetMs) => guessMs - offsetMs).sort((a, b) => a - b);
  return { at: around.filter((atMs) => atMs + offsetMsAt(atMs, zone) === guessMs), around };
}

const asIfUtc = ({ year, month, day, hour, minute, second }: LocalTime): number =>
  Date.UTC(year, month - 1, day, hour, minute, second);

/** Making a format costs a hundred times using it. */
function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    });
    formats.set(zone, format);
  }
  return format;
}
