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

/** At the thumb: Top of what should start next, and the delays. A delay is asked with what it moves; Top is done. */
export function Dock({ order, rooms }: { readonly order: RunningOrder; readonly rooms: readonly string[] }) {
  const show = useShow();
  const rows = show.rows.value;
  const [minutes, ask] = useState<number>();
  const [jump, setJump] = useState<SegmentRow>();
  const t = words().dock;
  const next = soonest(order, rooms);
  const now = rooms.map((room) => order.nowIn(room)).find((segment) => segment !== undefined);
  const late = now && !now.exact ? now : next;
  const top = (segment: SegmentRow) => {
    if (passedBy(rows, segment, show.nowMs()).length > 0) setJump(segment);
    else void pressTop(show, segment);
  };
  if (jump) return <AskJump segment={jump} onClose={() => setJump(undefined)} />;
  if (minutes !== undefined && late) {
    return <AskDelay segment={late} minutes={minutes} onClose={() => ask(undefined)} />;
  }
  return (
    <div class="dock">
      {late && (
        <div class="delays">
          <p class="small soft grow" id="delays-of">
            {late === now ? t.longer(shortTitle(rows, late)) : t.from(shortTitle(rows, late))}
          </p>
          {PLUS_MINUTES.map((each) => (
            <Button key={each} aria-label={t.plusSays(each, shortTitle(rows, late))} onClick={() => ask(each)}>
              {t.plus(each)}
            </Button>
          ))}
        </div>
      )}
      {next ? (
        <Button tone="act" wide large onClick={() => top(next)}>
          <span class="primary-label">
            {now ? t.topNext : t.top}
            <small>{shortTitle(rows, next)}</small>
          </span>
        </Button>
      ) : (
        <p class="soft">{t.nothing}</p>
      )}
    </div>
  );
}
