import type { RunningOrder } from '../../../shared/running-order.ts';
import { shortTitle } from '../../words/segments.ts';
import { Button } from '../parts/Button.tsx';
import { useShow } from '../shell/show-context.ts';
import { Delays, useConducting } from './Conducting.tsx';
import { words } from './words.ts';

/** At the thumb: Top of what should start next, and the delays. A delay is asked with what it moves; Top is done. */
export function Dock({ order, rooms }: { readonly order: RunningOrder; readonly rooms: readonly string[] }) {
  const rows = useShow().rows.value;
  const { now, next, late, asking, top, delay } = useConducting(order, rooms);
  const t = words().dock;
  if (asking) return asking;
  return (
    <div class="dock">
      {late && (
        <div class="delays">
          <p class="small soft grow" id="delays-of">
            {late === now ? t.longer(shortTitle(rows, late)) : t.from(shortTitle(rows, late))}
          </p>
          <Delays of={late} onAsk={delay} />
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
