import type { PersonRow } from '../../shared/rows/person.ts';
import type { RoomRow } from '../../shared/rows/room.ts';
import type { Rows } from '../../shared/rows/rows.ts';
import type { SegmentRow } from '../../shared/rows/segment.ts';
import { idFor } from './ids.ts';
import type { Memory } from './memory.ts';
import { fold, type Reading, type ReadPerson, type ReadRoom, type ReadSegment } from './reading.ts';

/** A thing of the file and the row it is: undefined where there is none yet. */
export interface Match<T, R> {
  readonly read: T;
  readonly id: string;
  readonly row: R | undefined;
}

/** By its own id, else by its name; the only room of a show that has no segment yet becomes the file's first. */
export function matchRooms(rows: Rows, reading: Reading): readonly Match<ReadRoom, RoomRow>[] {
  const all = [...rows.all('room')];
  const names = new Map(all.map((room) => [fold(room.name), room]));
  const matches = reading.rooms.map((read) => {
    const id = idFor('room', read.key);
    const row = rows.get('room', id) ?? names.get(fold(read.name));
    return { read, id: row?.id ?? id, row };
  });
  const [first] = matches;
  const [only] = all;
  const isUnused = all.length === 1 && !rows.all('segment')[Symbol.iterator]().next().value;
  if (!first || !only || !isUnused || matches.some(({ row }) => row)) return matches;
  return [{ ...first, id: only.id, row: only }, ...matches.slice(1)];
}

/** By their own id, else by their name; nobody is two people of the file. */
export function matchPeople(rows: Rows, reading: Reading): readonly Match<ReadPerson, PersonRow>[] {
  const names = new Map<string, PersonRow>();
  for (const person of rows.all('person')) {
    if (person.erased) continue;
    names.set(fold(person.name), names.get(fold(person.name)) ?? person);
  }
  const taken = new Set(reading.people.map(({ key }) => idFor('person', key)).filter((id) => rows.get('person', id)));
  return reading.people.map((read) => {
    const own = idFor('person', read.key);
    const named = names.get(fold(read.name));
    const row = rows.get('person', own) ?? (named && !taken.has(named.id) ? named : undefined);
    if (row) taken.add(row.id);
    return { read, id: row?.id ?? own, row };
  });
}

/**
 * By their own id, else by title and day; else, of those an import made, the one that stood in that room at that hour: a
 * title was corrected.
 */
export function matchSegments(
  rows: Rows,
  about: { readonly reading: Reading; readonly memory: Memory; readonly roomId: (key: string) => string },
): readonly Match<ReadSegment, SegmentRow>[] {
  const { reading, memory, roomId } = about;
  const taken = new Set(
    reading.segments.map(({ key }) => idFor('segment', key)).filter((id) => rows.get('segment', id)),
  );
  const byTitle = new Map<string, SegmentRow[]>();
  const byPlace = new Map<string, SegmentRow>();
  for (const segment of rows.all('segment')) {
    const title = fold(segment.title);
    byTitle.set(title, [...(byTitle.get(title) ?? []), segment]);
    if (memory.made.has(`segment:${segment.id}`)) {
      for (const room of segment.rooms) byPlace.set(`${room} ${segment.plannedMs}`, segment);
    }
  }
  const free = (segment: SegmentRow | undefined) => (segment && !taken.has(segment.id) ? segment : undefined);
  return reading.segments.map((read) => {
    const own = idFor('segment', read.key);
    const sameDay = (segment: SegmentRow) => Math.abs(segment.plannedMs - read.plannedMs) < 12 * 3_600_000;
    const row =
      rows.get('segment', own) ??
      byTitle.get(fold(read.title))?.find((segment) => free(segment) && sameDay(segment)) ??
      read.rooms.map((room) => free(byPlace.get(`${roomId(room)} ${read.plannedMs}`))).find((found) => found);
    if (row) taken.add(row.id);
    return { read, id: row?.id ?? own, row };
  });
}
