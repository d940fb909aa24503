import { common } from '../../words/common.ts';
import { shortTitle } from '../../words/segments.ts';
import { TimeLeft } from '../parts/Countdown.tsx';
import { Restrictions } from '../parts/Restrictions.tsx';
import { useShow } from '../shell/show-context.ts';
import { type RowProps, SquaresLink } from './Row.tsx';

/** What is on now, framed, with the time left. */
export function OnStage({ segment, order, squares, onOpen }: RowProps) {
  const rows = useShow().rows.value;
  const t = common();
  const title = shortTitle(rows, segment);
  return (
    <li class="on-stage">
      <button type="button" class="on-stage-open" onClick={() => onOpen(segment.id)}>
        <span class="on-air">{segment.kind === 'talk' ? t.onStage : t.running}</span>
        <span class="on-stage-title">{title}</span>
      </button>
      <div class="on-stage-side">
        <TimeLeft order={order} segment={segment} />
        <SquaresLink segment={segment} squares={squares} title={title} />
      </div>
      <Restrictions rows={rows} segment={segment} />
    </li>
  );
}
