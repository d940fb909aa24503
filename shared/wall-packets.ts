import type { Wall } from './wall.ts';
import type { WallChange } from './wall-changes.ts';

/** A whole wall: on connection, on `GET /wall/state`, and to whoever missed a number. */
export interface WallWhole {
  /** Of this wall; the next change is n + 1. Numbers begin anew with the server's process. */
  readonly n: number;
  readonly serverMs: number;
  readonly wall: Wall;
}

/** The n-th change, for a wall that stands at n − 1. */
export interface WallStep {
  readonly n: number;
  readonly change: WallChange;
}

/** `/wall`, server → page. */
export interface WallDown {
  whole(whole: WallWhole): void;
  step(step: WallStep): void;
}
/** `/wall`, page → server. A wall says nothing; it asks for what it missed, and for the time. */
export interface WallUp {
  whole(answer: (whole: WallWhole) => void): void;
  clock(answer: (serverMs: number) => void): void;
}

/** What a page says when it connects. `screen`: projected in the room; `visitor`: someone's phone. */
export interface WallHello {
  readonly token: string;
  readonly view: 'screen' | 'visitor';
}
/** Why a connection is refused, as `connect_error`'s message. */
export const NO_SUCH_WALL = 'no-such-wall';
