import { useState } from 'preact/hooks';
import type { SegmentRow } from '../../../shared/rows/segment.ts';
import type { RunningOrder } from '../../../shared/running-order.ts';
import { shortTitle } from '../../words/segments.ts';
import { Button } from '../parts/Button.tsx';
import { useShow } from '../shell/show-context.ts';
import { soonest } from '../shell/soonest.ts';
import { AskDelay, AskJump } from './asks.tsx';
import { passedBy } from './passed-by.ts';
import { pressTop } from './press.ts';
import { words } from './words.ts';

export const PLUS_MINUTES = [1, 5, 10] as const;

/** What conducting these rooms offers now: a Top of what should start next, delays of what they are of, and what asks. */
export function useConducting(order: RunningOrder, rooms: readonly string[]) {
  const show = useShow();
  const rows = show.rows.value;
  const [minutes, ask] = useState<number>();
  const [jump, setJump] = useState<SegmentRow>();
  const next = soonest(order, rooms);
  const now = rooms.map((room) => order.nowIn(room)).find((segment) => segment !== undefined);
  const late = now && !now.exact ? now : next;
  const asking = jump ? (
    <AskJump segment={jump} onClose={() => setJump(undefined)} />
  ) : minutes !== undefined && late ? (
    <AskDelay segment={late} minutes={minutes} onClose={() => ask(undefined)} />
  ) : undefined;
  const top = (segment: SegmentRow) => {
    if (passedBy(rows, segment, show.nowMs()).length > 0) setJump(segment);
    else void pressTop(show, segment);
  };
  return { now, next, late, asking, top, delay: ask };
}

/** +1, +5, +10: of a segment, or of what is to come. */
export function Delays({ of, onAsk }: { readonly of: SegmentRow; readonly onAsk: (minutes: number) => void }) {
  const rows = useShow().rows.value;
  const t = words().dock;
  return PLUS_MINUTES.map((each) => (
    <Button key={each} aria-label={t.plusSays(each, shortTitle(rows, of))} onClick={() => onAsk(each)}>
      {t.plus(each)}
    </Button>
  ));
}
