import { randomUUID } from 'node:crypto';
import type { RowName } from '../../shared/rows/row.ts';
import { type Wall, wallChangesMs, wallOf } from '../../shared/wall.ts';
import { changesBetween } from '../../shared/wall-changes.ts';
import type { WallLink } from '../../shared/wall-full.ts';
import type { WallStand, WallStep, WallWhole } from '../../shared/wall-packets.ts';
import { steadyAround } from '../../shared/zone.ts';
import type { Clock } from '../clock.ts';
import type { Commit, Ledger } from '../ledger/ledger.ts';
import { qrOf } from './qr.ts';

/** The walls of all shows as they stand, and what turns each into the next: computed once, whoever watches. */
export interface WallBoard {
  /** Undefined: no such show. */
  whole(show: string): WallWhole | undefined;
  /** Whether a page that says it has this needs nothing. */
  isCurrent(show: string, have: Partial<WallStand> | undefined): boolean;
  /** Whether the show's wall names that photo now: a wall may fetch it for as long. */
  names(show: string, hash: string): boolean;
  onStep(listener: (show: string, step: WallStep) => void): () => void;
  /** To be called each second: what is on and what comes may change with no mutation. */
  tick(): void;
  close(): void;
}

/** Most commits write words and approvals, which no wall shows before they are published. */
const UNSEEN: readonly RowName[] = ['text', 'approval', 'relay', 'staff'];

interface Standing {
  n: number;
  wall: Wall;
  /** When time alone may change it. */
  dueMs: number;
}

export function createWallBoard({ ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock }): WallBoard {
  /** Shows that someone has watched; the others cost nothing. */
  const standings = new Map<string, Standing>();
  const run = randomUUID();
  const listeners = new Set<(show: string, step: WallStep) => void>();

  const look = (show: string): Omit<Standing, 'n'> | undefined => {
    const rows = ledger.rows(show);
    const nowMs = clock.nowMs();
    const wall = rows && wallOf(rows, nowMs);
    return wall && { wall: withQr(wall), dueMs: wallChangesMs(rows, nowMs) ?? Number.POSITIVE_INFINITY };
  };
  const standingOf = (show: string): Standing | undefined => {
    const known = standings.get(show);
    if (known) return known;
    const seen = look(show);
    if (!seen) return undefined;
    const standing = { n: 0, ...seen };
    standings.set(show, standing);
    return standing;
  };
  const refresh = (show: string, standing: Standing): void => {
    const seen = look(show);
    if (!seen) return;
    const change = changesBetween(standing.wall, seen.wall);
    Object.assign(standing, seen);
    if (!change) return;
    standing.n += 1;
    for (const listener of listeners) listener(show, { n: standing.n, change });
  };

  const stop = ledger.onCommit((commit: Commit) => {
    const standing = standings.get(commit.show);
    if (standing && commit.rows.some(({ row }) => !UNSEEN.includes(row))) refresh(commit.show, standing);
  });

  return {
    whole(show) {
      const standing = standingOf(show);
      if (!standing) return undefined;
      const serverMs = clock.nowMs();
      const { n, wall } = standing;
      const steady = steadyAround(serverMs, wall.zone);
      return { run, n, serverMs, wall, ...(steady ? { steady } : {}) };
    },
    isCurrent: (show, have) => have?.run === run && have.n === standingOf(show)?.n,
    names(show, hash) {
      const wall = standingOf(show)?.wall;
      if (!wall) return false;
      const alone = wall.full?.kind === 'post' ? [wall.full.card] : [];
      return [...wall.cards, ...alone].some((card) => card.photos.some((photo) => photo.hash === hash));
    },
    onStep(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tick() {
      const nowMs = clock.nowMs();
      for (const [show, standing] of standings) if (standing.dueMs <= nowMs) refresh(show, standing);
    },
    close: stop,
  };
}

/** Drawn here, so that no page carries a QR encoder. */
function withQr(wall: Wall): Wall {
  const drawn = <L extends WallLink>(link: L): L => {
    const qr = qrOf(link.url);
    return qr ? { ...link, qr } : link;
  };
  return {
    ...wall,
    ...(wall.full?.kind === 'qr' ? { full: drawn(wall.full) } : {}),
    ...(wall.follow ? { follow: drawn(wall.follow) } : {}),
  };
}
