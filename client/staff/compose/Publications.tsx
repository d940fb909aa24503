import type { PostRow } from '../../../shared/rows/post.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { common } from '../../words/common.ts';
import { language } from '../../words/words.ts';
import { useShow } from '../shell/show-context.ts';
import { words } from './words.ts';

/** What became of it on each channel, with the way to see it there. */
export function Publications({ post }: { readonly post: PostRow }) {
  const rows = useShow().rows.value;
  const publications = rows.ofPost('publication', post.id);
  if (publications.length === 0) return null;
  const zone = showOf(rows)?.zone ?? 'UTC';
  const t = words().publications;
  return (
    <section class="compose-out" aria-label={t.label}>
      <h3 class="field-label">{t.label}</h3>
      <ul>
        {publications.map(({ id, state, payload, publishedMs, remote }) => {
          const link = remote?.url?.startsWith('https://') ? remote.url : undefined;
          return (
            <li key={id} class="row compose-publication">
              <span class="strong">{common().networks[payload.network]}</span>
              <span class="grow soft">
                {t.states[state]}
                {publishedMs !== undefined && ` · ${hour(publishedMs, zone, language.value)}`}
              </span>
              {link && (
                <a class="button button-plain" href={link} target="_blank" rel="noreferrer">
                  {t.see}
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
