import { useState } from 'preact/hooks';
import type { DifferenceField, DifferenceLine, ImportReply } from '../../../shared/import.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { language } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { Switch } from '../parts/Switch.tsx';
import { useShow } from '../shell/show-context.ts';
import type { Given, Tally } from './importing.ts';
import { words } from './words.ts';

const SHOWN = 25;
const ORDER = ['changed', 'kept', 'gone', 'new'] as const;

/** What the import would change, before it does: by state, each field with both values where staff wrote otherwise. */
export function Difference({
  reply,
  tally,
  given,
  onChange,
}: {
  readonly reply: ImportReply;
  readonly tally: Tally;
  readonly given: Given;
  readonly onChange: (given: Given) => void;
}) {
  const t = words().difference;
  return (
    <section class="panel stack" aria-label={t.label}>
      <h2>{t.title}</h2>
      <p>{t.sum(tally, reply.same)}</p>
      {tally.gone > 0 && (
        <Switch
          label={t.cancelGone(tally.gone)}
          on={given.cancelGone ?? false}
          onChange={(cancelGone) => onChange({ ...given, cancelGone })}
        />
      )}
      {ORDER.map((state) => (
        <Group key={state} state={state} reply={reply} given={given} onChange={onChange} />
      ))}
    </section>
  );
}

function Group({
  state,
  reply,
  given,
  onChange,
}: {
  readonly state: DifferenceLine['state'];
  readonly reply: ImportReply;
  readonly given: Given;
  readonly onChange: (given: Given) => void;
}) {
  const [all, showAll] = useState(false);
  const t = words().difference;
  const lines = reply.lines.filter((line) => line.state === state);
  if (lines.length === 0) return null;
  const take = given.take ?? [];
  const toggle = (key: string) =>
    onChange({ ...given, take: take.includes(key) ? take.filter((each) => each !== key) : [...take, key] });
  return (
    <details class="import-fold" open={state !== 'new'}>
      <summary>{t.states[state](lines.length)}</summary>
      <ul class="import-lines">
        {lines.slice(0, all ? lines.length : SHOWN).map((line) => (
          <li key={`${line.row} ${line.id}`}>
            <p>
              <span class="strong">{line.name}</span> <span class="small soft">{t.rows[line.row]}</span>
            </p>
            {state !== 'new' &&
              line.fields.map((field) => (
                <Changed
                  key={field.field}
                  field={field}
                  taken={take.includes(`${line.row}:${line.id}:${field.field}`)}
                  onToggle={() => toggle(`${line.row}:${line.id}:${field.field}`)}
                />
              ))}
            {state === 'new' && line.row === 'segment' && <NewSegment line={line} />}
          </li>
        ))}
      </ul>
      {!all && lines.length > SHOWN && <Button onClick={() => showAll(true)}>{t.all(lines.length)}</Button>}
    </details>
  );
}

function Changed({
  field,
  taken,
  onToggle,
}: {
  readonly field: DifferenceField;
  readonly taken: boolean;
  readonly onToggle: () => void;
}) {
  const said = useSaid();
  const t = words().difference;
  const name = t.fieldOf(field.field);
  return (
    <div class="import-field">
      <p class="small">
        {name}
        {t.colon} <del>{said(field.field, field.now) || t.nothing}</del> → <ins>{said(field.field, field.file)}</ins>
      </p>
      {(field.kept || taken) && (
        <label class="settings-check">
          <input type="checkbox" checked={taken} onChange={onToggle} />
          <span>{t.take(name)}</span>
        </label>
      )}
    </div>
  );
}

function NewSegment({ line }: { readonly line: DifferenceLine }) {
  const said = useSaid();
  const of = (field: string) => said(field, line.fields.find((each) => each.field === field)?.file);
  return (
    <p class="small soft">
      {[of('plannedMs'), of('durationMs'), of('rooms'), of('people')].filter(Boolean).join(' · ')}
    </p>
  );
}

/** Values as a person reads them: days and hours of the show's zone, lengths in minutes, names. */
function useSaid(): (field: string, value: unknown) => string {
  const show = useShow();
  const zone = showOf(show.rows.value)?.zone ?? 'UTC';
  const t = words().difference;
  return (field, value) => {
    if (value === undefined) return '';
    if (field === 'plannedMs') {
      const day = new Intl.DateTimeFormat(language.value, { timeZone: zone, day: 'numeric', month: 'short' });
      return `${day.format(Number(value))}, ${hour(Number(value), zone, language.value)}`;
    }
    if (field === 'durationMs') return t.minutes(Math.round(Number(value) / 6_000) / 10);
    if (Array.isArray(value)) return value.join(', ');
    const named: Readonly<Record<string, string>> = t.values;
    return named[String(value)] ?? String(value);
  };
}
