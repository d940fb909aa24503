import { useEffect, useState } from 'preact/hooks';
import { showOf } from '../../../shared/rows/rows.ts';
import type { WallAbout } from '../../../shared/wall-packets.ts';
import { Segmented } from '../parts/Segmented.tsx';
import { useSession, useShow } from '../shell/show-context.ts';
import { useAsked } from '../shell/use-asked.ts';
import {
  type Around,
  CHECK_TIMES,
  type CheckTime,
  SEEN_CHECKS,
  type SeenCheck,
  seenOfCheck,
  TICKED_CHECKS,
} from './checks.ts';
import { firstTime } from './first-time.ts';
import { offsetWords } from './offset.ts';
import { keepTicks, ticksOf } from './ticks.ts';
import { words } from './words.ts';

const SIGNS = { yes: '✓', no: '!', unknown: '?' } as const;

/** What to go through before and after: what the app sees by itself, and what only a person can tick. */
export function ChecksPage() {
  const show = useShow();
  const around = useAround();
  const [time, choose] = useState<CheckTime>(() => firstTime(show.rows.value, show.nowMs()));
  const [ticks, setTicks] = useState(() => ticksOf(show.id));
  const t = words().checks;
  const tick = (check: string, on: boolean) => {
    const next = on ? [...ticks, check] : ticks.filter((each) => each !== check);
    setTicks(next);
    keepTicks(show.id, next);
  };
  return (
    <div class="stack">
      <Segmented
        label={t.time}
        options={CHECK_TIMES.map((value) => ({ value, label: t.times[value] }))}
        value={time}
        onChoose={choose}
      />
      <section class="panel stack">
        <h2>{t.seen}</h2>
        <ul>
          {SEEN_CHECKS[time].map((check) => (
            <SeenOne key={check} check={check} around={around} />
          ))}
        </ul>
      </section>
      <section class="panel stack">
        <h2>{t.ticked}</h2>
        <p class="small soft">{t.tickedWhy}</p>
        <ul>
          {TICKED_CHECKS[time].map((check) => (
            <li key={check}>
              <label class="settings-check">
                <input
                  type="checkbox"
                  checked={ticks.includes(check)}
                  onChange={(event) => tick(check, event.currentTarget.checked)}
                />
                <span>{t.manual[check]}</span>
              </label>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function SeenOne({ check, around }: { readonly check: SeenCheck; readonly around: Around }) {
  const t = words().checks;
  const { state, count } = seenOfCheck(check, around);
  const offset = check === 'clock' && around.offsetMs !== undefined ? ` (${offsetWords(around.offsetMs)})` : '';
  return (
    <li class="settings-check">
      <span class="settings-sign" data-state={state} aria-hidden="true">
        {SIGNS[state]}
      </span>
      <span>
        <span class="aside">{t.states[state]} </span>
        {t.auto[check]}
        {offset}
        {count !== undefined && <strong> {t.missing(count)}</strong>}
        {state === 'unknown' && <small class="field-hint">{t.unknown}</small>}
      </span>
    </li>
  );
}

function useAround(): Around {
  const show = useShow();
  const session = useSession();
  const wall = useAsked<WallAbout>(`/shows/${show.id}/wall`, { everyMs: 15_000, when: show.link.value });
  const [persisted, setPersisted] = useState<boolean>();
  useEffect(() => {
    navigator.storage?.persisted?.().then(setPersisted, () => undefined);
  }, []);
  return {
    rows: show.rows.value,
    // Once in ten seconds: the whole show is read.
    atMs: Math.floor(show.second.value / 10_000) * 10_000,
    isOnline: show.link.value !== 'offline',
    offsetMs: show.offsetMs.value,
    unsent: show.outbox.value.filter(({ state }) => state !== 'received').length,
    persisted,
    screens: wall.failed ? undefined : wall.reply?.seen.screens,
    rehearsed:
      showOf(show.rows.value)?.rehearsal === true || session.shows.value.some(({ rehearses }) => rehearses === show.id),
    here: show.here.value.map(({ staff }) => staff),
  };
}
