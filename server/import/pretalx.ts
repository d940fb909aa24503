import { isZone } from '../../shared/text/hours.ts';
import { isObject, type Json, objectsIn, textIn } from './json.ts';
import { Gathering, lineOf, type Reading } from './reading.ts';
import { addTalk } from './talk.ts';

interface Options {
  readonly zone: string;
  readonly language: string;
}

/** What pretalx's interface lists (`/api/events/<event>/submissions/?expand=…`), and its schedule widget's data. */
export function pretalxReading(file: Json, options: Options): Reading | undefined {
  const zone = lineOf(file.timezone);
  const own = { ...options, zone: zone !== undefined && isZone(zone) ? zone : options.zone };
  if (Array.isArray(file.results)) return listed(objectsIn(file.results), own);
  return Array.isArray(file.talks) ? widget(file, own) : undefined;
}

/** Talks that are no longer given are listed too. */
const OUT = ['canceled', 'cancelled', 'withdrawn', 'rejected'];

function listed(talks: readonly Json[], { zone, language }: Options): Reading {
  const into = new Gathering();
  for (const [at, talk] of talks.entries()) {
    const line = at + 1;
    if (OUT.includes(String(talk.state))) {
      into.problem('cancelled', line, { about: lineOf(talk.title) ?? '' });
      continue;
    }
    // Before 2025 a talk had one slot; since, it has several.
    const slots = isObject(talk.slot) ? [talk.slot] : objectsIn(talk.slots);
    for (const [place, slot] of (slots.length > 0 ? slots : [{} as Json]).entries()) {
      const code = lineOf(talk.code);
      addTalk(into, {
        id: code === undefined ? undefined : place === 0 ? code : `${code} ${place + 1}`,
        line,
        title: textIn(talk.title, language),
        type: textIn(talk.submission_type, language) ?? textIn(nameOf(talk.submission_type), language),
        room: roomOf(slot.room, language),
        start: slot.start,
        end: slot.end,
        zone,
        people: objectsIn(talk.speakers).flatMap((speaker) => personOf(speaker)),
        language: talk.content_locale,
      });
    }
  }
  return into.reading();
}

function widget(file: Json, { zone, language }: Options): Reading {
  const into = new Gathering();
  const rooms = new Map(objectsIn(file.rooms).map((room) => [String(room.id), room]));
  const speakers = new Map(objectsIn(file.speakers).map((speaker) => [String(speaker.code), speaker]));
  for (const [at, talk] of objectsIn(file.talks).entries()) {
    const people = (Array.isArray(talk.speakers) ? talk.speakers : []).flatMap((code) => {
      const speaker = isObject(code) ? code : speakers.get(String(code));
      return speaker ? personOf(speaker) : [];
    });
    addTalk(into, {
      id: lineOf(talk.code) ?? lineOf(talk.id),
      line: at + 1,
      title: textIn(talk.title, language),
      type: textIn(talk.session_type, language),
      room: roomOf(rooms.get(String(talk.room)), language),
      start: talk.start,
      end: talk.end,
      zone,
      people,
      language: talk.content_locale,
      // Breaks of the schedule have no code: nobody submitted them.
      isBreak: talk.code === undefined || talk.code === null,
    });
  }
  return into.reading();
}

const nameOf = (value: unknown): unknown => (isObject(value) ? value.name : undefined);

function roomOf(value: unknown, language: string): { readonly key?: string; readonly name: string } | undefined {
  if (typeof value === 'string') return { name: value };
  if (!isObject(value)) return undefined;
  const name = lineOf(textIn(value.name, language) ?? textIn(value, language));
  return name === undefined ? undefined : { name };
}

function personOf(speaker: Json): readonly { readonly key: string; readonly name: string }[] {
  const name = lineOf(speaker.name);
  return name === undefined ? [] : [{ key: lineOf(speaker.code) ?? name, name }];
}
