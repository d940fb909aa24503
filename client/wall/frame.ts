import type { Wall, WallRoom, WallSegment } from '../../shared/wall.ts';
import type { WallCard } from '../../shared/wall-cards.ts';
import type { WallWords } from './words.ts';

/** All that one drawing of the wall is made from. */
export interface Frame {
  readonly wall: Wall;
  readonly t: WallWords;
  /** The server's clock. */
  readonly nowMs: number;
  /** The clock by which cards turn: the server's, unless the operator stopped or skipped. */
  readonly turnMs: number;
  /** The least size of what everyone must read, in pixels. */
  readonly basePx: number;
  /** The distance to the last row, in picture heights. */
  readonly far: number;
  /** Rises when the type that is measured with changes: its font has come. */
  readonly fonts: number;
  /** The room this wall stands in, if it is bound to one. */
  readonly room: string | undefined;
  /** Cards fit to be shown now. */
  readonly cards: readonly WallCard[];
  readonly photoUrl: (hash: string) => string | undefined;
  /** Asks to be drawn again at that instant of the server's clock. */
  readonly wake: (atMs: number) => void;
  /** Tells when the card on screen leaves, for whoever wants the next one now. */
  readonly until: (atMs: number) => void;
  /** Where nothing can be measured: a size near the one that words will be measured to have. */
  readonly sizeOf?: (words: string, most: number, lines: number | undefined) => string;
}

const ROOM_TURN_MS = 12_000;

/** The room the foot speaks of: its own, else each one where something is on, in turn, else where something comes first. */
export function roomOf({ wall, room, nowMs, wake }: Frame): WallRoom | undefined {
  const own = wall.rooms.find(({ id }) => id === room);
  if (own) return own;
  const busy = wall.rooms.filter(
    (one, i, rooms) => one.now && rooms.findIndex((other) => other.now?.id === one.now?.id) === i,
  );
  if (busy.length > 1) wake((Math.floor(nowMs / ROOM_TURN_MS) + 1) * ROOM_TURN_MS);
  if (busy.length > 0) return busy[Math.floor(nowMs / ROOM_TURN_MS) % busy.length];
  return wall.rooms.filter((one) => one.next).sort((a, b) => (a.next?.atMs ?? 0) - (b.next?.atMs ?? 0))[0];
}

/** The room whose talk the scene *on stage* is about. */
export function stageOf({ wall, room }: Frame): WallRoom | undefined {
  const own = wall.rooms.find(({ id }) => id === room);
  if (own) return own.now && own;
  return wall.rooms.find((one) => one.now?.kind === 'talk') ?? wall.rooms.find((one) => one.now);
}

/** Who is named for a segment: the people of a talk, else its title. */
export const namesOf = ({ kind, people, title }: WallSegment): string =>
  kind === 'talk' && people.length > 0 ? people.map(({ name }) => name).join(', ') : title;

export const leftMs = ({ atMs, durationMs }: WallSegment, nowMs: number): number =>
  Math.max(0, atMs + durationMs - nowMs);

/** Draws again when the counted second is over. */
export function tick(frame: Frame, left: number): void {
  if (left > 0) frame.wake(frame.nowMs + (left % 1000 || 1000));
}

/** Words that stay, read again and again when they come in parts. */
export function everyTurn({ turnMs }: Frame, words: string): { fromMs: number; untilMs: number } {
  const lengthMs = Math.max(6_000, words.split(/\s+/).length * 400);
  const fromMs = Math.floor(turnMs / lengthMs) * lengthMs;
  return { fromMs, untilMs: fromMs + lengthMs };
}
