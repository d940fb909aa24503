import type { SegmentRow } from '../../../shared/rows/segment.ts';
import type { RunningOrder } from '../../../shared/running-order.ts';
import { common } from '../../words/common.ts';
import { cueTerms } from '../../words/cues.ts';
import { affiliationOf, restrictionsOf, shortTitle } from '../../words/segments.ts';
import { Hour } from '../parts/Hour.tsx';
import { Squares } from '../parts/Squares.tsx';
import { useShow } from '../shell/show-context.ts';
import { pathToPosts } from './path-to-posts.ts';
import type { Square } from './squares.ts';
import { words } from './words.ts';

export interface RowProps {
  readonly segment: SegmentRow;
  readonly order: RunningOrder;
  readonly squares: readonly Square[];
  readonly onOpen: (segment: string) => void;
}

/** One segment: when, who, what to respect, and its posts as squares that lead to them. */
export function Row({ segment, order, squares, onOpen }: RowProps) {
  const rows = useShow().rows.value;
  const atMs = order.expected(segment.id);
  const title = shortTitle(rows, segment);
  const ended = order.isEnded(segment.id);
  return (
    <li class={ended ? 'line line-ended' : 'line'}>
      <button type="button" class="line-open" onClick={() => onOpen(segment.id)}>
        <span class="line-hour">
          {segment.cancelled || atMs === undefined ? (
            <s class="soft">
              <Hour atMs={segment.plannedMs} />
            </s>
          ) : (
            <Hour atMs={atMs} plannedMs={segment.plannedMs} />
          )}
        </span>
        <span class="grow">
          {segment.cancelled ? <s class="strong soft">{title}</s> : <span class="strong">{title}</span>}
          <span class="line-about">{aboutOf(segment)}</span>
        </span>
      </button>
      <SquaresLink segment={segment} squares={squares} title={title} />
    </li>
  );

  function aboutOf(of: SegmentRow): string {
    const t = words();
    const facts = [
      of.cancelled && t.cancelled,
      affiliationOf(rows, of) || (of.durationMs > 0 && cueTerms().span(of.durationMs)),
      of.beside && t.beside,
      of.rooms.length > 1 && t.shared,
      ...restrictionsOf(rows, of),
    ];
    return facts.filter(Boolean).join(' · ');
  }
}

/** The squares lead to the segment's posts. */
export function SquaresLink({
  segment,
  squares,
  title,
}: {
  readonly segment: SegmentRow;
  readonly squares: readonly Square[];
  readonly title: string;
}) {
  const show = useShow();
  if (squares.length === 0) return null;
  const kinds = common().kinds;
  const statuses = common().statuses;
  const says = squares.map(({ kind, status }) => `${kinds[kind]} ${statuses[status]}`).join(', ');
  return (
    <a class="line-posts" href={pathToPosts(show.id, segment.id)}>
      <span class="aside">{words().posts(title)}</span>
      <Squares marks={squares.map(({ mark }) => mark)} says={says} />
    </a>
  );
}
