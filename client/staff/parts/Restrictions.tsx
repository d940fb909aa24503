import type { Rows } from '../../../shared/rows/rows.ts';
import type { SegmentRow } from '../../../shared/rows/segment.ts';
import { restrictionsOf } from '../../words/segments.ts';
import { Chip } from './Chip.tsx';

/** What a segment forbids, seen where photos are taken and words are caught, before it is too late. */
export function Restrictions({ rows, segment }: { readonly rows: Rows; readonly segment: SegmentRow }) {
  const found = restrictionsOf(rows, segment);
  if (found.length === 0) return null;
  return (
    <p class="row row-wrap">
      {found.map((each) => (
        <Chip key={each} tone="air">
          {each}
        </Chip>
      ))}
    </p>
  );
}
