import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { common } from '../../words/common.ts';
import { language } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import type { Composer } from './composer.ts';
import { shown } from './naming.ts';
import { words } from './words.ts';

/** Two versions of the same words, both in sight: one is chosen, or they are joined in the editor below. */
export function Versions({ composer }: { readonly composer: Composer }) {
  const show = useShow();
  const rows = show.rows.value;
  const t = words().versions;
  const zone = showOf(rows)?.zone ?? 'UTC';
  const heads = composer.heads.value;
  const joining = composer.joining.value;
  return (
    <section class="compose-versions" aria-label={t.title}>
      <h3>{t.title}</h3>
      <p class="small soft">{joining ? t.joining : t.why}</p>
      <div class="compose-both">
        {heads.map((head) => (
          <article key={head.id} class="compose-version">
            <p class="small soft">
              {t.by(rows.get('staff', head.by)?.name ?? common().app, hour(head.atMs, zone, language.value))}
            </p>
            <p class="compose-preview-words" lang={composer.post.value.language}>
              {shown(head.words, rows)}
            </p>
            {composer.mayWrite && !joining && (
              <Button
                onClick={async () => {
                  if (await said(() => composer.choose(head))) toast(t.chosen);
                }}
              >
                {t.choose}
              </Button>
            )}
          </article>
        ))}
      </div>
      {composer.mayWrite &&
        (joining ? (
          <Button
            tone="act"
            wide
            onClick={async () => {
              const acted = await composer.settle();
              if (acted && !acted.ok) await said(async () => acted);
              else toast(t.joined);
            }}
          >
            {t.done}
          </Button>
        ) : (
          <Button wide onClick={() => void composer.join()}>
            {t.join}
          </Button>
        ))}
    </section>
  );
}
