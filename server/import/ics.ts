import ICAL from 'ical.js';
import { isZone } from '../../shared/text/hours.ts';
import { instantOf, type Moment } from './moments.ts';
import { fold, Gathering, kindOf, lineOf, type Reading } from './reading.ts';

/** A weekly meeting without an end is no programme. */
const OCCURRENCES_LIMIT = 60;

/** An iCalendar file; undefined: it cannot be read as one. */
export function icsReading(text: string, { zone }: { readonly zone: string }): Reading | undefined {
  const calendars = calendarsIn(text);
  if (!calendars) return undefined;
  const into = new Gathering();
  const lines = linesOf(text);
  const events = calendars.flatMap((calendar) => calendar.getAllSubcomponents('vevent'));
  const numbered = events.map((component, at) => ({ component, line: lines[at] ?? 1 }));
  const isChange = (component: ICAL.Component) => component.hasProperty('recurrence-id');
  const uidOf = (component: ICAL.Component) => lineOf(component.getFirstPropertyValue('uid'));
  const changes = numbered.filter(({ component }) => isChange(component));
  for (const { component, line } of numbered) {
    if (isChange(component)) continue;
    const uid = uidOf(component);
    const exceptions = changes.filter((change) => uid !== undefined && uidOf(change.component) === uid);
    one(into, new ICAL.Event(component, { exceptions: exceptions.map((change) => change.component) }), { line, zone });
  }
  return into.reading();
}

function calendarsIn(text: string): ICAL.Component[] | undefined {
  try {
    const parsed = ICAL.parse(text) as unknown[];
    const all = Array.isArray(parsed[0]) ? (parsed as unknown[][]) : [parsed];
    const calendars = all.map((each) => new ICAL.Component(each as [string, unknown[], unknown[]]));
    return calendars.every(({ name }) => name === 'vcalendar') ? calendars : undefined;
  } catch {
    // The library tells a file that is no calendar by throwing, whatever it met first.
    return undefined;
  }
}

interface About {
  readonly line: number;
  readonly zone: string;
}

function one(into: Gathering, event: ICAL.Event, { line, zone }: About): undefined {
  const title = lineOf(event.summary);
  if (title === undefined) return into.problem('no-title', line);
  if (!event.startDate) return into.problem('no-start', line, { about: title });
  if (event.startDate.isDate) return into.problem('all-day', line, { about: title });
  if (!event.isRecurring()) {
    if (isCancelled(event)) return into.problem('cancelled', line, { about: title });
    return occurrence(into, event, {
      start: event.startDate,
      end: event.endDate,
      key: event.uid || fold(title),
      line,
      zone,
    });
  }
  const steps = event.iterator();
  let count = 0;
  for (let at = steps.next(); at; at = steps.next()) {
    if (count >= OCCURRENCES_LIMIT) {
      into.problem('recurs-cut', line, { about: title, other: OCCURRENCES_LIMIT });
      return;
    }
    count += 1;
    const { item, startDate, endDate, recurrenceId } = event.getOccurrenceDetails(at);
    if (isCancelled(item)) into.problem('cancelled', line, { about: `${title} (${recurrenceId.toString()})` });
    else
      occurrence(into, item, {
        start: startDate,
        end: endDate,
        key: `${event.uid} ${recurrenceId.toString()}`,
        line,
        zone,
      });
  }
  into.problem('recurs', line, { about: title, other: count });
}

const isCancelled = (event: ICAL.Event): boolean =>
  String(event.component.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED';

function occurrence(
  into: Gathering,
  event: ICAL.Event,
  about: About & { readonly start: ICAL.Time; readonly end: ICAL.Time | null; readonly key: string },
): undefined {
  const { start, end, key, line, zone } = about;
  const title = lineOf(event.summary) ?? '';
  const startProperty = event.component.getFirstProperty('dtstart');
  const tzid = lineOf(startProperty?.getParameter('tzid'));
  const from = instant(start, { tzid, zone });
  if (!from.ok) return into.problem(from.code, line, { about: title, value: hourOf(start) });
  if (tzid !== undefined && !isZone(tzid) && isFloating(start))
    into.problem('zone-guessed', line, { about: title, value: tzid });
  const long = event.component.hasProperty('dtend') ? undefined : exactly(event.duration);
  const to =
    long !== undefined
      ? { ok: true as const, atMs: from.atMs + long }
      : end &&
        instant(end, { tzid: lineOf(event.component.getFirstProperty('dtend')?.getParameter('tzid')) ?? tzid, zone });
  if (to && !to.ok) return into.problem(to.code, line, { about: title, value: end ? hourOf(end) : '' });
  if (!to || to.atMs <= from.atMs) {
    return into.problem(to && to.atMs < from.atMs ? 'ends-before' : 'no-end', line, { about: title });
  }
  const room = lineOf(event.location);
  if (room === undefined) return into.problem('no-room', line, { about: title });
  const people = namesOf(event).map((name) => into.person({ key: fold(name), line, name }));
  const language = lineOf(event.component.getFirstProperty('summary')?.getParameter('language'));
  into.segment({
    key,
    line,
    title,
    kind: kindOf({ title, hasPeople: people.length > 0, otherwise: 'talk' }),
    rooms: [into.room(room)],
    people,
    plannedMs: from.atMs,
    durationMs: to.atMs - from.atMs,
    language: language !== undefined && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language) ? language : undefined,
  });
}

/**
 * Hours and minutes of a `DURATION` are so long whatever the clocks do meanwhile (RFC 5545, 3.3.6); its days are the
 * clocks' own, and undefined here.
 */
function exactly({ weeks, days, hours, minutes, seconds, isNegative }: ICAL.Duration): number | undefined {
  if (isNegative || weeks > 0 || days > 0) return undefined;
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000;
}

/**
 * A zone that the world knows is read by its own rules, whatever summer the file tells of it; one of the file's own
 * (« Romance Standard Time ») by the file's; an hour without a zone is the show's.
 */
function instant(
  time: ICAL.Time,
  { tzid, zone }: { readonly tzid: string | undefined; readonly zone: string },
): Moment {
  if (time.zone === ICAL.Timezone.utcTimezone) return { ok: true, atMs: time.toUnixTime() * 1000 };
  const known = tzid !== undefined && isZone(tzid) ? tzid : undefined;
  if (known === undefined && !isFloating(time)) return { ok: true, atMs: time.toUnixTime() * 1000 };
  const { year, month, day, hour, minute, second } = time;
  return instantOf({ year, month, day, hour, minute, second }, known ?? zone);
}

/** As a person reads it: `2027-03-28 02:30`. */
const hourOf = (time: ICAL.Time): string => time.toString().slice(0, 16).replace('T', ' ');

const isFloating = ({ zone }: ICAL.Time): boolean => !zone || zone === ICAL.Timezone.localTimezone;

/** Who takes part, where they have a name and are no room. */
function namesOf(event: ICAL.Event): readonly string[] {
  return event.attendees.flatMap((attendee) => {
    const name = lineOf(attendee.getParameter('cn'));
    const type = String(attendee.getParameter('cutype') ?? 'INDIVIDUAL').toUpperCase();
    return name === undefined || name.includes('@') || type !== 'INDIVIDUAL' ? [] : [name];
  });
}

/** The line on which each event begins, in their order. */
function linesOf(text: string): readonly number[] {
  return text.split(/\r\n|\r|\n/).flatMap((line, at) => (/^BEGIN:VEVENT\s*$/i.test(line) ? [at + 1] : []));
}
