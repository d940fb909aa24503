import { useEffect } from 'preact/hooks';
import { wallOf } from '../../../shared/wall.ts';
import type { WallAbout } from '../../../shared/wall-packets.ts';
import { useShow } from '../shell/show-context.ts';
import { useAsked } from '../shell/use-asked.ts';
import { Messages } from './Messages.tsx';
import { OpenWall } from './OpenWall.tsx';
import { Pinned } from './Pinned.tsx';
import { Preview } from './Preview.tsx';
import { SafeDock, Scenes } from './Scenes.tsx';
import './wall.css';
import { words } from './words.ts';

/** Often enough to see that a wall has gone, seldom enough for a phone in a full hall. */
const ASK_EVERY_MS = 15_000;

/** The wall's remote: what it shows, what it should show, and what the audience says. */
export function Wall() {
  const show = useShow();
  const atMs = show.second.value;
  const wall = wallOf(show.rows.value, atMs);
  const hats = show.me.value?.hats ?? [];
  const runs = hats.includes('conduct') || hats.includes('moderate');
  const asked = useAsked<WallAbout>(`/shows/${show.id}/wall`, { everyMs: ASK_EVERY_MS, when: show.link.value });
  const t = words();
  // A refusal here says that there is no network, and that is no time to fetch its words.
  useEffect(() => void import('../../words/refusals.ts').catch(() => undefined), []);
  if (!wall) return null;
  return (
    <div class="docked">
      <div class="scroll screen screen-two">
        <div class="stack">
          <header class="wall-head">
            <h1 class="grow">{t.title}</h1>
            <Seen about={asked.reply} isStale={asked.failed !== undefined} />
          </header>
          {show.link.value === 'offline' && <p class="wall-offline">{t.offline}</p>}
          <Preview wall={wall} atMs={atMs} />
          <p class="wall-state small">
            {wall.held ? (
              t.held
            ) : (
              <>
                {t.shows(t.scenes[wall.scene].replace('…', ''))}
                {wall.auto && <span class="soft"> · {t.automatic}</span>}
              </>
            )}
          </p>
          {runs ? <Scenes /> : <p class="soft">{t.readOnly}</p>}
        </div>
        <div class="stack">
          <Messages moderates={hats.includes('moderate')} />
          <Pinned wall={wall} />
          <OpenWall asked={asked} />
        </div>
      </div>
      {runs && <SafeDock />}
    </div>
  );
}

/** How many watch: nobody wants to command a wall that is not plugged in. */
function Seen({ about, isStale }: { readonly about: WallAbout | undefined; readonly isStale: boolean }) {
  const t = words();
  if (!about || isStale) return isStale ? <p class="small soft">{t.unknownScreens}</p> : null;
  const { screens, visitors } = about.seen;
  return (
    <p class="small soft wall-seen">
      <span class="wall-dot" data-on={screens > 0} />
      {screens > 0 ? t.screens(screens) : t.noScreen}
      {visitors > 0 && ` · ${t.visitors(visitors)}`}
    </p>
  );
}
