import { headsOf } from '../../../shared/post-status.ts';
import { POST_KINDS, type PostKind, type PostRow } from '../../../shared/rows/post.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { ALL_CHANNELS } from '../../../shared/rows/variant.ts';
import { common } from '../../words/common.ts';
import { cueTerms } from '../../words/cues.ts';
import { languageName } from '../../words/languages.ts';
import { shortTitle } from '../../words/segments.ts';
import { Field } from '../parts/Field.tsx';
import { LanguageOptions } from '../parts/LanguageOptions.tsx';
import { Switch } from '../parts/Switch.tsx';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import type { Composer } from './composer.ts';
import { shown } from './naming.ts';
import { Saved } from './Saved.tsx';
import type { Fields } from './start.ts';
import { words } from './words.ts';

/** Enough of a post to tell it from the others of its kind. */
const BEGINS = 40;
const begins = (rows: Rows, { id }: PostRow): string => {
  const said = shown(headsOf(rows, id)[ALL_CHANNELS]?.[0]?.words ?? '', rows).trim();
  return said.length > BEGINS ? `${said.slice(0, BEGINS).trim()}…` : said;
};

const FRESH_MINUTES = [2, 5, 10, 15, 30, 60, 120, 360] as const;

/** What is seldom changed: kind, segment, freshness, language, two people, thread, notes. */
export function More({ composer }: { readonly composer: Composer }) {
  const show = useShow();
  const rows = show.rows.value;
  const post = composer.post.value;
  const t = words().more;
  if (!composer.mayWrite) return null;
  const set = async (next: Partial<Fields>) => {
    const acted = await composer.edit(next);
    if (acted && !acted.ok) await said(async () => acted);
  };
  const minutes = [...new Set([...FRESH_MINUTES, post.freshForMs / 60_000])].sort((a, b) => a - b);
  const others = [...rows.all('post')].filter(
    (each) => each.id !== post.id && each.state !== 'withdrawn' && each.segment === post.segment,
  );
  return (
    <details class="compose-fold">
      <summary>
        <span class="grow">
          <span class="field-label">{t.label}</span>{' '}
          <span>
            {common().kinds[post.kind]} · {languageName(post.language)} ·{' '}
            {t.freshShort(cueTerms().span(post.freshForMs))}
          </span>
        </span>
      </summary>
      <div class="stack">
        <div class="compose-pair">
          <Field label={t.kind}>
            {(described) => (
              <select
                {...described}
                class="input"
                value={post.kind}
                onChange={(event) => void set({ kind: event.currentTarget.value as PostKind })}
              >
                {POST_KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {common().kinds[kind]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t.language}>
            {(described) => (
              <select
                {...described}
                class="input"
                value={post.language}
                onChange={(event) => void set({ language: event.currentTarget.value })}
              >
                <LanguageOptions chosen={post.language} />
              </select>
            )}
          </Field>
        </div>
        <Field label={t.segment}>
          {(described) => (
            <select
              {...described}
              class="input"
              value={post.segment ?? ''}
              onChange={(event) => void set({ segment: event.currentTarget.value || undefined })}
            >
              <option value="">{t.noSegment}</option>
              {[...rows.all('segment')]
                .sort((a, b) => a.plannedMs - b.plannedMs || a.rank - b.rank)
                .map((segment) => (
                  <option key={segment.id} value={segment.id}>
                    {shortTitle(rows, segment)}
                  </option>
                ))}
            </select>
          )}
        </Field>
        <Field label={t.fresh} hint={t.freshWhy}>
          {(described) => (
            <select
              {...described}
              class="input"
              value={String(post.freshForMs / 60_000)}
              onChange={(event) => void set({ freshForMs: Number(event.currentTarget.value) * 60_000 })}
            >
              {minutes.map((each) => (
                <option key={each} value={String(each)}>
                  {cueTerms().span(each * 60_000)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Switch
          label={t.needsTwo}
          hint={t.needsTwoWhy}
          on={post.needsTwo}
          onChange={(needsTwo) => void set({ needsTwo })}
        />
        {others.length > 0 && (
          <Field label={t.after} hint={t.afterWhy}>
            {(described) => (
              <select
                {...described}
                class="input"
                value={post.after ?? ''}
                onChange={(event) => void set({ after: event.currentTarget.value || undefined })}
              >
                <option value="">{t.noAfter}</option>
                {others.map((each) => (
                  <option key={each.id} value={each.id}>
                    {[common().kinds[each.kind], each.title ?? begins(rows, each)].filter(Boolean).join(' · ')}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Saved
          label={t.note}
          hint={t.noteWhy}
          value={post.note ?? ''}
          onSave={(note) => set({ note: note || undefined })}
        />
      </div>
    </details>
  );
}
