import check from 'lucide-static/icons/check.svg?raw';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Rows } from '../../../shared/rows/rows.ts';
import { Ask } from '../parts/Ask.tsx';
import { Button } from '../parts/Button.tsx';
import { channelName } from '../parts/channel-name.ts';
import { Icon } from '../parts/Icon.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { pathToCorrect } from '../shell/address.ts';
import { later } from '../shell/later.tsx';
import { useShow } from '../shell/show-context.ts';
import { after } from './after.ts';
import { type Journey, journeys, STEPS } from './journey.ts';
import './after.css';

const RelayButton = later(() => import('../relay/RelayButton.tsx').then((found) => found.RelayButton), { quiet: true });

/** What has just gone: on this phone → received → published. */
export function Journeys({ rows, atMs }: { readonly rows: Rows; readonly atMs: number }) {
  const show = useShow();
  const found = journeys(rows, { outbox: show.outbox.value, me: show.me.value?.id, atMs });
  const section = useRef<HTMLElement>(null);
  const newest = found[0]?.post;
  const known = useRef(newest);
  useEffect(() => {
    // Sent from the end of a long card, it is told above what is in sight: whoever sees nothing go presses again.
    if (newest !== undefined && newest !== known.current) section.current?.scrollIntoView({ block: 'nearest' });
    known.current = newest;
  }, [newest]);
  if (found.length === 0) return null;
  return (
    <section ref={section} class="journeys" aria-label={after().journey.label}>
      {found.slice(0, 3).map((journey) => (
        <One key={journey.post} journey={journey} rows={rows} />
      ))}
    </section>
  );
}

function One({ journey, rows }: { readonly journey: Journey; readonly rows: Rows }) {
  const show = useShow();
  const [asking, setAsking] = useState(false);
  const t = after().journey;
  const done = STEPS.indexOf(journey.step);
  const hats = show.me.value?.hats ?? [];
  const said1 = journey.publications.find(({ payload }) => payload.words)?.payload.words ?? '';
  const withdraw = async () => {
    setAsking(false);
    if (await said(() => show.act('post.withdraw', { post: journey.post }))) toast(t.withdrawn);
  };
  if (asking) {
    return (
      <Ask question={t.withdrawAsk} sentence={t.withdrawWhy}>
        <Button tone="paper-quiet" onClick={() => setAsking(false)}>
          {t.keep}
        </Button>
        <Button tone="paper" onClick={() => void withdraw()}>
          {t.withdraw}
        </Button>
      </Ask>
    );
  }
  return (
    <div class="journey">
      <p class="clip clip-one small">{said1}</p>
      <ol class="journey-steps">
        {STEPS.map((step, place) => (
          <li
            key={step}
            class={place <= done ? 'journey-done' : undefined}
            {...(place === done && { 'aria-current': 'step' as const })}
          >
            {place <= done && <Icon of={check} size={0.875} />}
            {t[step]}
          </li>
        ))}
      </ol>
      <div class="row row-wrap">
        <p class="small soft journey-says">{journey.look ? `${t.look} : ${networksOf(journey)}` : t.calm}</p>
        <div class="journey-acts">
          {hats.includes('write') && journey.step !== 'phone' && (
            <a class="button button-plain" href={pathToCorrect(show.id, journey.post)}>
              {t.correct}
            </a>
          )}
          <RelayButton publications={journey.publications} tone="plain" />
          {(hats.includes('approve') || hats.includes('moderate')) && (
            <Button tone="plain" onClick={() => setAsking(true)}>
              {t.withdraw}
            </Button>
          )}
        </div>
      </div>
    </div>
  );

  function networksOf({ publications }: Journey): string {
    const found = publications.filter(({ state }) => state === 'refused' || state === 'unknown');
    return found.map(({ channel }) => channelName(rows, channel)).join(', ');
  }
}
