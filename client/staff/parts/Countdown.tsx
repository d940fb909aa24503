import type { SegmentRow } from '../../../shared/rows/segment.ts';
import type { RunningOrder } from '../../../shared/running-order.ts';
import { clock } from '../../../shared/text/hours.ts';
import { common } from '../../words/common.ts';

/** Minutes and seconds left until an instant of the server's clock; past it, what it runs over: `+0:12`. */
export function Countdown({
  untilMs,
  atMs,
  says,
}: {
  readonly untilMs: number;
  readonly atMs: number;
  readonly says: string;
}) {
  return (
    // A timer is not read out by itself: one that spoke every second could not be listened to.
    <span class="countdown" role="timer" aria-label={says} data-over={untilMs < atMs}>
      {clock(untilMs - atMs)}
    </span>
  );
}

/** What is left of a segment that runs. Its start may lie a moment ahead of this tick: no more than all of it is left. */
export function TimeLeft({ order, segment }: { readonly order: RunningOrder; readonly segment: SegmentRow }) {
  const startMs = order.expected(segment.id) ?? order.atMs;
  const untilMs = order.endOf(segment.id) ?? order.atMs;
  return <Countdown untilMs={untilMs} atMs={Math.max(startMs, order.atMs)} says={common().timeLeft} />;
}
