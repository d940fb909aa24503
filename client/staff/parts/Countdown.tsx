import { clock } from '../../../shared/text/hours.ts';

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
