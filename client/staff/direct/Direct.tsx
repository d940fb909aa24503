import { useRef, useState } from 'preact/hooks';
import { runningOrder } from '../../../shared/running-order.ts';
import { useKey } from '../shell/keys.ts';
import { later } from '../shell/later.tsx';
import { myRoom, roomsOf } from '../shell/room.ts';
import { useShow } from '../shell/show-context.ts';
import { soonest } from '../shell/soonest.ts';
import { useWakeLock } from '../shell/wake-lock.ts';
import './direct.css';
import { comingPosts } from './coming.ts';
import { type Compose, ComposeSheet } from './compose.ts';
import { Dock } from './Dock.tsx';
import { Next } from './Next.tsx';
import { Now } from './Now.tsx';
import { PostCard } from './PostCard.tsx';
import { words } from './words.ts';

const Begun = later(() => import('./Begun.tsx').then((found) => found.Begun));
const Conducting = later(() => import('../conducteur/OnDirect.tsx').then((found) => found.OnDirect));
const Gauges = later(() => import('../gauge/OnDirect.tsx').then((found) => found.OnDirect), { quiet: true });
const Journeys = later(() => import('./Journeys.tsx').then((found) => found.Journeys), { quiet: true });
const NoPost = later(() => import('./Nothing.tsx').then((found) => found.NoPost), { quiet: true });
const Upcoming = later(() => import('./Upcoming.tsx').then((found) => found.Upcoming));

const STARTS = { p: 'photo', q: 'quote', c: 'free' } as const;

/** Now, next, then of my room; the next post with one big button; composing; the brake. */
export function Direct() {
  const show = useShow();
  const rows = show.rows.value;
  const atMs = show.second.value;
  const [shown, setShown] = useState<string>();
  const [compose, setCompose] = useState<Compose>();
  const opened = useRef(0);
  const [isWide] = useState(() => matchMedia('(min-width: 48rem)').matches);
  useWakeLock();
  // Another sheet each time: the one before may still be at what was asked of it, out of the way.
  const open = (what: Compose) => {
    opened.current += 1;
    setCompose(what);
  };

  const order = runningOrder(rows, atMs);
  const room = myRoom(rows, show.id);
  const rooms = room === undefined ? roomsOf(rows).map(({ id }) => id) : [room];
  const on = rooms.map((each) => order.nowIn(each)).find((segment) => segment !== undefined);
  const coming = comingPosts(rows, { room, atMs });
  const place = Math.max(
    0,
    coming.findIndex(({ post }) => post.id === shown),
  );
  const above = on ?? soonest(order, rooms);
  const known = above ? [above.id] : [];
  const writes = show.me.value?.hats.includes('write') ?? false;
  const conducts = show.me.value?.hats.includes('conduct') ?? false;
  const isConducted = soonest(order, rooms) !== undefined || (on !== undefined && !on.exact);
  const about = on ? { segment: on.id } : {};
  useKey((key) => {
    if (writes && (key === 'p' || key === 'q' || key === 'c')) open({ start: STARTS[key], ...about });
  });

  return (
    <div class="direct">
      <h1 class="aside">{words().title}</h1>
      <div class="scroll direct-columns">
        <div class="direct-column">
          {rooms.some((each) => order.asks(each)) && <Begun rows={rows} order={order} rooms={rooms} />}
          <Now rows={rows} order={order} rooms={rooms} />
          {conducts && (
            <div class="direct-conducting" data-kept={isConducted}>
              <Conducting order={order} rooms={rooms} />
            </div>
          )}
          <Journeys rows={rows} atMs={atMs} />
        </div>
        <div class="direct-column">
          {coming.length > 0 ? (
            <PostCard
              coming={coming}
              place={place}
              onPlace={(next) => setShown(coming[next]?.post.id)}
              onCompose={open}
              known={known}
              atMs={atMs}
            />
          ) : (
            <NoPost />
          )}
        </div>
        <Next rows={rows} order={order} rooms={rooms} />
        {isWide && (
          <Upcoming
            rows={rows}
            coming={coming}
            place={place}
            onPlace={(next) => setShown(coming[next]?.post.id)}
            atMs={atMs}
          />
        )}
      </div>
      <Gauges />
      <Dock
        post={coming[place]?.post}
        segment={on?.id}
        onCompose={open}
        onFired={() => setShown(undefined)}
        atMs={atMs}
      />
      {compose && (
        <ComposeSheet
          key={opened.current}
          {...compose}
          onClose={() => setCompose((now) => (now === compose ? undefined : now))}
        />
      )}
    </div>
  );
}
