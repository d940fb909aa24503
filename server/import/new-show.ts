import { type Row, stamp, type Unstamped } from '../../shared/rows/row.ts';
import { HATS } from '../../shared/rows/staff.ts';

/** What a show made by hand begins with. */
export interface NewShowOptions {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly zone: string;
  readonly language: string;
  readonly rehearsal: boolean;
  /** Who makes it: the first of its staff, with every hat. */
  readonly creator: { readonly id: string; readonly name: string };
  readonly nowMs: number;
}

/** A gap between two segments up to this is kept when things move (DESIGN 6). */
const CHANGEOVER_MS = 2 * 60_000;
/** Between two posts on one account. */
const SPACING_MS = 30_000;

/** An empty show: one room, its wall, and two networks to be connected; nothing that anyone would have to take out first. */
export function newShowRows(options: NewShowOptions): readonly Row[] {
  const { id, name, shortName, zone, language, rehearsal, creator, nowMs } = options;
  const rows: readonly Unstamped[] = [
    {
      row: 'show',
      id,
      name,
      shortName,
      zone,
      language,
      hashtags: [],
      changeoverMs: CHANGEOVER_MS,
      rehearsal,
      scene: 'auto',
      safeWords: name,
    },
    { row: 'room', id: 'room', name: isFrench(language) ? 'Salle' : 'Hall', rank: 0, byTheClock: false },
    channel({ id: 'wall', account: isFrench(language) ? 'Mur' : 'Wall', rank: 0, isWall: true }),
    channel({ id: 'bluesky', account: '', rank: 1, isWall: false }),
    channel({ id: 'mastodon', account: '', rank: 2, isWall: false }),
    { row: 'staff', id: creator.id, name: creator.name, hats: [...HATS], revoked: false },
  ];
  return rows.map((row) => stamp(row, { rev: 0, by: 'engine:import', atMs: nowMs }));
}

const isFrench = (language: string): boolean => language === 'fr' || language.startsWith('fr-');

/** The wall is on and ticked on every new post; a network waits for its account. */
function channel(of: {
  readonly id: 'wall' | 'bluesky' | 'mastodon';
  readonly account: string;
  readonly rank: number;
  readonly isWall: boolean;
}): Unstamped {
  const { id, account, rank, isWall } = of;
  return {
    row: 'channel',
    id,
    network: id,
    account,
    rank,
    spacingMs: isWall ? 0 : SPACING_MS,
    on: isWall,
    served: 'server',
    default: isWall,
  };
}
