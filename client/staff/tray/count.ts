import type { Rows } from '../../../shared/rows/rows.ts';
import { trayOf } from '../../../shared/tray.ts';
import type { LocalTrayEntry } from '../../signals/show.ts';

/** What was refused on this phone and is worth a person's eye: who has an editor open, a moment late, is not. */
export const worthSeeing = (tray: readonly LocalTrayEntry[]): readonly LocalTrayEntry[] =>
  tray.filter(({ mutation }) => mutation.name !== 'post.take');

/** What waits for a person: of the show, and of this phone. */
export const toSeeCount = (rows: Rows, tray: readonly LocalTrayEntry[], atMs: number): number =>
  trayOf(rows, atMs).length + worthSeeing(tray).length;
