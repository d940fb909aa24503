import { clock, hour } from '../../shared/text/hours.ts';
import type { WallSegment } from '../../shared/wall.ts';
import { Code } from './Code.tsx';
import { type Frame, leftMs, namesOf, roomOf, tick } from './frame.ts';

const MINUTE_MS = 60_000;

/** What is on, what comes, the time, and where to follow. On stage, what is on and its time are above it already. */
export function Foot({ frame, onStage }: { readonly frame: Frame; readonly onStage: boolean }) {
  const { wall, t } = frame;
  const room = roomOf(frame);
  const now = onStage ? undefined : room?.now;
  const several = wall.rooms.filter((one) => one.now).length > 1;
  const talk = room?.now?.kind === 'talk' ? room.now : undefined;
  return (
    <footer class="foot">
      {talk && <Gauge frame={frame} segment={talk} />}
      {now && (
        <section class="now" key={now.id}>
          <p class="label">
            {isOnAir(now) && <i class="air" />}
            {labelOf(frame, now)}
            {several && room && ` · ${room.name}`}
          </p>
          <p class="name">{namesOf(now)}</p>
          {now.people[0]?.from && <p class="from">{now.people[0].from}</p>}
        </section>
      )}
      {room?.next && (
        <section class="next" key={room.next.id}>
          <p class="label">
            {t.next} · <span class="hour">{startOf(frame, room.next)}</span>
            {several && !now && ` · ${room.name}`}
          </p>
          <p class="name">{namesOf(room.next)}</p>
        </section>
      )}
      <section class="time">
        <Time frame={frame} segment={onStage ? undefined : talk} />
      </section>
      {wall.follow?.qr && (
        <section class="follow">
          <p class="label">
            {t.follow}
            <b>{wall.hashtag}</b>
          </p>
          <Code link={wall.follow} />
        </section>
      )}
    </footer>
  );
}

function Time({ frame, segment }: { readonly frame: Frame; readonly segment: WallSegment | undefined }) {
  const { wall, nowMs, wake, t } = frame;
  wake((Math.floor(nowMs / MINUTE_MS) + 1) * MINUTE_MS);
  const time = hour(nowMs, wall.zone, wall.language);
  if (!segment) return <p class="left">{time}</p>;
  const left = leftMs(segment, nowMs);
  tick(frame, left);
  return (
    <>
      <p class="label hour">{time}</p>
      <p class="left" role="timer" aria-label={t.timeLeft}>
        {clock(left)}
      </p>
    </>
  );
}

/** The line over the foot empties as the talk goes. */
function Gauge({ frame, segment }: { readonly frame: Frame; readonly segment: WallSegment }) {
  const share = segment.durationMs > 0 ? leftMs(segment, frame.nowMs) / segment.durationMs : 0;
  return <i class="gauge" style={{ transform: `scaleX(${share.toFixed(4)})` }} />;
}

/** Late already, an hour would be wrong: it comes when it comes. */
function startOf({ wall, nowMs, t }: Frame, { atMs }: WallSegment): string {
  return atMs < nowMs ? t.soon : hour(atMs, wall.zone, wall.language);
}

const isOnAir = ({ kind }: WallSegment): boolean => kind === 'talk' || kind === 'prize';

function labelOf({ t }: Frame, { kind }: WallSegment): string {
  switch (kind) {
    case 'talk':
      return t.onStage;
    case 'prize':
      return t.live;
    case 'break':
      return t.break;
    case 'jury':
      return t.jury;
    case 'other':
      return t.now;
  }
}
