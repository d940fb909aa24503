import { useState } from 'preact/hooks';
import type { SessionShow } from '../../../shared/access.ts';
import { type HttpFailure, httpRefusalWords } from '../../words/http-refusals.ts';
import { LANGUAGES, language } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { Sheet } from '../parts/Sheet.tsx';
import { Switch } from '../parts/Switch.tsx';
import { makeShow, showId } from './make-show.ts';
import { words } from './words.ts';

export const STARTS = ['empty', 'copy', 'rehearse'] as const;
export type Start = (typeof STARTS)[number];

interface NewShowSheetProps {
  readonly start: Start;
  readonly from?: string;
  readonly shows: readonly SessionShow[];
  readonly onClose: () => void;
  readonly onMade: (id: string) => Promise<void>;
}

/** A new show: empty, a copy at another date, or a rehearsal that begins now. */
export function NewShowSheet({ start: first, from: given, shows, onClose, onMade }: NewShowSheetProps) {
  const t = words();
  const [start, setStart] = useState<Start>(first);
  const [from, setFrom] = useState(given ?? shows[0]?.id ?? '');
  const source = shows.find(({ id }) => id === from);
  const [typed, setTyped] = useState<string>();
  const [shortName, setShortName] = useState('');
  const [zone, setZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [postLanguage, setPostLanguage] = useState(language.value);
  const [startsAt, setStartsAt] = useState('');
  const [alone, setAlone] = useState(false);
  const [state, setState] = useState<'typing' | 'acting' | HttpFailure>('typing');
  const [tail] = useState(() => crypto.getRandomValues(new Uint8Array(4)));
  const proposed =
    start === 'empty' ? '' : start === 'copy' ? t.copyName(source?.name ?? '') : t.rehearseName(source?.name ?? '');
  const name = typed ?? proposed;
  const startMs = startsAt === '' ? Number.NaN : new Date(startsAt).getTime();

  const make = async () => {
    setState('acting');
    const made = await makeShow({
      id: showId(name, tail),
      name: name.trim(),
      rehearsal: start === 'rehearse',
      ...(shortName.trim() && { shortName: shortName.trim() }),
      ...(start === 'empty' ? { zone, language: postLanguage } : { from }),
      ...(start === 'copy' && alone && { withoutProgramme: true }),
      ...(start === 'copy' && Number.isFinite(startMs) && { startMs }),
    });
    if (!made.ok) setState(made.code);
    else {
      onClose();
      await onMade(made.show.id);
    }
  };
  const wrong = state === 'typing' || state === 'acting' ? undefined : httpRefusalWords(state);
  return (
    <Sheet
      title={t.create}
      onClose={onClose}
      foot={
        <Button tone="act" large disabled={state === 'acting' || name.trim() === ''} onClick={() => void make()}>
          {state === 'acting' ? t.form.acting : start === 'rehearse' ? t.form.actRehearse : t.form.act}
        </Button>
      }
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void make();
        }}
      >
        <Segmented
          label={t.form.what}
          options={STARTS.filter((each) => each === 'empty' || shows.length > 0).map((value) => ({
            value,
            label: t.form[value],
          }))}
          value={start}
          onChoose={setStart}
        />
        <p class="soft">{t.form.explain[start]}</p>
        {start !== 'empty' && shows.length > 1 && (
          <Field label={t.form.from}>
            {(described) => (
              <select
                {...described}
                class="input"
                value={from}
                onChange={(event) => setFrom(event.currentTarget.value)}
              >
                {shows.map((show) => (
                  <option key={show.id} value={show.id}>
                    {show.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Field label={t.form.name}>
          {(described) => (
            <input
              {...described}
              class="input"
              value={name}
              maxLength={300}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          )}
        </Field>
        {start === 'empty' && (
          <>
            <Field label={t.form.shortName} hint={t.form.shortNameHint}>
              {(described) => (
                <input
                  {...described}
                  class="input"
                  value={shortName}
                  maxLength={20}
                  onInput={(event) => setShortName(event.currentTarget.value)}
                />
              )}
            </Field>
            <Field label={t.form.zone}>
              {(described) => (
                <select
                  {...described}
                  class="input"
                  value={zone}
                  onChange={(event) => setZone(event.currentTarget.value)}
                >
                  {zones(zone).map((each) => (
                    <option key={each}>{each}</option>
                  ))}
                </select>
              )}
            </Field>
            <Segmented
              showLabel
              label={t.form.language}
              options={LANGUAGES.map((value) => ({ value, label: value === 'fr' ? 'Français' : 'English' }))}
              value={postLanguage}
              onChoose={setPostLanguage}
            />
          </>
        )}
        {start === 'copy' && <Switch label={t.form.alone} hint={t.form.aloneHint} on={alone} onChange={setAlone} />}
        {start === 'copy' && !alone && (
          <Field label={t.form.start}>
            {(described) => (
              <input
                {...described}
                class="input"
                type="datetime-local"
                value={startsAt}
                onInput={(event) => setStartsAt(event.currentTarget.value)}
              />
            )}
          </Field>
        )}
        {wrong && (
          <p class="field-wrong" role="alert">
            {wrong}
          </p>
        )}
      </form>
    </Sheet>
  );
}

const zones = (mine: string): readonly string[] => [...new Set([mine, ...Intl.supportedValuesOf('timeZone')])];
