import bell from 'lucide-static/icons/bell.svg?raw';
import clapperboard from 'lucide-static/icons/clapperboard.svg?raw';
import report from 'lucide-static/icons/file-text.svg?raw';
import columns from 'lucide-static/icons/layout-grid.svg?raw';
import presentation from 'lucide-static/icons/presentation.svg?raw';
import radio from 'lucide-static/icons/radio.svg?raw';
import { useEffect, useState } from 'preact/hooks';
import type { ShowModel } from '../../signals/show.ts';
import { common } from '../../words/common.ts';
import { cueTerms } from '../../words/cues.ts';
import { Badge } from '../parts/Badge.tsx';
import { Icon } from '../parts/Icon.tsx';
import { oldestMs, toApprove } from '../posts/to-approve.ts';
import { toSeeCount } from '../tray/count.ts';
import { pathTo, type ScreenName } from './address.ts';

/** How often time alone is looked at. */
const LOOK_EVERY_MS = 10_000;

/** In the order of the thumb; the digits of the keyboard follow it. */
export const TABS = ['direct', 'conducteur', 'posts', 'tray', 'wall'] as const satisfies readonly ScreenName[];
const DRAWINGS = { direct: radio, conducteur: clapperboard, posts: columns, tray: bell, wall: presentation };

export function Tabs({ show, screen }: { readonly show: ShowModel; readonly screen: ScreenName }) {
  return (
    <nav class="tabs" aria-label={common().tabs.label}>
      {TABS.map((tab) => (
        <a
          key={tab}
          class="tab"
          href={pathTo(show.id, tab)}
          {...(tab === screen && { 'aria-current': 'page' as const })}
        >
          <span class="tab-drawing">
            <Icon of={DRAWINGS[tab]} />
            {tab === 'tray' && <ToSee show={show} />}
            {tab === 'posts' && <ToApprove show={show} />}
          </span>
          <span class="tab-name">{common().tabs[tab]}</span>
        </a>
      ))}
      <a
        class="tab tab-wide"
        href={pathTo(show.id, 'recap')}
        {...(screen === 'recap' && { 'aria-current': 'page' as const })}
      >
        <span class="tab-drawing">
          <Icon of={report} />
        </span>
        <span class="tab-name">{common().screens.recap}</span>
      </a>
    </nav>
  );
}

/** The whole show is read: every ten seconds, and once what has just changed is on the screen, not before. */
function ToSee({ show }: { readonly show: ShowModel }) {
  const atMs = Math.floor(show.second.value / LOOK_EVERY_MS) * LOOK_EVERY_MS;
  const rows = show.rows.value;
  const tray = show.tray.value;
  const [count, setCount] = useState(0);
  useEffect(() => setCount(toSeeCount(rows, tray, atMs)), [rows, tray, atMs]);
  return <Badge count={count} says={common().toSee(count)} />;
}

/** For who approves: how many posts wait for their word, and for how long the oldest has. */
function ToApprove({ show }: { readonly show: ShowModel }) {
  const atMs = Math.floor(show.second.value / LOOK_EVERY_MS) * LOOK_EVERY_MS;
  const rows = show.rows.value;
  const approves = show.me.value?.hats.includes('approve') ?? false;
  const [waiting, setWaiting] = useState<{ readonly count: number; readonly oldestMs: number | undefined }>();
  useEffect(() => {
    const all = approves ? toApprove(rows, atMs) : [];
    setWaiting({ count: all.length, oldestMs: oldestMs(all) });
  }, [rows, atMs, approves]);
  if (waiting?.oldestMs === undefined) return null;
  const age = cueTerms().span(atMs - waiting.oldestMs);
  return <Badge count={waiting.count} since={age} says={common().toApprove(waiting.count, age)} />;
}
