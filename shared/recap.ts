import { channelsOf, figuresOf } from './recap-figures.ts';
import { saidOf } from './recap-said.ts';
import {
  RECAP_VERSION,
  type Recap,
  type RecapMessage,
  type RecapPart,
  type RecapPerson,
  type RecapSaid,
  type RecapSegment,
  type RecapSpeaker,
} from './recap-schema.ts';
import type { PersonRow } from './rows/person.ts';
import { type Rows, showOf } from './rows/rows.ts';
import type { SegmentRow } from './rows/segment.ts';
import { type RunningOrder, runningOrder } from './running-order.ts';
import { isTold } from './wall-full.ts';

/**
 * What was said, when, by whom, where, with figures. Withdrawn, erased and removed content is left out and counted. It
 * tells a winner only once told. Undefined: there is no show.
 */
export function recapOf(rows: Rows, atMs: number): Recap | undefined {
  const show = showOf(rows);
  if (!show) return undefined;
  const order = runningOrder(rows, atMs);
  const segments = segmentsOf(rows, order);
  const said = saidIn(rows);
  const parts = partsOf(segments, said);
  const speakers = speakersOf(rows, segments, said);
  const messages = messagesOf(rows);
  const { beganMs, endedMs } = spanOf(segments, order);
  return {
    format: 'regie.recap',
    version: RECAP_VERSION,
    madeMs: atMs,
    show: {
      id: show.id,
      name: show.name,
      shortName: show.shortName,
      zone: show.zone,
      language: show.language,
      hashtags: [...show.hashtags],
      rehearsal: show.rehearsal,
      ended: show.endedMs !== undefined,
      ...(beganMs === undefined ? {} : { beganMs }),
      ...(endedMs === undefined ? {} : { endedMs }),
    },
    figures: figuresOf(rows, { said, speakers, messages, talks: segments.filter(isTalkHeld).length }),
    channels: channelsOf(rows, said),
    people: peopleIn(rows, segments, said),
    parts,
    speakers,
    prizes: prizesOf(rows, show.endedMs !== undefined),
    messages,
  };
}

/** Everything said, in the order it was. */
function saidIn(rows: Rows): readonly RecapSaid[] {
  const said: RecapSaid[] = [];
  for (const post of rows.all('post')) {
    const one = post.leftOut ? undefined : saidOf(rows, post);
    if (one) said.push(one);
  }
  return said.sort((a, b) => a.saidMs - b.saidMs || (a.post < b.post ? -1 : 1));
}

function segmentsOf(rows: Rows, order: RunningOrder): readonly RecapSegment[] {
  const rooms = new Map([...rows.all('room')].map((room) => [room.id, room.name]));
  return [...rows.all('segment')]
    .map((segment) => ({
      segment,
      startMs: segment.startMs ?? order.sureStart(segment.id),
      atMs: order.expected(segment.id) ?? segment.plannedMs,
    }))
    .sort((a, b) => a.atMs - b.atMs || a.segment.rank - b.segment.rank || (a.segment.id < b.segment.id ? -1 : 1))
    .map(({ segment, startMs }) => {
      const state = stateOf(segment, order);
      const endMs = state === 'over' ? order.endOf(segment.id) : undefined;
      return {
        id: segment.id,
        title: segment.title,
        kind: segment.kind,
        rooms: segment.rooms.map((room) => rooms.get(room) ?? room),
        people: segment.people.filter((id) => isKnown(rows.get('person', id))),
        state,
        plannedMs: segment.plannedMs,
        ...((state === 'over' || state === 'running') && startMs !== undefined ? { startMs } : {}),
        ...(endMs === undefined ? {} : { endMs }),
      };
    });
}

function stateOf(segment: SegmentRow, order: RunningOrder): RecapSegment['state'] {
  if (segment.cancelled) return 'cancelled';
  if (order.isEnded(segment.id)) return 'over';
  if (order.isBegun(segment.id)) return 'running';
  return order.isPassed(segment.id) ? 'passed' : 'to-come';
}

const isTalkHeld = ({ kind, state }: RecapSegment): boolean =>
  kind === 'talk' && (state === 'over' || state === 'running');

/** From the start of what was first to the end of what was last. */
function spanOf(segments: readonly RecapSegment[], order: RunningOrder) {
  const held = segments.filter(({ state }) => state !== 'cancelled' && state !== 'passed');
  const starts = held.map(({ startMs, plannedMs }) => startMs ?? plannedMs);
  const ends = held.flatMap(({ id }) => order.endOf(id) ?? []);
  return {
    beganMs: starts.length > 0 ? Math.min(...starts) : undefined,
    endedMs: ends.length > 0 ? Math.max(...ends) : undefined,
  };
}

/** The timeline: each segment with its posts; those of none stand before, after or beside them all. */
function partsOf(segments: readonly RecapSegment[], said: readonly RecapSaid[]): RecapPart[] {
  const known = new Set(segments.map(({ id }) => id));
  const loose = said.filter(({ segment }) => segment === undefined || !known.has(segment));
  const starts = segments.flatMap(({ startMs }) => startMs ?? []);
  // While something runs, nothing is after it all.
  const ends = segments.flatMap(({ state, endMs }) => (state === 'running' ? Number.POSITIVE_INFINITY : (endMs ?? [])));
  const firstMs = starts.length > 0 ? Math.min(...starts) : Number.POSITIVE_INFINITY;
  const lastMs = ends.length > 0 ? Math.max(...ends) : Number.POSITIVE_INFINITY;
  const before = loose.filter(({ saidMs }) => saidMs < firstMs);
  const after = loose.filter(({ saidMs }) => saidMs >= firstMs && saidMs > lastMs);
  const beside = loose.filter((one) => !before.includes(one) && !after.includes(one));
  const some = (kind: 'before' | 'beside' | 'after', posts: RecapSaid[]): RecapPart[] =>
    posts.length > 0 ? [{ kind, said: posts }] : [];
  return [
    ...some('before', before),
    ...segments.map((segment) => ({
      kind: 'segment' as const,
      segment,
      said: said.filter((one) => one.segment === segment.id),
    })),
    ...some('beside', beside),
    ...some('after', after),
  ];
}

/** Who spoke: the humans of the talks; where a show has no talks, of every segment. In the order they came. */
function speakersOf(rows: Rows, segments: readonly RecapSegment[], said: readonly RecapSaid[]): RecapSpeaker[] {
  const talks = segments.filter(({ kind }) => kind === 'talk');
  const held = (talks.length > 0 ? talks : segments).filter(({ state }) => state !== 'cancelled' && state !== 'passed');
  const ids = new Set(held.flatMap(({ people }) => people));
  const speakers: RecapSpeaker[] = [];
  for (const id of ids) {
    const person = rows.get('person', id);
    if (person?.kind !== 'human') continue;
    const about = said.filter((one) => one.people.includes(id));
    speakers.push({
      ...personOf(rows, person),
      segments: held.filter(({ people }) => people.includes(id)).map((segment) => segment.id),
      posts: about.map(({ post }) => post),
      photos: about.reduce((sum, { photos }) => sum + photos.length, 0),
      quotes: about.filter(({ kind }) => kind === 'quote').length,
    });
  }
  return speakers;
}

/** Everyone named by an id anywhere in the recap. */
function peopleIn(rows: Rows, segments: readonly RecapSegment[], said: readonly RecapSaid[]): RecapPerson[] {
  const ids = new Set([...segments, ...said].flatMap(({ people }) => people));
  return [...ids].flatMap((id) => {
    const person = rows.get('person', id);
    return person && isKnown(person) ? personOf(rows, person) : [];
  });
}

const isKnown = (person: PersonRow | undefined): boolean => person !== undefined && !person.erased;

function personOf(rows: Rows, { id, name, affiliation, about }: PersonRow): RecapPerson {
  const at = affiliation === undefined ? undefined : rows.get('person', affiliation);
  const where = at?.erased ? undefined : (at?.name ?? affiliation);
  return {
    id,
    name,
    ...(where ? { affiliation: where } : {}),
    ...(about?.title ? { title: about.title } : {}),
    ...(about?.field ? { field: about.field } : {}),
  };
}

function prizesOf(rows: Rows, ended: boolean): Recap['prizes'] {
  const prizes = [...rows.all('prize')].sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  return prizes.map(({ id, name, winner }) => {
    const person = winner === undefined || !(ended || isTold(rows, id)) ? undefined : rows.get('person', winner);
    return { id, name, ...(person && isKnown(person) ? { winner: personOf(rows, person) } : {}) };
  });
}

function messagesOf(rows: Rows): RecapMessage[] {
  return [...rows.all('message')]
    .filter(({ verdict, erased }) => verdict === 'shown' && !erased)
    .sort((a, b) => a.saidMs - b.saidMs || (a.id < b.id ? -1 : 1))
    .map(({ network, author, words, saidMs, question }) => ({
      network,
      author,
      words,
      saidMs,
      question: question === true,
    }));
}
