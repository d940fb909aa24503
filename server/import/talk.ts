import { type Moment, momentOf, spanOf } from './moments.ts';
import type { ReadPerson } from './reading.ts';
import { type Gathering, kindOf, lineOf } from './reading.ts';

/** A talk as the files of conference software give it, whichever wrote it. */
export interface Talk {
  readonly id: string | undefined;
  readonly line: number;
  readonly title: unknown;
  /** Words of its kind: lecture, Pause… */
  readonly type?: unknown;
  readonly room: { readonly key?: string; readonly name: string } | undefined;
  readonly start: unknown;
  readonly end?: unknown;
  /** Of the file, else of the show. */
  readonly zone: string;
  readonly durationMs?: number | undefined;
  readonly people: readonly (Pick<ReadPerson, 'name'> & Partial<ReadPerson>)[];
  readonly language?: unknown;
  readonly isBreak?: boolean;
}

/** Checks a talk and adds it, its room and its people; or says what it lacks. */
export function addTalk(into: Gathering, talk: Talk): undefined {
  const { line, zone } = talk;
  const title = lineOf(talk.title);
  if (title === undefined) return into.problem('no-title', line);
  const start = read(talk.start, zone);
  if (!start) return into.problem('no-start', line, { about: title });
  if (!start.ok) return into.problem(codeOf(start), line, { about: title, value: String(talk.start) });
  const end = talk.durationMs === undefined ? read(talk.end, zone) : undefined;
  if (end && !end.ok) return into.problem(codeOf(end), line, { about: title, value: String(talk.end) });
  const durationMs = talk.durationMs ?? (end?.ok ? end.atMs - start.atMs : undefined);
  if (durationMs === undefined) return into.problem('no-end', line, { about: title });
  if (durationMs <= 0) return into.problem('ends-before', line, { about: title });
  if (!talk.room) return into.problem('no-room', line, { about: title });
  const people = talk.people.map((person) => into.person({ key: person.name, line, ...person }));
  const language = lineOf(talk.language)?.replace('_', '-');
  into.segment({
    key: talk.id ?? title,
    line,
    title,
    kind: talk.isBreak ? 'break' : kindOf({ said: lineOf(talk.type), title, hasPeople: people.length > 0 }),
    rooms: [into.room(talk.room.name, talk.room.key)],
    people,
    plannedMs: start.atMs,
    durationMs,
    language: language !== undefined && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language) ? language : undefined,
  });
}

/** Days in these files are ISO: one without a day is wrong, not to be guessed. */
const codeOf = ({ code }: Extract<Moment, { ok: false }>) => (code === 'no-day' ? 'bad-date' : code);

function read(value: unknown, zone: string): Moment | undefined {
  const typed = lineOf(value);
  return typed === undefined ? undefined : momentOf(typed, { day: undefined, zone, monthFirst: false });
}

/** `00:45`, and « 1:00:00 » of a day or more: hours and minutes. */
export const spanIn = (value: unknown): number | undefined => {
  const typed = lineOf(value);
  return typed === undefined ? undefined : spanOf(typed);
};
