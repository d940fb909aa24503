import calendarPlus from 'lucide-static/icons/calendar-plus.svg?raw';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { SessionShow } from '../../../shared/access.ts';
import { common } from '../../words/common.ts';
import { language } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { Chip } from '../parts/Chip.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Sheet } from '../parts/Sheet.tsx';
import { Chooser } from '../shared-in/Chooser.tsx';
import { pathTo } from '../shell/address.ts';
import { Choices } from '../shell/Choices.tsx';
import { useSession } from '../shell/show-context.ts';
import { NewShowSheet, type Start } from './NewShowSheet.tsx';
import './shows.css';
import { words } from './words.ts';

/** The shows of this person: enter one, rehearse it, copy it, make another. */
export function Shows() {
  const session = useSession();
  const { route } = useLocation();
  const [making, make] = useState<{ readonly start: Start; readonly from?: string }>();
  const [leaving, leave] = useState(false);
  const shows = session.shows.value;
  const t = words();
  useEffect(() => {
    document.title = `${t.title} · ${common().app}`;
    void session.refresh();
  }, [session, t]);
  return (
    <main class="page stack" id="main">
      <h1 class="brand">{common().app}</h1>
      <h2>{t.title}</h2>
      <Chooser shows={shows} />
      {shows.length === 0 && (
        <Empty drawing={calendarPlus} title={t.none}>
          <p class="soft">{t.noneWhy}</p>
        </Empty>
      )}
      <ul class="stack">
        {[...shows].sort(soonestFirst).map((show) => (
          <li key={show.id} class="panel show-card">
            <a class="show-enter" href={pathTo(show.id, 'direct')}>
              <span class="show-name">{show.name}</span>
              <span class="row row-wrap small soft">
                {show.rehearsal && <Chip tone="act">{t.rehearsal}</Chip>}
                {show.endedMs !== undefined && <Chip>{t.ended}</Chip>}
                {show.startsMs !== undefined && t.on(dayOf(show.startsMs))}
              </span>
            </a>
            <div class="row">
              <Button aria-label={t.rehearseSays(show.name)} onClick={() => make({ start: 'rehearse', from: show.id })}>
                {t.rehearse}
              </Button>
              <Button aria-label={t.copySays(show.name)} onClick={() => make({ start: 'copy', from: show.id })}>
                {t.copy}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <Button tone={shows.length === 0 ? 'act' : 'quiet'} wide large onClick={() => make({ start: 'empty' })}>
        {t.create}
      </Button>
      <Choices />
      <Button tone="plain" onClick={() => leave(true)}>
        {t.leave}
      </Button>
      {making && (
        <NewShowSheet
          {...making}
          shows={shows}
          onClose={() => make(undefined)}
          onMade={async (id) => {
            await session.refresh();
            route(pathTo(id, 'direct'));
          }}
        />
      )}
      {leaving && (
        <Sheet
          title={t.leaveAsk}
          onClose={() => leave(false)}
          foot={
            <>
              <Button onClick={() => leave(false)}>{t.stay}</Button>
              <Button tone="stop" onClick={() => void session.leave().then(() => leave(false))}>
                {t.leave}
              </Button>
            </>
          }
        >
          <p>{t.leaveWhy}</p>
        </Sheet>
      )}
    </main>
  );
}

const dayOf = (ms: number): string =>
  new Intl.DateTimeFormat(language.value, { day: 'numeric', month: 'long', year: 'numeric' }).format(ms);

/** Those to come before those that are over; rehearsals last. */
function soonestFirst(a: SessionShow, b: SessionShow): number {
  const weight = (show: SessionShow) => (show.endedMs === undefined ? 0 : 2) + (show.rehearsal ? 1 : 0);
  return weight(a) - weight(b) || (a.startsMs ?? 0) - (b.startsMs ?? 0) || (a.id < b.id ? -1 : 1);
}
