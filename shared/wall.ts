import type { Network } from './rows/channel.ts';
import { type Rows, showOf } from './rows/rows.ts';
import type { SegmentRow } from './rows/segment.ts';
import type { Scene, ShowRow } from './rows/show.ts';
import { type RunningOrder, runningOrder } from './running-order.ts';
import { type WallCard, wallCards } from './wall-cards.ts';
import { type WallFull, type WallLink, wallFull } from './wall-full.ts';
import { type WallPerson, wallPeople } from './wall-people.ts';

/** A scene as it is shown: `auto` is decided, and a held show is safe. */
export type WallScene = Exclude<Scene, 'auto'>;

export interface WallSegment {
  readonly id: string;
  readonly kind: SegmentRow['kind'];
  readonly title: string;
  readonly people: readonly WallPerson[];
  /** When it began, else when it is projected to. */
  readonly atMs: number;
  /** Its overrun included: the time left is counted from it. */
  readonly durationMs: number;
}
export interface WallRoom {
  readonly id: string;
  readonly name: string;
  readonly now?: WallSegment;
  readonly next?: WallSegment;
}

/**
 * All that the room and its visitors may see of a show. It travels to anyone who has the link, so what this type lacks
 * cannot leak: no draft, no reason, no name of staff, no winner before it is told.
 */
export interface Wall {
  readonly name: string;
  readonly shortName: string;
  readonly zone: string;
  readonly language: string;
  /** The main one, with its `#`; empty: none. */
  readonly hashtag: string;
  /** Who speaks on our cards: `@mt180.example`. */
  readonly account: string;
  readonly rehearsal: boolean;
  /** Everything is held; why is for the staff. */
  readonly held: boolean;
  readonly scene: WallScene;
  /** The running order chose the scene: a wall that stands in one room may choose by that room. */
  readonly auto: boolean;
  readonly safeWords: string;
  /** What the scene *full* shows; absent in any other scene. */
  readonly full?: WallFull;
  readonly follow?: WallLink;
  /** In their order. */
  readonly rooms: readonly WallRoom[];
  /** Newest first. */
  readonly cards: readonly WallCard[];
}

/**
 * The wall of a show. Of the time it depends only on what truly changes with it: what is on, and what comes, in rooms led
 * by the clock. Undefined: there is no show.
 */
export function wallOf(rows: Rows, atMs: number): Wall | undefined {
  const show = showOf(rows);
  if (!show) return undefined;
  const order = runningOrder(rows, atMs);
  const rooms = wallRooms(rows, order);
  const asked = askedScene(show);
  const full = asked === 'full' ? wallFull(rows, show, atMs) : undefined;
  const auto = asked === 'auto' || (asked === 'full' && !full);
  return {
    name: show.name,
    shortName: show.shortName,
    zone: show.zone,
    language: show.language,
    hashtag: show.hashtags[0] ?? '',
    account: accountOf(rows) ?? show.shortName,
    rehearsal: show.rehearsal,
    held: show.held !== undefined,
    scene: auto ? sceneOf(rooms) : (asked as WallScene),
    auto,
    safeWords: show.safeWords,
    ...(full ? { full } : {}),
    ...(show.followUrl ? { follow: { url: show.followUrl } } : {}),
    rooms,
    cards: wallCards(rows),
  };
}

/** What *auto* shows: on stage while a talk runs, else live. */
export const sceneOf = (rooms: readonly WallRoom[]): 'on-stage' | 'live' =>
  rooms.some((room) => room.now?.kind === 'talk') ? 'on-stage' : 'live';

/** The next instant after this one at which time alone may change the wall; undefined: only a mutation will. */
export function wallChangesMs(rows: Rows, atMs: number): number | undefined {
  const order = runningOrder(rows, atMs);
  const instants = order.segments().flatMap(({ id }) => [order.sureStart(id), order.sureEnd(id)]);
  const full = showOf(rows)?.full;
  // An announced hour that is overdue moves with each minute.
  if (full?.kind === 'announcement' && full.words.includes('{time:')) instants.push(nextMinute(atMs));
  let soonest: number | undefined;
  for (const instant of instants) {
    if (instant !== undefined && instant > atMs && (soonest === undefined || instant < soonest)) soonest = instant;
  }
  return soonest;
}

const MINUTE_MS = 60_000;
const nextMinute = (atMs: number): number => (Math.floor(atMs / MINUTE_MS) + 1) * MINUTE_MS;

/** While everything is held, the safe scene, whatever was asked. */
const askedScene = (show: ShowRow): Scene => (show.held ? 'safe' : show.scene);

function wallRooms(rows: Rows, order: RunningOrder): readonly WallRoom[] {
  const rooms = [...rows.all('room')].sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  return rooms.map((room) => {
    const now = order.nowIn(room.id);
    const next = order.inRoom(room.id).find((one) => !one.beside && !order.isBegun(one.id));
    return {
      id: room.id,
      name: room.name,
      ...(now ? { now: wallSegment(rows, order, now) } : {}),
      ...(next ? { next: wallSegment(rows, order, next) } : {}),
    };
  });
}

function wallSegment(rows: Rows, order: RunningOrder, segment: SegmentRow): WallSegment {
  return {
    id: segment.id,
    kind: segment.kind,
    title: segment.title,
    people: wallPeople(rows, segment.people),
    atMs: order.projected(segment.id) ?? segment.plannedMs,
    durationMs: Math.max(0, segment.durationMs + segment.overrunMs),
  };
}

/** Networks where an account is known by its name after an `@`. */
const WITH_HANDLES: readonly Network[] = ['bluesky', 'mastodon', 'x', 'threads', 'instagram'];

/** Our first account that is on and known by a handle: what the room can follow. */
function accountOf(rows: Rows): string | undefined {
  const channels = [...rows.all('channel')]
    .filter((channel) => channel.on && channel.served === 'server' && WITH_HANDLES.includes(channel.network))
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  return channels[0] && `@${channels[0].account}`;
}
