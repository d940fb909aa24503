import type { SteadyZone } from './text/hours.ts';
import type { Wall } from './wall.ts';
import type { WallChange } from './wall-changes.ts';
import type { Qr } from './wall-full.ts';

/** Which wall a page has: the n-th of one run of the server, which counts from 0. */
export interface WallStand {
  readonly run: string;
  readonly n: number;
}

/** A whole wall: in the page itself, on connection, on `GET /wall/state`, and to whoever missed a number. */
export interface WallWhole extends WallStand {
  readonly serverMs: number;
  readonly wall: Wall;
  /** Where the clocks of its place stand still for two days: the page then tells hours without the browser's tables. */
  readonly steady?: SteadyZone;
}

/** What a wall's page is drawn for. */
export interface WallVisit {
  readonly whole: WallWhole;
  readonly view: WallHello['view'];
  /** What follows the `?` of its address. */
  readonly search: string;
}
/** The page, and the text of the one style sheet written into it, whose hash lets it be used. */
export interface DrawnWall {
  readonly html: string;
  readonly style: string;
}
/** The page's own code, built so that the server can draw the first card with it. */
export type DrawWall = (visit: WallVisit) => DrawnWall;

/** The element of that page which holds the `WallWhole` it was drawn from. */
export const GIVEN_ID = 'given';

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

/** What a page says when it connects. */
export interface WallHello {
  readonly token: string;
  /** `screen`: projected in the room; `visitor`: someone's phone. */
  readonly view: 'screen' | 'visitor';
  /** What it has; where that is still the wall, it is not sent again. */
  readonly have?: WallStand;
}
/** Why a connection is refused. */
export const NO_SUCH_WALL = 'no-such-wall';

/** `GET /shows/<id>/wall`, for staff: what the remote and the checklist say of the wall. */
export interface WallAbout {
  /** To open on the projecting computer, or on a visitor's phone. */
  readonly url: string;
  readonly qr: Qr | undefined;
  readonly seen: WallsSeen;
}
/** Pages connected to a show's wall now. */
export interface WallsSeen {
  /** Projected in the room. */
  readonly screens: number;
  /** Visitors' phones. */
  readonly visitors: number;
}
