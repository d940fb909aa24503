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
export function rerankAfter(
  segments: Iterable<SegmentRow>,
  moved: readonly string[],
  after: string,
): readonly Rerank[] {
  const ordered = [...segments].sort(byRank);
  const isMoving = ({ id }: SegmentRow): boolean => id !== after && moved.includes(id);
  const moving = ordered.filter(isMoving);
  const staying = ordered.filter((segment) => !isMoving(segment));
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
    push(segment, stepUp(rank));
  }
  return reranks;
}

/** The first of `count` ranks spread evenly between two; a whole step where nothing follows or nothing fits. */
function between(low: number, high: number | undefined, count: number): number {
  if (high === undefined || high <= low) return stepUp(low);
  const rank = low + (high - low) / (count + 1);
  return rank > low && rank < high ? rank : stepUp(low);
}

/** One more; for ranks so large that one more is nothing, the next number there is. */
const stepUp = (rank: number): number => Math.max(rank + 1, rank + Math.abs(rank) * 2 * Number.EPSILON);
