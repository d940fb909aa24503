import { recapOf } from '../../../shared/recap.ts';
import type { Recap } from '../../../shared/recap-schema.ts';
import type { Row } from '../../../shared/rows/row.ts';
import type { RowMap } from '../../../shared/rows/rows.ts';
import { at, evening } from '../../fixtures/evening.ts';

export const MADE = at('20:30');

/** The recap of the evening, with some rows changed. */
export function recapOfEvening(change: (rows: RowMap) => void = () => {}): Recap {
  const rows = evening();
  change(rows);
  const recap = recapOf(rows, MADE);
  if (!recap) throw new Error('no recap');
  return recap;
}

/** Changes fields of one row in place. */
export function edit<N extends Row['row']>(rows: RowMap, row: N, id: string, change: object): void {
  const now = rows.get(row, id);
  if (!now) throw new Error(`no ${row} ${id}`);
  rows.put({ ...now, ...change } as Row);
}

/** The evening with these words on its first network, whatever they are. */
export const withWords = (words: string): Recap =>
  recapOfEvening((rows) => {
    const debut = rows.get('publication', 'debut:bsky');
    if (!debut) throw new Error('no debut');
    rows.put({ ...debut, payload: { ...debut.payload, words } });
  });
