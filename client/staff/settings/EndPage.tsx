import { useState } from 'preact/hooks';
import { headsOf } from '../../../shared/post-status.ts';
import { DRAFTS_KEPT_DAYS } from '../../../shared/retention.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import { type Rows, showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { render } from '../../../shared/text/tokens.ts';
import { common } from '../../words/common.ts';
import { language } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { HoldButton } from '../parts/HoldButton.tsx';
import { said } from '../shell/act.ts';
import { pathTo } from '../shell/address.ts';
import { useShow } from '../shell/show-context.ts';
import { leftoversOf } from './leftovers.ts';
import { PageFrame } from './PageFrame.tsx';
import { words } from './words.ts';

const CHOICES = ['keep', 'withdraw'] as const;

/** The end of the show: what is left over is seen and decided upon, never silently dropped. */
export function EndPage() {
  const show = useShow();
  const rows = show.rows.value;
  const row = showOf(rows);
  const { posts, unsettled } = leftoversOf(rows);
  const [leftovers, choose] = useState<(typeof CHOICES)[number]>('keep');
  const hats = show.me.value?.hats ?? [];
  const may = hats.includes('conduct') || hats.includes('administer');
  const t = words().end;
  if (!row) return null;
  if (row.endedMs !== undefined) {
    const { endedMs } = row;
    return (
      <PageFrame page="end">
        <div class="stack">
          <p>{t.over(hour(endedMs, row.zone, language.value))}</p>
          <a class="button button-act button-wide button-large" href={pathTo(show.id, 'recap')}>
            {t.recap}
          </a>
          {hats.includes('administer') && (
            <Button onClick={() => void said(() => show.act('show.edit', { change: { endedMs: { from: endedMs } } }))}>
              {t.reopen}
            </Button>
          )}
        </div>
      </PageFrame>
    );
  }
  return (
    <PageFrame
      page="end"
      {...(may && {
        dock: (
          <HoldButton wide large onDone={() => void said(() => show.act('show.end', { leftovers }))}>
            {t.act}
          </HoldButton>
        ),
      })}
    >
      <div class="stack">
        <p>{t.why}</p>
        {unsettled.length > 0 && (
          <section class="panel stack">
            <h2>{t.unsettled(unsettled.length)}</h2>
            <p class="small soft">{t.unsettledWhy}</p>
            <a class="button button-quiet" href={pathTo(show.id, 'tray')}>
              {t.tray}
            </a>
          </section>
        )}
        <section class="panel stack">
          <h2>{posts.length === 0 ? t.noLeftover : t.leftovers(posts.length)}</h2>
          {posts.length > 0 && (
            <>
              <fieldset class="stack">
                <legend class="aside">{t.what}</legend>
                {CHOICES.map((each) => (
                  <label key={each} class="settings-option">
                    <input type="radio" name="leftovers" checked={leftovers === each} onChange={() => choose(each)} />
                    <span>
                      {t.choices[each]}
                      <small class="field-hint">{t.choiceHints[each](row.draftsKeptDays ?? DRAFTS_KEPT_DAYS)}</small>
                    </span>
                  </label>
                ))}
              </fieldset>
              <ul class="settings-list">
                {posts.map((post) => (
                  <li key={post.id}>
                    <a class="settings-link" href={pathTo(show.id, 'posts', post.id)}>
                      <span class="grow clip">{saidOf(rows, post, show.second.value)}</span>
                      <small class="soft">{common().kinds[post.kind]}</small>
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
        {!may && <p class="soft">{t.roles}</p>}
      </div>
    </PageFrame>
  );
}

/** A post in a line: its title, else its words, else what it is for. */
function saidOf(rows: Rows, post: PostRow, atMs: number): string {
  const [head] = headsOf(rows, post.id).all ?? Object.values(headsOf(rows, post.id))[0] ?? [];
  const about = post.segment === undefined ? undefined : rows.get('segment', post.segment)?.title;
  const words = head && render(head.words, { rows, network: 'wall', atMs, fills: {} });
  return post.title || words || about || common().kinds[post.kind];
}
