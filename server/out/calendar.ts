import type { Rows } from '../../shared/rows/rows.ts';
import { showOf } from '../../shared/rows/rows.ts';
import { plainLine, textLine, utc } from './calendar-lines.ts';
import { affiliationOf, type ProgrammeLine, programmeOf } from './programme.ts';
import { outWords } from './words.ts';

/** How often a calendar that follows the link is asked to look again. */
const REFRESH = 'PT15M';
/** Revisions are counted in seconds from here, so that they fit the format's 32 bits until 2088. */
const FIRST_REVISION_MS = Date.UTC(2020, 0, 1);
const STATUS: Readonly<Record<ProgrammeLine['state'], string>> = {
  'to-come': 'CONFIRMED',
  running: 'CONFIRMED',
  over: 'CONFIRMED',
  passed: 'TENTATIVE',
  cancelled: 'CANCELLED',
};

/**
 * The programme as a calendar (RFC 5545). A segment keeps its id for ever, moves with delays, and stays, marked, when it
 * is cancelled: a calendar that follows the link would otherwise keep what it had. Undefined: there is no show.
 */
export function calendarOf(
  rows: Rows,
  { atMs, idOf }: { readonly atMs: number; readonly idOf: (show: string, segment: string) => string },
): string | undefined {
  const show = showOf(rows);
  if (!show) return undefined;
  const words = outWords(show.language);
  const name = show.rehearsal ? words.calendar.rehearsal(show.name) : show.name;
  const changedMs = changedMsOf(rows);
  const revision = Math.max(0, Math.floor((changedMs - FIRST_REVISION_MS) / 1000));
  const event = ({ segment, rooms, people, state, startMs, endMs }: ProgrammeLine): string[] => [
    plainLine('BEGIN', 'VEVENT'),
    plainLine('UID', idOf(show.id, segment.id)),
    plainLine('DTSTAMP', utc(changedMs)),
    plainLine('LAST-MODIFIED', utc(changedMs)),
    plainLine('SEQUENCE', revision),
    plainLine('DTSTART', utc(startMs)),
    plainLine('DTEND', utc(endMs)),
    plainLine('STATUS', STATUS[state]),
    textLine('SUMMARY', segment.title),
    ...(rooms.length > 0 ? [textLine('LOCATION', rooms.join(', '))] : []),
    ...(people.length > 0 ? [textLine('DESCRIPTION', people.map((person) => told(rows, person)).join('\n'))] : []),
    plainLine('END', 'VEVENT'),
  ];
  return [
    plainLine('BEGIN', 'VCALENDAR'),
    plainLine('VERSION', '2.0'),
    textLine('PRODID', '-//Régie//Programme//FR'),
    plainLine('CALSCALE', 'GREGORIAN'),
    textLine('NAME', name),
    textLine('X-WR-CALNAME', name),
    textLine('X-WR-TIMEZONE', show.zone),
    plainLine('REFRESH-INTERVAL;VALUE=DURATION', REFRESH),
    plainLine('X-PUBLISHED-TTL', REFRESH),
    ...programmeOf(rows, atMs).flatMap(event),
    plainLine('END', 'VCALENDAR'),
  ].join('');
}

function told(rows: Rows, person: ProgrammeLine['people'][number]): string {
  return [person.name, affiliationOf(rows, person)].filter(Boolean).join(', ');
}

/**
 * When the programme last changed. A time moves when any other segment is late, so all of it counts as one; the time of
 * a change never falls, not after a restored backup either, whose show is held anew.
 */
function changedMsOf(rows: Rows): number {
  let changedMs = 0;
  for (const name of ['show', 'room', 'segment', 'person'] as const) {
    for (const { atMs } of rows.all(name)) changedMs = Math.max(changedMs, atMs);
  }
  return changedMs;
}
