import { useState } from 'preact/hooks';
import { POST_KINDS, type PostKind } from '../../../shared/rows/post.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import type { ShowRow } from '../../../shared/rows/show.ts';
import { common } from '../../words/common.ts';
import { LANGUAGES } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { Chip } from '../parts/Chip.tsx';
import { Field } from '../parts/Field.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { Text } from '../parts/Text.tsx';
import { toast } from '../parts/toasts.ts';
import { useShow } from '../shell/show-context.ts';
import { isWebAddress } from '../wall/web-address.ts';
import { ClashNote } from './FormParts.tsx';
import { hashtagsOf } from './hashtags.ts';
import { PageFrame } from './PageFrame.tsx';
import { useForm } from './use-form.ts';
import { words } from './words.ts';

/** The button that saves stands in the dock, outside of the form. */
const FORM = 'settings-show';
const MINUTE_MS = 60_000;
const CHANGEOVERS_MIN = [0, 1, 2, 3, 5, 10] as const;

export function ShowPage() {
  const row = showOf(useShow().rows.value);
  return row ? <ShowForm row={row} /> : null;
}

/** What the show is called, where and how it is told. */
function ShowForm({ row }: { readonly row: ShowRow }) {
  const show = useShow();
  const form = useForm({
    name: row.name,
    shortName: row.shortName,
    zone: row.zone,
    language: row.language,
    hashtags: row.hashtags,
    changeoverMs: row.changeoverMs,
    followUrl: row.followUrl,
    safeWords: row.safeWords,
    approvedKinds: row.approvedKinds,
  });
  const { values, set } = form;
  const [tags, tag] = useState(row.hashtags.join(' '));
  const t = words().show;
  const may = show.me.value?.hats.includes('administer') ?? false;
  const badUrl = values.followUrl !== undefined && !isWebAddress(values.followUrl);
  const toggle = (kind: PostKind) => {
    const on = values.approvedKinds ?? [];
    const next = POST_KINDS.filter((each) => on.includes(each) !== (each === kind));
    set('approvedKinds', next.length === 0 ? undefined : next);
  };
  const minutes = [...new Set([...CHANGEOVERS_MIN, Math.round(values.changeoverMs / MINUTE_MS)])].sort((a, b) => a - b);
  return (
    <PageFrame
      page="show"
      {...(may && {
        dock: (
          <Button
            tone="act"
            type="submit"
            form={FORM}
            large
            wide
            disabled={!form.differs || badUrl || values.name.trim() === ''}
          >
            {words().form.save}
          </Button>
        ),
      })}
    >
      <form
        id={FORM}
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void form
            .save((change) => show.act('show.edit', { change }))
            .then((saved) => saved && toast(words().form.saved));
        }}
      >
        {!may && <p class="soft">{words().form.administer}</p>}
        <fieldset class="stack" disabled={!may}>
          <Text label={t.name} value={values.name} onChange={(name) => set('name', name)} />
          <Text
            label={t.shortName}
            hint={t.shortNameHint}
            max={20}
            value={values.shortName}
            onChange={(shortName) => set('shortName', shortName)}
          />
          <Text
            label={t.hashtags}
            hint={t.hashtagsHint}
            value={tags}
            onChange={(typed) => {
              tag(typed);
              set('hashtags', hashtagsOf(typed));
            }}
          />
          <Field label={t.zone} hint={t.zoneHint}>
            {(described) => (
              <select
                {...described}
                class="input"
                value={values.zone}
                onChange={(event) => set('zone', event.currentTarget.value)}
              >
                {[...new Set([values.zone, ...Intl.supportedValuesOf('timeZone')])].map((zone) => (
                  <option key={zone}>{zone}</option>
                ))}
              </select>
            )}
          </Field>
          <Segmented
            showLabel
            label={t.language}
            options={[...new Set<string>([...LANGUAGES, values.language])].map((value) => ({
              value,
              label: t.languages[value as keyof typeof t.languages] ?? value,
            }))}
            value={values.language}
            onChoose={(language) => set('language', language)}
          />
          <Segmented
            showLabel
            label={t.changeover}
            options={minutes.map((count) => ({ value: String(count), label: t.minutes(count) }))}
            value={String(Math.round(values.changeoverMs / MINUTE_MS))}
            onChoose={(count) => set('changeoverMs', Number(count) * MINUTE_MS)}
          />
          <p class="field-hint">{t.changeoverHint}</p>
          <Text
            label={t.followUrl}
            hint={t.followUrlHint}
            wrong={badUrl ? t.followUrlWrong : undefined}
            type="url"
            value={values.followUrl ?? ''}
            onChange={(url) => set('followUrl', url.trim() === '' ? undefined : url.trim())}
          />
          <Text
            label={t.safeWords}
            hint={t.safeWordsHint}
            lines={4}
            max={400}
            value={values.safeWords}
            onChange={(safeWords) => set('safeWords', safeWords)}
          />
          <fieldset>
            <legend class="field-label">{t.approvedKinds}</legend>
            <p class="field-hint">{t.approvedKindsHint}</p>
            <div class="row row-wrap">
              {POST_KINDS.map((kind) => (
                <Chip key={kind} pressed={values.approvedKinds?.includes(kind) ?? false} onPress={() => toggle(kind)}>
                  {common().kinds[kind]}
                </Chip>
              ))}
            </div>
          </fieldset>
        </fieldset>
        <ClashNote
          clash={form.clash}
          label={(field) => t[field as keyof typeof t] as string}
          onTake={() => {
            if (form.clash?.field === 'hashtags') tag((form.clash.theirs as readonly string[]).join(' '));
            form.takeTheirs();
          }}
        />
      </form>
    </PageFrame>
  );
}
