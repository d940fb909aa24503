import { useEffect, useState } from 'preact/hooks';
import type { ShowModel } from '../../signals/show.ts';
import { common } from '../../words/common.ts';
import { cueTerms } from '../../words/cues.ts';
import { Badge } from '../parts/Badge.tsx';
import { oldestMs, toApprove } from '../posts/to-approve.ts';
import { toSeeCount } from '../tray/count.ts';
import { useIdle } from './after-paint.ts';

/** How often time alone is looked at. */
const LOOK_EVERY_MS = 10_000;

/** The whole show is read: every ten seconds, and once what has just changed is on the screen and nothing else is done. */
export function ToSee({ show }: { readonly show: ShowModel }) {
  const atMs = Math.floor(show.second.value / LOOK_EVERY_MS) * LOOK_EVERY_MS;
  const rows = useIdle(show.rows.value);
  const tray = show.tray.value;
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (rows) setCount(toSeeCount(rows, tray, atMs));
  }, [rows, tray, atMs]);
  return <Badge count={count} says={common().toSee(count)} />;
}

/** For who approves: how many posts wait for their word, and for how long the oldest has. */
export function ToApprove({ show }: { readonly show: ShowModel }) {
  const atMs = Math.floor(show.second.value / LOOK_EVERY_MS) * LOOK_EVERY_MS;
  const rows = useIdle(show.rows.value);
  const approves = show.me.value?.hats.includes('approve') ?? false;
  const [waiting, setWaiting] = useState<{ readonly count: number; readonly oldestMs: number | undefined }>();
  useEffect(() => {
    const all = approves && rows ? toApprove(rows, atMs) : [];
    setWaiting({ count: all.length, oldestMs: oldestMs(all) });
  }, [rows, atMs, approves]);
  if (waiting?.oldestMs === undefined) return null;
  const age = cueTerms().span(atMs - waiting.oldestMs);
  return <Badge count={waiting.count} since={age} says={common().toApprove(waiting.count, age)} />;
}
