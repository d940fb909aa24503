import { shortTitle } from '../../words/segments.ts';
import { Hour } from '../parts/Hour.tsx';
import { soonest } from '../shell/soonest.ts';
import type { InRooms } from './in-rooms.ts';
import { words } from './words.ts';

/** What comes after what is on: next, then. */
export function Next({ rows, order, rooms }: InRooms) {
  const t = words();
  const isOn = rooms.some((room) => order.nowIn(room) !== undefined);
  // With nothing on, the first to come already stands above.
  const from = isOn ? 1 : 2;
  const lines = [
    { says: t.next, segment: soonest(order, rooms, from) },
    { says: t.afterNext, segment: soonest(order, rooms, from + 1) },
  ];
  return (
    <dl class="next">
      {lines.map(
        ({ says, segment }) =>
          segment && (
            <div key={says} class="next-line">
              <dt>{says}</dt>
              <dd class="grow strong">{shortTitle(rows, segment)}</dd>
              <dd>
                <Hour atMs={order.expected(segment.id) ?? segment.plannedMs} plannedMs={segment.plannedMs} />
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}
