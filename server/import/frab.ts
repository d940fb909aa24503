import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { FileFault } from '../../shared/import.ts';
import { isZone } from '../../shared/text/hours.ts';
import { isObject, type Json, objectsIn } from './json.ts';
import { dayOf } from './moments.ts';
import { Gathering, lineOf, type Reading } from './reading.ts';
import { addTalk, spanIn } from './talk.ts';

export type FrabRead =
  | { readonly ok: true; readonly reading: Reading }
  | { readonly ok: false; readonly fault: FileFault; readonly line?: number };

/** `schedule.xml`, as Pentabarf, frab and pretalx write it. Nothing in it may name what is elsewhere, or unfold. */
export function frabXml(text: string, { zone }: { readonly zone: string }): FrabRead {
  // Before any parsing: the entities of a document type are how a small file becomes a large one, or reads another.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return { ok: false, fault: 'xml-entities' };
  const valid = XMLValidator.validate(text);
  if (valid !== true) return { ok: false, fault: 'unreadable-xml', line: valid.err.line };
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    // `&#233;` too; no document type means that no other entity is known.
    htmlEntities: true,
    isArray: (name, _path, _leaf, isAttribute) => !isAttribute && ['day', 'room', 'event', 'person'].includes(name),
  });
  const schedule = (parser.parse(text) as Json).schedule;
  if (!isObject(schedule) || !Array.isArray(schedule.day)) return { ok: false, fault: 'unknown-xml' };
  const lines = eventLines(text);
  const into = new Gathering();
  const own = zoneOf(schedule.conference, zone);
  const change = isObject(schedule.conference) ? schedule.conference.day_change : undefined;
  for (const day of objectsIn(schedule.day)) {
    for (const room of objectsIn(day.room)) {
      for (const event of objectsIn(room.event)) {
        const id = lineOf(event.guid) ?? lineOf(event.id);
        addEvent(into, event, {
          id,
          line: lines.shift() ?? 1,
          room: lineOf(room.name),
          zone: own,
          day: day.date,
          change,
          people: isObject(event.persons) ? peopleIn(event.persons.person, 'id', '#text') : [],
        });
      }
    }
  }
  return { ok: true, reading: into.reading() };
}

/** `schedule.json` of the same family. */
export function frabJson(schedule: Json, { zone }: { readonly zone: string }): FrabRead {
  const conference = schedule.conference;
  if (!isObject(conference) || !Array.isArray(conference.days)) return { ok: false, fault: 'unknown-json' };
  const own = zoneOf(conference, zone);
  const into = new Gathering();
  let line = 0;
  for (const day of objectsIn(conference.days)) {
    for (const [room, events] of Object.entries(isObject(day.rooms) ? day.rooms : {})) {
      for (const event of objectsIn(events)) {
        line += 1;
        addEvent(into, event, {
          id: lineOf(event.guid) ?? lineOf(event.code) ?? lineOf(event.id),
          line,
          room: lineOf(room),
          zone: own,
          day: day.date,
          change: conference.day_change,
          people: peopleIn(event.persons, 'guid', 'public_name'),
        });
      }
    }
  }
  return { ok: true, reading: into.reading() };
}

interface About {
  readonly id: string | undefined;
  readonly line: number;
  readonly room: string | undefined;
  readonly zone: string;
  readonly day: unknown;
  readonly change: unknown;
  readonly people: readonly { readonly key: string; readonly name: string }[];
}

function addEvent(into: Gathering, event: Json, { id, line, room, zone, day, change, people }: About): void {
  const name = lineOf(event.room) ?? room;
  addTalk(into, {
    id,
    line,
    title: event.title,
    type: event.type,
    room: name === undefined ? undefined : { name },
    // The older files give an hour of the day they stand under; the others the whole instant.
    start: lineOf(event.date)?.includes('T') ? event.date : startUnder(day, event.start, change),
    zone,
    durationMs: spanIn(event.duration),
    people,
    language: event.language,
  });
}

/** An hour before the day's change is that of the night, of the next date. */
function startUnder(day: unknown, start: unknown, change: unknown): string | undefined {
  const [date, hour] = [lineOf(day), lineOf(start)];
  const on = date === undefined ? undefined : dayOf(date, { monthFirst: false });
  if (!on || hour === undefined) return hour;
  const limit = lineOf(change)?.slice(0, 5) ?? '00:00';
  const next = /^\d\d:\d\d$/.test(limit) && hour.padStart(5, '0') < limit ? 1 : 0;
  const at = new Date(Date.UTC(on.year, on.month - 1, on.day + next));
  return `${at.toISOString().slice(0, 10)} ${hour}`;
}

function zoneOf(conference: unknown, otherwise: string): string {
  const named = isObject(conference) ? lineOf(conference.time_zone_name) : undefined;
  return named !== undefined && isZone(named) ? named : otherwise;
}

function peopleIn(
  value: unknown,
  id: string,
  name: string,
): readonly { readonly key: string; readonly name: string }[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [];
  return all.flatMap((person) => {
    const said = lineOf(isObject(person) ? (person[name] ?? person.name ?? person.public_name) : person);
    const key = isObject(person) ? (lineOf(person[id]) ?? lineOf(person.code) ?? lineOf(person.id)) : undefined;
    return said === undefined ? [] : [{ key: key ?? said, name: said }];
  });
}

/** The line on which each event begins, in their order. */
const eventLines = (text: string): number[] =>
  text.split(/\r\n|\r|\n/).flatMap((line, at) => [...line.matchAll(/<event[\s>]/g)].map(() => at + 1));
