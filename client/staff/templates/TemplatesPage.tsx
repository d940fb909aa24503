import { useEffect, useState } from 'preact/hooks';
import { showOf } from '../../../shared/rows/rows.ts';
import type { Template } from '../../../shared/rows/template.ts';
import { same } from '../../../shared/same.ts';
import { plannedPosts } from '../../../shared/templates.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Progress } from '../parts/Progress.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { toast } from '../parts/toasts.ts';
import { PageFrame } from '../settings/PageFrame.tsx';
import { said } from '../shell/act.ts';
import { pathTo } from '../shell/address.ts';
import { useAfterPaint } from '../shell/after-paint.ts';
import { useShow } from '../shell/show-context.ts';
import { firstTemplates, TEMPLATE_KINDS, type TemplateKind } from './first-templates.ts';
import { makePosts, readyIn, unmakePosts } from './making.ts';
import { Preview } from './Preview.tsx';
import { TemplateForm } from './TemplateForm.tsx';
import './templates.css';
import { words } from './words.ts';

const EVERY_MS = 10_000;

/** The posts of every talk at once: words with places, seen filled before any is made. */
export function TemplatesPage() {
  const show = useShow();
  const rows = show.rows.value;
  const painted = useAfterPaint();
  const about = showOf(rows);
  const atMs = Math.floor(show.second.value / EVERY_MS) * EVERY_MS;
  const languages = languagesOf(about?.language ?? 'fr', [...rows.all('segment')]);
  const [kind, setKind] = useState<TemplateKind>('intro');
  const [language, setLanguage] = useState(languages[0] ?? 'fr');
  const kept = about?.templates ?? [];
  const stored = kept.find((each) => each.kind === kind && each.language === language);
  const base = stored ?? firstTemplates(language)[kind];
  const [draft, setDraft] = useState<Template>(base);
  const [made, setMade] = useState<number>();
  const t = words();
  const may = show.me.value?.hats.includes('write') ?? false;
  // Another kind, or another person's words: the form begins again from what is kept.
  useEffect(() => setDraft(base), [kind, language, JSON.stringify(stored)]);

  // Every talk's words are worked out: the page is there first.
  const planned = painted ? plannedPosts(rows, draft, atMs) : undefined;
  const ready = readyIn(planned ?? []);

  async function keep(): Promise<boolean> {
    if (same(stored, draft)) return true;
    const to = [...kept.filter((each) => each.kind !== kind || each.language !== language), draft];
    const from = about?.templates;
    return (
      (await said(() => show.act('show.templates', { change: { templates: { ...(from && { from }), to } } }))) !==
      undefined
    );
  }
  async function make(): Promise<void> {
    if (!(await keep())) return;
    setMade(0);
    const posts = await makePosts(show, ready, setMade);
    setMade(undefined);
    toast(t.made(posts.length), { undo: { label: t.undo, run: () => void unmakePosts(show, posts) } });
  }

  return (
    <PageFrame
      page="templates"
      dock={
        may &&
        planned &&
        planned.length > 0 && (
          <Button tone="act" large disabled={ready.length === 0 || made !== undefined} onClick={() => void make()}>
            {ready.length === 0 ? t.nothing : t.make(ready.length)}
          </Button>
        )
      }
    >
      <div class="stack">
        <Segmented
          label={t.kind}
          value={kind}
          onChoose={setKind}
          options={TEMPLATE_KINDS.map((value) => ({ value, label: t.kinds[value] }))}
        />
        {languages.length > 1 && (
          <Segmented
            label={t.language}
            value={language}
            onChoose={setLanguage}
            options={languages.map((value) => ({ value, label: value }))}
          />
        )}
        <TemplateForm
          key={`${kind} ${language}`}
          template={draft}
          channels={[...rows.all('channel')].sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))}
          may={may}
          onChange={setDraft}
          onLeave={() => void keep()}
        />
        {made !== undefined && <Progress label={t.making} share={made / Math.max(1, ready.length)} />}
        {planned?.length === 0 ? (
          <Empty title={t.none}>
            <p class="soft">{t.noneWhy}</p>
            <a class="button button-quiet" href={pathTo(show.id, 'settings', 'import')}>
              {t.toImport}
            </a>
          </Empty>
        ) : (
          planned && <Preview planned={planned} atMs={atMs} />
        )}
      </div>
    </PageFrame>
  );
}

/** The show's, then those of its talks. */
function languagesOf(
  first: string,
  segments: readonly { readonly language?: string | undefined }[],
): readonly string[] {
  return [...new Set([first, ...segments.flatMap(({ language }) => language ?? [])])];
}
