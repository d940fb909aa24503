import type { Rows } from '../../../shared/rows/rows.ts';
import type { SegmentRow } from '../../../shared/rows/segment.ts';
import type { RunningOrder } from '../../../shared/running-order.ts';
import { common } from '../../words/common.ts';
import { affiliationOf, numberOf, shortTitle, speakerOf } from '../../words/segments.ts';
import { TimeLeft } from '../parts/Countdown.tsx';
import { Hour } from '../parts/Hour.tsx';
import { Progress } from '../parts/Progress.tsx';
import { Restrictions } from '../parts/Restrictions.tsx';
import { later } from '../shell/later.tsx';
import { RoomChoice } from '../shell/RoomChoice.tsx';
import { soonest } from '../shell/soonest.ts';
import type { InRooms } from './in-rooms.ts';
import { words } from './words.ts';

const NothingLeft = later(() => import('./Nothing.tsx').then((found) => found.NothingLeft), { quiet: true });

/** What is on in each room shown, and the time left. */
export function Now({ rows, order, rooms }: InRooms) {
  const on = rooms.map((room) => ({ room, segment: order.nowIn(room) })).filter(({ segment }) => segment !== undefined);
  // A segment shared by several rooms is on once.
  const segments = [...new Set(on.flatMap(({ segment }) => segment ?? []))];
  const [first, ...others] = segments;
  return (
    <section class="panel now" aria-label={common().onStage}>
      <div class="now-head">
        <p class={first ? 'on-air' : 'on-air on-air-none'}>
          {first ? (first.kind === 'talk' ? common().onStage : common().running) : words().nothingOn}
          {first && numberOf(first) && ` · ${numberOf(first)}`}
        </p>
        <RoomChoice />
      </div>
      {first ? <Whole rows={rows} order={order} segment={first} /> : <Coming rows={rows} order={order} rooms={rooms} />}
      {others.map((segment) => (
        <p key={segment.id} class="now-other">
          <span class="grow">{shortTitle(rows, segment)}</span>
          <TimeLeft order={order} segment={segment} />
        </p>
      ))}
    </section>
  );
}

function Whole({
  rows,
  order,
  segment,
}: {
  readonly rows: Rows;
  readonly order: RunningOrder;
  readonly segment: SegmentRow;
}) {
  const startMs = order.expected(segment.id) ?? order.atMs;
  const endMs = order.endOf(segment.id) ?? order.atMs;
  const affiliation = affiliationOf(rows, segment);
  return (
    <>
      <div class="now-who">
        <h2 class="grow">{speakerOf(rows, segment)?.name ?? segment.title}</h2>
        <TimeLeft order={order} segment={segment} />
      </div>
      {affiliation && <p class="soft">{affiliation}</p>}
      <Restrictions rows={rows} segment={segment} />
      <Progress tone="air" label={common().timeLeft} share={(order.atMs - startMs) / Math.max(1, endMs - startMs)} />
    </>
  );
}

/** Between two segments: what comes, and in how long. */
function Coming({ rows, order, rooms }: InRooms) {
  const next = soonest(order, rooms);
  if (!next) return <NothingLeft rooms={rooms} />;
  const expectedMs = order.expected(next.id) ?? order.atMs;
  return (
    <>
      <div class="now-who">
        <h2 class="grow">{shortTitle(rows, next)}</h2>
        <Hour atMs={expectedMs} plannedMs={next.plannedMs} />
      </div>
      <Restrictions rows={rows} segment={next} />
    </>
  );
}
