import x from 'lucide-static/icons/x.svg?raw';
import { showOf } from '../../../shared/rows/rows.ts';
import { SEGMENT_KINDS } from '../../../shared/rows/segment.ts';
import { languageName } from '../../words/languages.ts';
import { restrictionTerms } from '../../words/segments.ts';
import { Button } from '../parts/Button.tsx';
import { Chip } from '../parts/Chip.tsx';
import { Field } from '../parts/Field.tsx';
import { LanguageOptions } from '../parts/LanguageOptions.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { Switch } from '../parts/Switch.tsx';
import { roomsOf } from '../shell/room.ts';
import { useShow } from '../shell/show-context.ts';
import type { SegmentDraft } from './draft.ts';
import { words } from './words.ts';

/** Offered as chips; others that were imported stay. */
const OFFERED = ['no-slide-photo', 'no-photo', 'no-faces', 'no-quote'] as const;

/** What a segment seldom needs said by hand. */
export function MoreFields({
  draft,
  onChange,
}: {
  readonly draft: SegmentDraft;
  readonly onChange: (part: Partial<SegmentDraft>) => void;
}) {
  const rows = useShow().rows.value;
  const t = words().form;
  const rooms = roomsOf(rows);
  const people = [...rows.all('person')]
    .filter(({ id, erased }) => !erased && !draft.people.includes(id))
    .sort((a, b) => a.name.localeCompare(b.name));
  const toggle = (list: readonly string[], item: string) =>
    list.includes(item) ? list.filter((each) => each !== item) : [...list, item];
  const offered = [...new Set([...OFFERED, ...draft.restrictions])];
  return (
    <div class="stack">
      <Segmented
        showLabel
        label={t.kind}
        options={SEGMENT_KINDS.map((value) => ({ value, label: t.kinds[value] }))}
        value={draft.kind}
        onChoose={(kind) => onChange({ kind })}
      />
      {rooms.length > 1 && (
        <fieldset>
          <legend class="field-label">{t.rooms}</legend>
          <div class="row row-wrap">
            {rooms.map(({ id, name }) => (
              <Chip
                key={id}
                pressed={draft.rooms.includes(id)}
                onPress={() => {
                  const next = toggle(draft.rooms, id);
                  if (next.length > 0) onChange({ rooms: next });
                }}
              >
                {name}
              </Chip>
            ))}
          </div>
        </fieldset>
      )}
      <Field label={t.people}>
        {(described) => (
          <select
            {...described}
            class="input"
            value=""
            onChange={(event) => {
              if (event.currentTarget.value) onChange({ people: [...draft.people, event.currentTarget.value] });
            }}
          >
            <option value="">{t.addPerson}</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {draft.people.map((id) => {
        const name = rows.get('person', id)?.name ?? id;
        return (
          <div key={id} class="row">
            <span class="grow">{name}</span>
            <Button
              tone="plain"
              drawing={x}
              aria-label={t.remove(name)}
              onClick={() => onChange({ people: draft.people.filter((each) => each !== id) })}
            />
          </div>
        );
      })}
      <Field label={t.language} hint={t.languageHint}>
        {(described) => (
          <select
            {...described}
            class="input"
            value={draft.language ?? ''}
            onChange={(event) => onChange({ language: event.currentTarget.value || undefined })}
          >
            <option value="">{t.showLanguage(languageName(showOf(rows)?.language ?? 'fr'))}</option>
            <LanguageOptions chosen={draft.language} />
          </select>
        )}
      </Field>
      <fieldset>
        <legend class="field-label">{t.restrictions}</legend>
        <div class="row row-wrap">
          {offered.map((code) => (
            <Chip
              key={code}
              pressed={draft.restrictions.includes(code)}
              onPress={() => onChange({ restrictions: toggle(draft.restrictions, code) })}
            >
              {restrictionTerms()[code] ?? code}
            </Chip>
          ))}
        </div>
      </fieldset>
      <Switch label={t.exact} hint={t.exactHint} on={draft.exact} onChange={(exact) => onChange({ exact })} />
      <Switch label={t.beside} hint={t.besideHint} on={draft.beside} onChange={(beside) => onChange({ beside })} />
    </div>
  );
}
