import { useRef } from 'preact/hooks';
import type { ChannelRow } from '../../../shared/rows/channel.ts';
import type { Template } from '../../../shared/rows/template.ts';
import { PLACES, type Place } from '../../../shared/templates.ts';
import { Chip } from '../parts/Chip.tsx';
import { nameAmong } from '../parts/channel-name.ts';
import { Field } from '../parts/Field.tsx';
import { channelsChosen, withChannel } from './channels.ts';
import { shownPlaces, storedPlaces } from './places.ts';
import { words } from './words.ts';

const MINUTE_MS = 60_000;
/** Minutes from the edge that a menu offers; before an end is not a moment anyone knows. */
const CUES: readonly Template['cue'][] = [
  { edge: 'hand' },
  { edge: 'start', offsetMs: -10 * MINUTE_MS },
  { edge: 'start', offsetMs: -2 * MINUTE_MS },
  { edge: 'start', offsetMs: 0 },
  { edge: 'start', offsetMs: MINUTE_MS },
  { edge: 'end', offsetMs: 0 },
  { edge: 'end', offsetMs: MINUTE_MS },
];

/** A template's words, with its places a tap away, where its posts go and when they leave. */
export function TemplateForm({
  template,
  channels,
  may,
  onChange,
  onLeave,
}: {
  readonly template: Template;
  /** The show's, in their order. */
  readonly channels: readonly ChannelRow[];
  readonly may: boolean;
  readonly onChange: (template: Template) => void;
  readonly onLeave: () => void;
}) {
  const area = useRef<HTMLTextAreaElement>(null);
  const t = words().form;
  const cueKey = (cue: Template['cue']) => (cue.edge === 'hand' ? 'hand' : `${cue.edge} ${cue.offsetMs}`);
  const cues = CUES.some((cue) => cueKey(cue) === cueKey(template.cue)) ? CUES : [...CUES, template.cue];

  function insert(place: Place): void {
    const box = area.current;
    const said = shownPlaces(template.words, t.placeNames);
    const at = box?.selectionStart ?? said.length;
    const till = box?.selectionEnd ?? at;
    const token = `{${t.placeNames[place]}}`;
    onChange({ ...template, words: storedPlaces(said.slice(0, at) + token + said.slice(till), t.placeNames) });
    box?.focus();
    requestAnimationFrame(() => box?.setSelectionRange(at + token.length, at + token.length));
  }
  const chosen = channelsChosen(template, channels);
  return (
    <div class="panel stack" onFocusOut={onLeave}>
      <Field label={t.words} hint={t.wordsHint}>
        {(described) => (
          <textarea
            {...described}
            ref={area}
            class="input"
            rows={4}
            lang={template.language}
            value={shownPlaces(template.words, t.placeNames)}
            maxLength={2_000}
            disabled={!may}
            onInput={(event) => onChange({ ...template, words: storedPlaces(event.currentTarget.value, t.placeNames) })}
          />
        )}
      </Field>
      {may && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as a form of its own
        <div class="row row-wrap" role="group" aria-label={t.places}>
          {PLACES.map((place) => (
            <Chip key={place} onPress={() => insert(place)}>
              {t.placeNames[place]}
            </Chip>
          ))}
        </div>
      )}
      <fieldset>
        <legend class="field-label">{t.channels}</legend>
        <div class="row row-wrap">
          {channels
            .filter(({ id, on }) => on || chosen.includes(id))
            .map((channel) => (
              <Chip
                key={channel.id}
                pressed={chosen.includes(channel.id)}
                {...(may && { onPress: () => onChange(withChannel(template, channel.id, channels)) })}
              >
                {nameAmong(channel, channels)}
                {!channel.on && <small> {t.channelOff}</small>}
              </Chip>
            ))}
        </div>
      </fieldset>
      <Field label={t.cue}>
        {(described) => (
          <select
            {...described}
            class="input"
            disabled={!may}
            value={cueKey(template.cue)}
            onChange={(event) => {
              const cue = cues.find((each) => cueKey(each) === event.currentTarget.value);
              if (cue) onChange({ ...template, cue });
            }}
          >
            {cues.map((cue) => (
              <option key={cueKey(cue)} value={cueKey(cue)}>
                {t.cues[cue.edge](cue.edge === 'hand' ? 0 : Math.round(cue.offsetMs / MINUTE_MS))}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t.fresh} hint={t.freshHint}>
        {(described) => (
          <select
            {...described}
            class="input"
            disabled={!may}
            value={template.freshForMs}
            onChange={(event) => onChange({ ...template, freshForMs: Number(event.currentTarget.value) })}
          >
            {[...new Set([5, 10, 30, 60, template.freshForMs / MINUTE_MS])].map((minutes) => (
              <option key={minutes} value={minutes * MINUTE_MS}>
                {t.minutes(minutes)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t.look} hint={t.lookHint}>
        {(described) => (
          <input
            {...described}
            class="input"
            lang={template.language}
            value={shownPlaces(template.look ?? '', t.placeNames)}
            maxLength={1_000}
            disabled={!may}
            onInput={(event) => {
              const { look: _, ...without } = template;
              const look = storedPlaces(event.currentTarget.value, t.placeNames);
              onChange(look === '' ? without : { ...without, look });
            }}
          />
        )}
      </Field>
    </div>
  );
}
