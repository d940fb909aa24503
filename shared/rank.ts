import type { Rows } from './rows/rows.ts';
import type { SegmentRow } from './rows/segment.ts';
import { byRank } from './running-plan.ts';

/** One segment's new place, as `segment.edit` takes it: `change: { rank: { from, to } }`. */
export interface Rerank {
  readonly segment: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The ranks that bring these segments, in their present order, just behind another ("they come later"). Cancelled ones
 * keep their places too, so that taking a cancellation back finds them where they were. Ranks that are used up (equal,
 * or with no number between them) push what follows; as a rule only the moved ones are written.
 */
export function rerankAfter(rows: Rows, moved: readonly string[], after: string): readonly Rerank[] {
  const moving = [...rows.all('segment')].filter(({ id }) => moved.includes(id) && id !== after).sort(byRank);
  const staying = [...rows.all('segment')].filter((segment) => !moving.includes(segment)).sort(byRank);
  const at = staying.findIndex(({ id }) => id === after);
  if (at < 0) return [];

  const reranks: Rerank[] = [];
  let rank = staying[at]?.rank ?? 0;
  const push = (segment: SegmentRow, to: number): void => {
    if (to !== segment.rank) reranks.push({ segment: segment.id, from: segment.rank, to });
    rank = to;
  };
  const following = staying.slice(at + 1);
  moving.forEach((segment, index) => {
    push(segment, between(rank, following[0]?.rank, moving.length - index));
  });
  for (const segment of following) {
    if (segment.rank > rank) break;
    push(segment, rank + 1);
  }
  return reranks;
}

/** The first of `count` ranks spread evenly between two; a whole step where nothing follows or nothing fits. */
function between(low: number, high: number | undefined, count: number): number {
  if (high === undefined || high <= low) return low + 1;
  const rank = low + (high - low) / (count + 1);
  return rank > low && rank < high ? rank : low + 1;
}
