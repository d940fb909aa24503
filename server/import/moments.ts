import { parseClock } from '../../shared/typed-hour.ts';
import { instantsOf, type LocalTime } from '../../shared/zone.ts';

export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}
export type Moment =
  | { readonly ok: true; readonly atMs: number }
  | { readonly ok: false; readonly code: 'bad-date' | 'bad-hour' | 'no-day' | 'no-such-hour' | 'twice' };

const MONTHS: readonly RegExp[] = [
  /^jan/,
  /^(fev|feb)/,
  /^mar/,
  /^(avr|apr)/,
  /^(mai|may)/,
  /^(juin|jun)/,
  /^(juil|jul)/,
  /^(aou|aug)/,
  /^sep/,
  /^oct/,
  /^nov/,
  /^dec/,
];
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})/;
const NUMBERS = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$/;
const WORDS = /^(?:[a-z]+\.?\s+)?(\d{1,2})(?:er)?\s+([a-z]+)\.?\s+(\d{4})$/;

/**
 * A day as people and spreadsheets write it: 2027-05-28, 28/05/2027, « vendredi 28 mai 2027 ». `monthFirst`: the file
 * counts as in America. Undefined: no day, or one that no calendar has.
 */
export function dayOf(text: string, { monthFirst }: { readonly monthFirst: boolean }): Day | undefined {
  const typed = plain(text);
  const iso = ISO.exec(typed);
  if (iso) return real(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = NUMBERS.exec(typed);
  if (numbers) {
    const [one, two] = [Number(numbers[1]), Number(numbers[2])];
    const year = Number(numbers[3]) + (numbers[3]?.length === 2 ? 2000 : 0);
    return monthFirst ? real(year, one, two) : real(year, two, one);
  }
  const words = WORDS.exec(typed);
  const month = words ? MONTHS.findIndex((name) => name.test(words[2] ?? '')) + 1 : 0;
  return words && month > 0 ? real(Number(words[3]), month, Number(words[1])) : undefined;
}

/** An hour of the small hours without a day of its own: what a night’s table says behind 23:30. */
export const isSmallHour = (text: string): boolean =>
  /^0?[0-5]\s*[:hH.]\s*\d{0,2}(:\d\d)?\s*(min|mn|am)?$/i.test(text.trim());

export function dayAfter({ year, month, day }: Day): Day {
  const next = new Date(Date.UTC(year, month - 1, day + 1));
  return { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() };
}

/** A column of days of which one cannot be day/month is month/day, all of it. */
export const isMonthFirst = (days: readonly string[]): boolean => {
  const found = days.flatMap((text) => NUMBERS.exec(plain(text)) ?? []).length;
  return found > 0 && days.some((text) => Number(NUMBERS.exec(plain(text))?.[2]) > 12);
};

/** An hour, alone or with its day before it, in this zone; with an offset of its own it needs neither. */
export function momentOf(
  text: string,
  { day, zone, monthFirst }: { readonly day: Day | undefined; readonly zone: string; readonly monthFirst: boolean },
): Moment {
  const typed = text.trim();
  if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i.test(typed)) {
    const atMs = Date.parse(typed.replace(' ', 'T'));
    return Number.isNaN(atMs) ? { ok: false, code: 'bad-date' } : { ok: true, atMs };
  }
  const both =
    /^(.*\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2})(?:T|,?\s+(?:à\s+|at\s+)?)(\d{1,2}\s*[:hH.].*|\d{1,2}\s*[ap]m)$/iu.exec(
      typed,
    ) ?? /^(\d{4}-\d{1,2}-\d{1,2})[T\s]+(.+)$/.exec(typed);
  const hour = (both?.[2] ?? typed).replace(/^(\d{1,2}:\d\d):\d\d(\.\d+)?/, '$1');
  const on = both?.[1] === undefined ? day : dayOf(both[1], { monthFirst });
  if (!on) return { ok: false, code: both ? 'bad-date' : 'no-day' };
  const noon = instantsOf({ ...on, hour: 12, minute: 0, second: 0 }, zone);
  const read = parseClock(hour, noon.at[0] ?? noon.around[0] ?? 0, zone);
  if (read.ok) return read;
  return { ok: false, code: read.code === 'unreadable' ? 'bad-hour' : read.code };
}

/** A time on the clocks of a zone, as an instant. */
export function instantOf(local: LocalTime, zone: string): Moment {
  const [first, second] = instantsOf(local, zone).at;
  if (first === undefined) return { ok: false, code: 'no-such-hour' };
  return second === undefined ? { ok: true, atMs: first } : { ok: false, code: 'twice' };
}

const MINUTE_MS = 60_000;
const LONGEST_MS = 7 * 24 * 60 * MINUTE_MS;

/** « 45 », « 45 min », « 1 h 30 », `1:30`, `0:03:00`, `180 s`, `PT45M`. A bare number counts minutes. */
export function spanOf(text: string): number | undefined {
  const typed = plain(text);
  const ms = spanMsOf(typed);
  return ms !== undefined && ms > 0 && ms <= LONGEST_MS ? ms : undefined;
}

function spanMsOf(typed: string): number | undefined {
  const clock = /^(\d{1,3}):(\d\d)(?::(\d\d))?$/.exec(typed);
  if (clock) return (Number(clock[1]) * 60 + Number(clock[2])) * MINUTE_MS + Number(clock[3] ?? 0) * 1_000;
  const seconds = /^(\d+)\s*(s|sec|secondes?|seconds?|"|'')$/.exec(typed);
  if (seconds) return Number(seconds[1]) * 1_000;
  const hours = /^(?:pt)?(\d+(?:[.,]\d+)?)\s*(?:h|heures?|hours?)\s*(?:(\d{1,2})\s*(?:m|mn|min|minutes?)?)?$/.exec(
    typed,
  );
  if (hours) return Math.round((Number(hours[1]?.replace(',', '.')) * 60 + Number(hours[2] ?? 0)) * MINUTE_MS);
  const minutes = /^(?:pt)?(\d+(?:[.,]\d+)?)\s*(?:m|mn|min|minutes?|')?$/.exec(typed);
  return minutes ? Math.round(Number(minutes[1]?.replace(',', '.')) * MINUTE_MS) : undefined;
}

function real(year: number, month: number, day: number): Day | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= 1990 && year < 2200 ? { year, month, day } : undefined;
}

const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/gu, ' ').trim().toLowerCase();
