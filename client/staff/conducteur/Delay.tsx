import type { RunningOrder } from '../../../shared/running-order.ts';
import { cueTerms } from '../../words/cues.ts';
import { Chip } from '../parts/Chip.tsx';
import { lateMs } from './late.ts';

/** Less than this is on time. */
const ON_TIME_MS = 30_000;

/** How late the rooms shown run: the latest of them. */
export function Delay({ order, rooms }: { readonly order: RunningOrder; readonly rooms: readonly string[] }) {
  const lates = rooms.map((room) => lateMs(order, room)).filter((late) => late !== undefined);
  if (lates.length === 0) return null;
  const late = Math.max(...lates);
  const t = cueTerms();
  if (Math.abs(late) < ON_TIME_MS) return <Chip tone="done">{t.onTime}</Chip>;
  return <Chip tone={late > 0 ? 'act' : 'ready'}>{late > 0 ? t.late(t.span(late)) : t.early(t.span(late))}</Chip>;
}
