import type { WallWhole } from '../../shared/wall-packets.ts';

/** The last wall seen, kept on this computer: what a page shows before any server answers, or when none does. */
export interface Kept {
  readonly whole: WallWhole;
  /** By how much the server's clock is ahead of this computer's. */
  readonly offsetMs: number;
  /** When the server was lost, by the server's clock; absent: it was there to the end. */
  readonly lostMs?: number;
}

/** `early.ts` looks whether there is one. */
const keyOf = (token: string): string => `regie.wall.${token}`;

export function readKept(token: string): Kept | undefined {
  try {
    return (JSON.parse(localStorage.getItem(keyOf(token)) ?? 'null') as Kept | null) ?? undefined;
  } catch {
    // Refused, or not ours: as on a first visit.
    return undefined;
  }
}

export function writeKept(token: string, kept: Kept): void {
  try {
    localStorage.setItem(keyOf(token), JSON.stringify(kept));
  } catch {
    // Refused or full: a reload without a server would show nothing, but this page goes on.
  }
}
