import { loadOf } from '../../../shared/channel-load.ts';
import { missingIn } from '../../../shared/missing.ts';
import { headsOf, photosOf } from '../../../shared/post-status.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import { type Rows, showOf } from '../../../shared/rows/rows.ts';
import { trayOf } from '../../../shared/tray.ts';

/** When each list is gone through. */
export const CHECK_TIMES = ['week', 'eve', 'hour', 'end'] as const;
export type CheckTime = (typeof CHECK_TIMES)[number];

/** What the app can see by itself. */
export const SEEN_CHECKS = {
  week: ['hashtags', 'running-order', 'channels', 'image-rights', 'two-approvers', 'rehearsed'],
  eve: [
    'nothing-missing',
    'posts-for-talks',
    'all-approved',
    'alternative-texts',
    'within-limits',
    'safe-words',
    'storage',
  ],
  hour: ['online', 'clock', 'wall', 'tray', 'approvers-here'],
  end: ['all-received', 'all-settled', 'ended'],
} as const;
/** What only a person can tell. */
export const TICKED_CHECKS = {
  week: ['handles', 'accounts', 'venue'],
  eve: ['charged', 'invited', 'last-row', 'agreed'],
  hour: ['computer', 'fallback', 'silence', 'roles'],
  end: ['thanks', 'recap-kept', 'devices', 'learnt'],
} as const;
export type SeenCheck = (typeof SEEN_CHECKS)[CheckTime][number];
export type TickedCheck = (typeof TICKED_CHECKS)[CheckTime][number];

/** What is further off gets a person's photos and notes wrong in time; what is published goes by the server's clock. */
export const CLOCK_WITHIN_MS = 1_000;

/** `unknown`: it cannot be seen from here now (no network, not measured yet). `count`: how many are missing. */
export interface Seen {
  readonly state: 'yes' | 'no' | 'unknown';
  readonly count?: number;
}

export interface Around {
  readonly rows: Rows;
  readonly atMs: number;
  readonly isOnline: boolean;
  /** Of the server's clock against this phone's. */
  readonly offsetMs: number | undefined;
  /** Not yet received by the server. */
  readonly unsent: number;
  readonly persisted: boolean | undefined;
  /** Walls connected; undefined: the server has not told. */
  readonly screens: number | undefined;
  /** There is a rehearsal of this show, or this is one. */
  readonly rehearsed: boolean;
  /** Staff whose phones are here. */
  readonly here: readonly string[];
}

/** What the app sees of one point of a list. */
export function seenOfCheck(check: SeenCheck, around: Around): Seen {
  const { rows, atMs } = around;
  switch (check) {
    case 'hashtags':
      return some(showOf(rows)?.hashtags ?? []);
    case 'nothing-missing':
      return none(missingIn(rows, atMs).length);
    case 'running-order':
      return some(rows.all('segment'));
    case 'channels':
      return some([...rows.all('channel')].filter(({ on, network }) => on && network !== 'wall'));
    case 'image-rights':
      return none(speakersOf(rows).filter(({ imageRights }) => imageRights === 'to-confirm').length);
    case 'two-approvers':
      return truth(approversOf(rows).length >= 2);
    case 'rehearsed':
      return truth(around.rehearsed);
    case 'posts-for-talks':
      return none(talksWithoutPosts(rows));
    case 'all-approved':
      return none(toCome(rows).filter(({ state }) => state !== 'approved').length);
    case 'alternative-texts':
      return none(toCome(rows).filter(({ id }) => photosOf(rows, id).some(({ alt }) => alt.trim() === '')).length);
    case 'within-limits':
      return none([...rows.all('channel')].filter((channel) => channel.on && loadOf(rows, channel, atMs)?.over).length);
    case 'safe-words':
      return truth((showOf(rows)?.safeWords ?? '').trim() !== '');
    case 'storage':
      return around.persisted === undefined ? { state: 'unknown' } : truth(around.persisted);
    case 'online':
      return truth(around.isOnline);
    case 'clock':
      return around.offsetMs === undefined ? { state: 'unknown' } : truth(Math.abs(around.offsetMs) <= CLOCK_WITHIN_MS);
    case 'wall':
      return around.screens === undefined || !around.isOnline ? { state: 'unknown' } : truth(around.screens > 0);
    case 'tray':
      return none(trayOf(rows, atMs).length);
    case 'approvers-here':
      return around.isOnline
        ? truth(new Set(approversOf(rows).filter((id) => around.here.includes(id))).size >= 2)
        : { state: 'unknown' };
    case 'all-received':
      return none(around.unsent);
    case 'all-settled':
      return none(
        [...rows.all('publication')].filter(
          ({ state, erased }) => !erased && (state === 'owed' || state === 'sending' || state === 'unknown'),
        ).length,
      );
    case 'ended':
      return truth(showOf(rows)?.endedMs !== undefined);
  }
}

const truth = (yes: boolean): Seen => ({ state: yes ? 'yes' : 'no' });
const none = (count: number): Seen => (count === 0 ? { state: 'yes' } : { state: 'no', count });
function some(found: Iterable<unknown>): Seen {
  for (const _ of found) return { state: 'yes' };
  return { state: 'no' };
}

const approversOf = (rows: Rows): readonly string[] =>
  [...rows.all('staff')].filter(({ hats, revoked }) => !revoked && hats.includes('approve')).map(({ id }) => id);

function speakersOf(rows: Rows) {
  const ids = new Set([...rows.all('segment')].filter(({ cancelled }) => !cancelled).flatMap(({ people }) => people));
  return [...ids]
    .flatMap((id) => rows.get('person', id) ?? [])
    .filter(({ kind, erased }) => kind === 'human' && !erased);
}

function talksWithoutPosts(rows: Rows): number {
  const told = new Set(
    [...rows.all('post')].filter(({ state }) => state !== 'withdrawn').map(({ segment }) => segment),
  );
  return [...rows.all('segment')].filter(({ kind, cancelled, id }) => kind === 'talk' && !cancelled && !told.has(id))
    .length;
}

/** Posts that will go out by themselves and have words: those made by hand on the spot are nobody's to approve yet. */
function toCome(rows: Rows): readonly PostRow[] {
  return [...rows.all('post')].filter(
    ({ id, state, cue, erased }) =>
      !erased &&
      state !== 'fired' &&
      state !== 'withdrawn' &&
      cue.kind !== 'hand' &&
      Object.values(headsOf(rows, id)).some((heads) => heads.length > 0),
  );
}
