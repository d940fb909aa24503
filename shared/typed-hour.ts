import { instantsOf, type LocalTime, localTimeOf } from './zone.ts';

/** An hour typed by a person, as an instant; or the question to ask. */
export type ClockReading =
  | { readonly ok: true; readonly atMs: number }
  | {
      readonly ok: false;
      /** `no-such-hour`: the clocks jump over it. `twice`: they go back over it. `unreadable`: not an hour. */
      readonly code: 'no-such-hour' | 'twice' | 'unreadable';
      /** What it may have meant, in order: the two instants of an hour that comes twice, those around one that does not. */
      readonly candidates: readonly number[];
    };

const HOUR = /^(\d{1,2})\s*(?:(?:h|heures?)\s*(?:(\d{1,2})\s*(?:min)?)?|[:.]\s*(\d{2}))?\s*(?:([ap])\.?\s*m\.?)?$/iu;

/**
 * Reads « 19 h 15 », `19:15`, `19h`, `7:15 pm` on the day that holds `dayMs` in this zone. A bare number is read as an
 * hour. Nothing is guessed: an hour that does not exist there, or exists twice, is a question with its candidates.
 */
export function parseClock(text: string, dayMs: number, zone: string): ClockReading {
  const typed = hourAndMinute(text);
  if (!typed) return { ok: false, code: 'unreadable', candidates: [] };
  const { year, month, day } = localTimeOf(dayMs, zone);
  const local: LocalTime = { year, month, day, ...typed, second: 0 };
  const { at, around } = instantsOf(local, zone);
  const [first, second] = at;
  if (first === undefined) return { ok: false, code: 'no-such-hour', candidates: around };
  return second === undefined ? { ok: true, atMs: first } : { ok: false, code: 'twice', candidates: at };
}

function hourAndMinute(text: string): { readonly hour: number; readonly minute: number } | undefined {
  const found = HOUR.exec(text.trim());
  if (!found) return undefined;
  const typed = Number(found[1]);
  const half = found[4]?.toLowerCase();
  if (half !== undefined && (typed < 1 || typed > 12)) return undefined;
  const hour = half === undefined ? typed : (typed % 12) + (half === 'p' ? 12 : 0);
  const minute = Number(found[2] ?? found[3] ?? 0);
  return hour <= 23 && minute <= 59 ? { hour, minute } : undefined;
}
