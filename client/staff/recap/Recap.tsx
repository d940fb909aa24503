import fileDown from 'lucide-static/icons/file-down.svg?raw';
import { useMemo, useState } from 'preact/hooks';
import { recapOf } from '../../../shared/recap.ts';
import type { RecapFigures } from '../../../shared/recap-schema.ts';
import { cueTerms } from '../../words/cues.ts';
import { Button } from '../parts/Button.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { useAfterPaint } from '../shell/after-paint.ts';
import { later } from '../shell/later.tsx';
import { useShow } from '../shell/show-context.ts';
import { Channels } from './Channels.tsx';
import './recap.css';
import { Prizes, Speakers } from './Speakers.tsx';
import { Timeline } from './Timeline.tsx';
import { words } from './words.ts';

const FileList = later(() => import('./Files.tsx').then((found) => found.FileList));
const Files = later(() => import('./Files.tsx').then((found) => found.Files));

const VIEWS = ['timeline', 'speakers', 'prizes', 'channels'] as const;
const MINUTE_MS = 60_000;

/** What was said, when, by whom, with figures: worked out here from this phone's rows, exported by the server. */
export function Recap() {
  const show = useShow();
  const rows = show.rows.value;
  const minute = Math.floor(show.second.value / MINUTE_MS) * MINUTE_MS;
  const recap = useMemo(() => recapOf(rows, minute), [rows, minute]);
  const [getting, get] = useState(false);
  const [isWide] = useState(() => matchMedia('(min-width: 48rem)').matches);
  const [view, setView] = useState<(typeof VIEWS)[number]>('timeline');
  const painted = useAfterPaint();
  const t = words();
  if (!recap) return null;
  return (
    <div class="docked">
      <div class="scroll screen screen-two">
        <div class="stack">
          <header class="recap-title">
            <h1>{t.title}</h1>
            <p class="small soft">
              {recap.show.name}, {recap.show.ended ? t.ended : t.soFar}. {t.local}
            </p>
          </header>
          <Figures figures={recap.figures} />
          {isWide && painted && (
            <section class="panel stack">
              <h2>{t.files.title}</h2>
              <FileList />
            </section>
          )}
        </div>
        <div class="stack">
          <Segmented
            label={t.view}
            options={VIEWS.map((value) => ({ value, label: t.views[value] }))}
            value={view}
            onChoose={setView}
          />
          {painted && view === 'timeline' && <Timeline recap={recap} />}
          {view === 'speakers' && <Speakers recap={recap} />}
          {view === 'prizes' && <Prizes recap={recap} />}
          {view === 'channels' && <Channels recap={recap} />}
        </div>
      </div>
      {!isWide && (
        <div class="dock">
          <Button tone="act" large wide drawing={fileDown} onClick={() => get(true)}>
            {t.files.title}
          </Button>
        </div>
      )}
      {getting && <Files onClose={() => get(false)} />}
    </div>
  );
}

/** Said first and large; what is nought and of no interest stays unsaid. */
const FIRST = ['posts', 'photos', 'quotes', 'talks'] as const;
const NEXT = ['publications', 'speakers', 'messagesShown', 'questions', 'questionsAnswered'] as const;
const MEASURED = ['likes', 'reposts', 'replies'] as const;

function Figures({ figures }: { readonly figures: RecapFigures }) {
  const t = words();
  const measured = MEASURED.filter((each) => figures[each] !== null);
  const left = Object.entries(figures.leftOut).filter(([, count]) => count > 0) as [
    keyof RecapFigures['leftOut'],
    number,
  ][];
  return (
    <section class="panel stack">
      <dl class="recap-figures">
        {[...FIRST, ...NEXT.filter((each) => figures[each] > 0)].map((each) => (
          <div key={each}>
            <dd>{figures[each]}</dd>
            <dt>{t.figures[each](figures[each])}</dt>
          </div>
        ))}
        {figures.answerMs !== null && (
          <div>
            <dd>{cueTerms().span(figures.answerMs)}</dd>
            <dt>{t.answerDelay}</dt>
          </div>
        )}
        {measured.map((each) => (
          <div key={each}>
            <dd>{figures[each]}</dd>
            <dt>{t.figures[each](figures[each] ?? 0)}</dt>
          </div>
        ))}
      </dl>
      <p class="small soft">{measured.length === 0 ? `${t.unmeasured} ${t.counting}` : t.counting}</p>
      {left.length > 0 && (
        <p class="small">
          <span class="soft">{t.leftOut.title} </span>
          {left.map(([each, count]) => t.leftOut[each](count)).join(', ')}
        </p>
      )}
    </section>
  );
}
