import type { DifferenceField, DifferenceLine, ImportProblem } from '../../shared/import.ts';
import type { PersonRow } from '../../shared/rows/person.ts';
import type { Rows } from '../../shared/rows/rows.ts';
import type { SegmentRow } from '../../shared/rows/segment.ts';
import { same } from '../../shared/same.ts';
import { changeTo, type Fields, flat } from './fields.ts';
import { matchPeople, matchRooms, matchSegments } from './matching.ts';
import type { Memory } from './memory.ts';
import { ranksFor } from './ranks.ts';
import { fold, type Reading, type ReadPerson } from './reading.ts';

export interface Difference {
  readonly lines: readonly DifferenceLine[];
  /** Rows that already are as the file says. */
  readonly same: number;
  /** What makes it so, in an order in which each names only what is there. */
  readonly acts: readonly { readonly name: string; readonly args: unknown }[];
  readonly problems: readonly ImportProblem[];
}

export interface DifferenceOptions {
  readonly reading: Reading;
  readonly memory: Memory;
  /** Fields, as `person:id:field`, where the file replaces what staff wrote. */
  readonly take: ReadonlySet<string>;
  readonly cancelGone: boolean;
}

/**
 * What importing would change. A field is changed where it still is what the last import set, or was empty; where staff
 * wrote otherwise it is theirs, and both values are shown.
 */
export function differenceOf(rows: Rows, options: DifferenceOptions): Difference {
  const { reading, memory, take, cancelGone } = options;
  const lines: DifferenceLine[] = [];
  const acts: { name: string; args: unknown }[] = [];
  let unchanged = 0;

  const rooms = matchRooms(rows, reading);
  const roomIds = new Map(rooms.map(({ read, id }) => [read.key, id]));
  const people = matchPeople(rows, reading);
  const personIds = new Map(people.map(({ read, id }) => [read.key, id]));
  const names = namesOf(rows, [...rooms, ...people]);

  const lastRank = Math.max(-1, ...[...rows.all('room')].map(({ rank }) => rank));
  for (const [at, { read, id, row }] of rooms.entries()) {
    const isAdopted = row !== undefined && fold(row.name) !== fold(read.name) && !memory.set.has(`room:${id}`);
    compare(
      'room',
      id,
      row,
      row
        ? new Map([['name', read.name]])
        : new Map<string, unknown>([
            ['name', read.name],
            ['rank', lastRank + 1 + at],
          ]),
      {
        own: isAdopted,
      },
    );
  }
  const organisations = organisationsOf(
    rows,
    people.map(({ read, id }) => ({ ...read, id })),
  );
  // Organisations first: whoever is affiliated to one names it.
  for (const { read, id, row } of [...people].sort((a, b) => Number(isPlace(b.read)) - Number(isPlace(a.read)))) {
    if (row?.erased) continue;
    compare('person', id, row, personFields(read, row, organisations), { own: false });
  }

  const roomId = (key: string) => roomIds.get(key) ?? key;
  const segments = matchSegments(rows, { reading, memory, roomId });
  const wanted = segments.map(({ read, id, row }) => {
    const fields = new Map<string, unknown>([
      ['title', read.title],
      ['rooms', read.rooms.map(roomId)],
      ['people', read.people.flatMap((key) => livingIn(rows, personIds.get(key), row))],
      ['plannedMs', read.plannedMs],
      ['durationMs', read.durationMs],
    ]);
    if (read.language !== undefined) fields.set('language', read.language);
    // What a segment made by hand is, its maker knows better than a guess by its title.
    if (!row || memory.set.get(`segment:${id}`)?.has('kind')) fields.set('kind', read.kind);
    return { id, row, fields };
  });
  const ranks = ranksFor(rankedIn(rows, wanted));
  for (const { id, row, fields } of wanted) {
    const rank = ranks.get(id);
    compare('segment', id, row, rank === undefined ? fields : new Map([...fields, ['rank', rank]]), { own: false });
    if (row?.cancelled && memory.cancelled.has(`segment:${id}`)) cancel(row, false);
  }
  const found = new Set(segments.map(({ id }) => id));
  // A directory says nothing of segments.
  const gone =
    segments.length === 0 ? [] : [...rows.all('segment')].filter((segment) => isGone(segment, found, memory));
  for (const segment of gone) {
    lines.push({ row: 'segment', id: segment.id, name: segment.title, state: 'gone', fields: [] });
    if (cancelGone) cancel(segment, true);
  }
  return { lines, same: unchanged, acts, problems: [...newRooms(rows, rooms, reading)] };

  function compare(
    kind: 'room' | 'person' | 'segment',
    id: string,
    row: object | undefined,
    fields: Fields,
    { own }: { readonly own: boolean },
  ): void {
    const now = row ? flat(row) : new Map<string, unknown>();
    const set = memory.set.get(`${kind}:${id}`);
    const taken = new Map<string, unknown>();
    const shown: DifferenceField[] = [];
    for (const [field, file] of fields) {
      const is = now.get(field);
      if (same(is, file)) continue;
      const key = `${kind}:${id}:${field}`;
      const isOurs = !row || own || isEmpty(field, is) || (set?.has(field) && same(set.get(field), is));
      if (isOurs || take.has(key)) {
        taken.set(field, file);
        if (field !== 'rank') shown.push(fieldShown(field, is, file));
      } else if (field !== 'rank' && !(set?.has(field) && same(set.get(field), file))) {
        // The file says something new, and so did staff.
        shown.push({ ...fieldShown(field, is, file), kept: true });
      }
    }
    if (taken.size > 0) acts.push({ name: `${kind}.edit`, args: { [kind]: id, change: changeTo(row, taken) } });
    const isKept = shown.length > 0 && shown.every(({ kept }) => kept);
    if (shown.length === 0) unchanged += 1;
    else {
      const name = String(fields.get('title') ?? fields.get('name') ?? '');
      lines.push({ row: kind, id, name, state: row ? (isKept ? 'kept' : 'changed') : 'new', fields: shown });
    }
  }

  function cancel(segment: SegmentRow, to: boolean): void {
    acts.push({ name: 'segment.cancel', args: { segment: segment.id, from: segment.cancelled, to } });
  }

  function fieldShown(field: string, now: unknown, file: unknown): DifferenceField {
    return { field, ...(now !== undefined && { now: said(field, now) }), file: said(field, file) };
  }
  /** Rooms, people and organisations by their names. */
  function said(field: string, value: unknown): unknown {
    if (Array.isArray(value)) return value.map((each) => names.get(String(each)) ?? each);
    return field === 'affiliation' ? (names.get(String(value)) ?? value) : value;
  }
}

const isEmpty = (field: string, value: unknown): boolean =>
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (field === 'imageRights' && value === 'to-confirm');

const isGone = (segment: SegmentRow, found: ReadonlySet<string>, memory: Memory): boolean =>
  !found.has(segment.id) &&
  memory.made.has(`segment:${segment.id}`) &&
  !segment.cancelled &&
  segment.startMs === undefined;

/** Who was erased is named by nothing new; where they were, their emptied row stays. */
const livingIn = (rows: Rows, id: string | undefined, row: SegmentRow | undefined): readonly string[] =>
  id === undefined || (rows.get('person', id)?.erased && !row?.people.includes(id)) ? [] : [id];

const isPlace = ({ kind }: Pick<ReadPerson, 'kind'>): boolean => kind === 'organisation';

function personFields(
  read: ReadPerson,
  row: PersonRow | undefined,
  organisations: ReadonlyMap<string, string>,
): Fields {
  const { key: _, line: __, affiliation, ...said } = read;
  const fields = flat(said);
  if (affiliation !== undefined) fields.set('affiliation', organisations.get(fold(affiliation)) ?? affiliation);
  // An organisation's picture is its logo: nobody's face.
  if (!row && read.kind === 'organisation' && !fields.has('imageRights')) fields.set('imageRights', 'granted');
  return fields;
}

/** By folded name and acronym, the organisations of the show and of the file. */
function organisationsOf(
  rows: Rows,
  read: readonly (ReadPerson & { readonly id: string })[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const known = [...rows.all('person')].filter(({ kind, erased }) => kind === 'organisation' && !erased);
  for (const { id, name, acronym } of [...known, ...read.filter(isPlace)]) {
    for (const word of [name, acronym]) if (word !== undefined && !found.has(fold(word))) found.set(fold(word), id);
  }
  return found;
}

function namesOf(
  rows: Rows,
  matches: readonly { readonly id: string; readonly read: { readonly name: string } }[],
): ReadonlyMap<string, string> {
  const names = new Map(matches.map(({ id, read }) => [id, read.name]));
  for (const { id, name } of [...rows.all('person'), ...rows.all('room')]) names.set(id, name);
  return names;
}

/** Everything that will be there, with its rank if it keeps it: what is new, or moves to another hour, is placed by its hour. */
function rankedIn(
  rows: Rows,
  wanted: readonly { readonly id: string; readonly row: SegmentRow | undefined; readonly fields: Fields }[],
) {
  const moved = new Map(
    wanted.map(({ id, row, fields }) => [id, { row, plannedMs: fields.get('plannedMs') as number }]),
  );
  const ranked = [...moved].map(([id, { row, plannedMs }]) => ({
    id,
    plannedMs,
    rank: row && row.plannedMs === plannedMs ? row.rank : undefined,
  }));
  for (const { id, plannedMs, rank } of rows.all('segment')) if (!moved.has(id)) ranked.push({ id, plannedMs, rank });
  return ranked;
}

/** Rooms that the show lacks, each at the first line that names it, with the one that may have been meant. */
function newRooms(
  rows: Rows,
  rooms: readonly { readonly read: { readonly key: string; readonly name: string }; readonly row: unknown }[],
  reading: Reading,
): readonly ImportProblem[] {
  const known = [...rows.all('room')];
  // A show without a programme has no rooms to be mistaken about.
  if (rows.all('segment')[Symbol.iterator]().next().done) return [];
  return rooms.flatMap(({ read, row }) => {
    if (row) return [];
    const line = reading.segments.filter((segment) => segment.rooms.includes(read.key)).map((segment) => segment.line);
    const near = known.find(({ name }) => isNear(fold(name), fold(read.name)))?.name;
    return {
      code: 'new-room' as const,
      line: Math.min(...line),
      value: read.name,
      ...(near !== undefined && { near }),
    };
  });
}

/** One letter typed wrong, or one name within the other. */
function isNear(a: string, b: string): boolean {
  if (a.includes(b) || b.includes(a)) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < Math.min(a.length, b.length) && a[at] === b[at]) at += 1;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}
