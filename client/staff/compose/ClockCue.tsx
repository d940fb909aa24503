import { useState } from 'preact/hooks';
import type { Cue } from '../../../shared/rows/post.ts';
import { hour } from '../../../shared/text/hours.ts';
import type { ClockReading } from '../../../shared/typed-hour.ts';
import { language } from '../../words/words.ts';
import { Ask } from '../parts/Ask.tsx';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { dayOf, readClock } from './clock-text.ts';
import { words } from './words.ts';

/** A day and an hour of the show's zone. An hour that does not exist there, or comes twice, is asked about. */
export function ClockCue({
  cue,
  zone,
  atMs,
  onSet,
}: {
  readonly cue: Cue;
  readonly zone: string;
  readonly atMs: number;
  readonly onSet: (cue: Cue) => void;
}) {
  const now = cue.kind === 'clock' ? cue.atMs : undefined;
  const [day, setDay] = useState(dayOf(now ?? atMs, zone));
  const [text, setText] = useState(now === undefined ? '' : hour(now, zone, language.value));
  const [asked, ask] = useState<Extract<ClockReading, { ok: false }>>();
  const t = words().cue;
  const read = (nextDay: string, nextText: string) => {
    ask(undefined);
    if (nextText.trim() === '') return;
    const reading = readClock(nextDay, nextText, zone);
    if (reading.ok) onSet({ kind: 'clock', atMs: reading.atMs });
    else ask(reading);
  };
  return (
    <>
      <div class="compose-pair">
        <Field label={t.day}>
          {(described) => (
            <input
              {...described}
              type="date"
              class="input"
              value={day}
              onChange={(event) => {
                setDay(event.currentTarget.value);
                read(event.currentTarget.value, text);
              }}
            />
          )}
        </Field>
        <Field label={t.hour} {...(asked?.code === 'unreadable' && { wrong: t.unreadable })}>
          {(described) => (
            <input
              {...described}
              class="input"
              value={text}
              placeholder={t.hourHint}
              enterkeyhint="done"
              onInput={(event) => setText(event.currentTarget.value)}
              onChange={(event) => read(day, event.currentTarget.value)}
            />
          )}
        </Field>
      </div>
      {now !== undefined && now < atMs && !asked && <p class="compose-note">{t.past}</p>}
      {asked && asked.code !== 'unreadable' && (
        <div ref={bringIntoSight}>
          <Ask question={asked.code === 'twice' ? t.twice(text) : t.noSuchHour(text)} sentence={t.clocksChange} alert>
            {asked.candidates.map((candidate, place) => (
              <Button
                key={candidate}
                tone={place === 0 ? 'paper-quiet' : 'paper'}
                onClick={() => {
                  ask(undefined);
                  setText(hour(candidate, zone, language.value));
                  onSet({ kind: 'clock', atMs: candidate });
                }}
              >
                {asked.code === 'twice'
                  ? place === 0
                    ? t.firstTime
                    : t.secondTime
                  : hour(candidate, zone, language.value)}
              </Button>
            ))}
          </Ask>
        </div>
      )}
    </>
  );
}

/** A question that appears under the bar at the thumb would not be seen. */
const bringIntoSight = (panel: HTMLElement | null) => panel?.scrollIntoView({ block: 'center' });
