const MINUTE_MS = 60_000;

/** A stretch of time over which the clocks of a zone keep one distance from UTC (`steadyAround` of `zone` finds it). */
export interface SteadyZone {
  readonly zone: string;
  readonly offsetMs: number;
  readonly fromMs: number;
  readonly untilMs: number;
}

const clocks = new Map<string, Intl.DateTimeFormat>();
const steady = new Map<string, SteadyZone>();
/** Those found to be known: asking costs as much as making a clock, and every row of a show that is read asks. */
const zones = new Set<string>();

/**
 * An instant as an hour of a place: « 18 h 30 », « 18 h » in French, `18:30` in any other language. Seconds are left
 * out, not rounded, as on a clock. Throws RangeError for a zone that `isZone` does not know.
 */
export function hour(atMs: number, zone: string, language: string): string {
  const { hours, minutes } = hoursAndMinutes(atMs, zone);
  return isFrench(language)
    ? frenchHour(hours, minutes)
    : `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** « 9 h 05 », « 18 h », with no-break spaces (U+00A0). */
export function frenchHour(hours: number, minutes: number): string {
  return minutes === 0 ? `${hours}\u00A0h` : `${hours}\u00A0h\u00A0${String(minutes).padStart(2, '0')}`;
}

/**
 * A countdown: `3:00`, `0:07`, `1:02:05`. A begun second counts whole, so that it reads 0:00 only when nothing is left;
 * past zero it counts up, `+0:12`.
 */
export function clock(leftMs: number): string {
  const seconds = leftMs > 0 ? Math.ceil(leftMs / 1000) : Math.floor(-leftMs / 1000);
  const sign = leftMs < 0 && seconds > 0 ? '+' : '';
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const two = (n: number) => String(n).padStart(2, '0');
  return hours > 0 ? `${sign}${hours}:${two(minutes)}:${two(seconds % 60)}` : `${sign}${minutes}:${two(seconds % 60)}`;
}

/**
 * Lets the hours of that stretch be told without the first clock of a page, which costs a slow phone an eighth of a
 * second before anything is drawn.
 */
export function knowSteady(stretch: SteadyZone): void {
  steady.set(stretch.zone, stretch);
}

/** The hour and minute a clock on the wall of that zone shows. */
export function hoursAndMinutes(atMs: number, zone: string): { readonly hours: number; readonly minutes: number } {
  const known = steady.get(zone);
  if (known && known.fromMs <= atMs && atMs <= known.untilMs) {
    const minutes = Math.floor((atMs + known.offsetMs) / MINUTE_MS);
    return { hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 };
  }
  let format = clocks.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    clocks.set(zone, format);
  }
  let hours = 0;
  let minutes = 0;
  for (const part of format.formatToParts(atMs)) {
    if (part.type === 'hour') hours = Number(part.value);
    else if (part.type === 'minute') minutes = Number(part.value);
  }
  return { hours, minutes };
}

/** Whether this is an IANA zone known here: what a show's zone must be. */
export function isZone(zone: string): boolean {
  if (zones.has(zone)) return true;
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    zones.add(zone);
    return true;
  } catch {
    return false;
  }
}

export const isFrench = (language: string): boolean => language === 'fr' || language.startsWith('fr-');
