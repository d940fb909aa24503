/** A call that timed out can still land: nothing is looked up, and nothing sent again, before this. */
export const LOOK_UP_AFTER_MS = 30_000;
/** What a look-up could not tell is looked up again after this, then ever more rarely; meanwhile a person is asked. */
export const LOOK_UP_EVERY_MS = 120_000;
const LOOK_UP_AT_MOST_EVERY_MS = 64 * 60_000;
/** Then only when a person asks. On X each look is paid for, and what five hours did not show will not show by itself. */
export const LOOK_UPS = 10;

/**
 * When what nobody knows of may be looked for: half a minute after its call, then 2, 4, 8, 16, 32 minutes after the look
 * before and each 64 minutes, ten times over some five hours; and at once where a person asked for it since.
 */
export function nextLookMs({
  calledMs,
  lookedMs,
  looks = 1,
  lookAskedMs,
}: {
  readonly calledMs: number;
  readonly lookedMs: number | undefined;
  readonly looks?: number | undefined;
  readonly lookAskedMs?: number | undefined;
}): number {
  if (lookedMs === undefined) return calledMs + LOOK_UP_AFTER_MS;
  if (lookAskedMs !== undefined && lookAskedMs > lookedMs) return lookAskedMs;
  if (looks >= LOOK_UPS) return Number.POSITIVE_INFINITY;
  return lookedMs + Math.min(LOOK_UP_EVERY_MS * 2 ** (looks - 1), LOOK_UP_AT_MOST_EVERY_MS);
}
