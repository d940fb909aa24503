import bell from 'lucide-static/icons/bell.svg?raw';
import clapperboard from 'lucide-static/icons/clapperboard.svg?raw';
import report from 'lucide-static/icons/file-text.svg?raw';
import columns from 'lucide-static/icons/layout-grid.svg?raw';
import presentation from 'lucide-static/icons/presentation.svg?raw';
import radio from 'lucide-static/icons/radio.svg?raw';
import type { ShowModel } from '../../signals/show.ts';
import { common } from '../../words/common.ts';
import { Icon } from '../parts/Icon.tsx';
import { pathTo, type ScreenName } from './address.ts';
import { later } from './later.tsx';

// Over the drawings, and moving nothing: what counts reads the whole show, and comes once the screen is drawn.
const ToSee = later(() => import('./counts.tsx').then((found) => found.ToSee), { quiet: true });
const ToApprove = later(() => import('./counts.tsx').then((found) => found.ToApprove), { quiet: true });

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
