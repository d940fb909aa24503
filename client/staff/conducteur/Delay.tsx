import type { RunningOrder } from '../../../shared/running-order.ts';
import { cueTerms } from '../../words/cues.ts';
import { shortTitle } from '../../words/segments.ts';
import { Chip } from '../parts/Chip.tsx';
import { useShow } from '../shell/show-context.ts';
import { lateMs, laterDelay, ON_TIME_MS } from './late.ts';
import { words } from './words.ts';

/** How late the rooms shown run: the latest of them, and where further on they run later still. */
export function Delay({ order, rooms }: { readonly order: RunningOrder; readonly rooms: readonly string[] }) {
  const rows = useShow().rows.value;
  const lates = rooms.map((room) => lateMs(order, room)).filter((late) => late !== undefined);
  if (lates.length === 0) return null;
  const late = Math.max(...lates);
  const [later] = rooms
    .map((room) => laterDelay(order, room))
    .filter((found) => found !== undefined)
    .sort((a, b) => b.lateMs - a.lateMs);
  const t = cueTerms();
  return (
    <>
      {Math.abs(late) < ON_TIME_MS ? (
        <Chip tone="done">{t.onTime}</Chip>
      ) : (
        <Chip tone={late > 0 ? 'act' : 'ready'}>{late > 0 ? t.late(t.span(late)) : t.early(t.span(late))}</Chip>
      )}
      {later && later.lateMs - late >= ON_TIME_MS && (
        <Chip tone="act">{words().lateFrom(t.late(t.span(later.lateMs)), shortTitle(rows, later.segment))}</Chip>
      )}
    </>
  );
}
