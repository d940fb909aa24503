import type { PostRow } from '../../../shared/rows/post.ts';
import type { PublicationRow } from '../../../shared/rows/publication.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { language } from '../../words/words.ts';
import { channelName } from '../parts/channel-name.ts';
import { RelayButton } from '../relay/RelayButton.tsx';
import { RelayLines } from '../relay/RelayLines.tsx';
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
        {publications.map((publication) => {
          const { id, channel, state, publishedMs, remote, correction } = publication;
          const link = remote?.url?.startsWith('https://') ? remote.url : undefined;
          return (
            <li key={id} class="compose-publication">
              <div class="row">
                <span class="strong">{channelName(rows, channel)}</span>
                <span class="grow soft">
                  {correction ? words().trace.correcting : t.states[state]}
                  {publishedMs !== undefined && ` · ${hour(publishedMs, zone, language.value)}`}
                </span>
                {link && (
                  <a class="button button-plain" href={link} target="_blank" rel="noreferrer">
                    {t.see}
                  </a>
                )}
              </div>
              <RelayLines publication={publication} />
              <Trace publication={publication} zone={zone} />
            </li>
          );
        })}
      </ul>
      <RelayButton publications={publications} />
    </section>
  );
}

/** What it said before each correction: until when, and who had it corrected. */
function Trace({ publication, zone }: { readonly publication: PublicationRow; readonly zone: string }) {
  const rows = useShow().rows.value;
  const { stood, approval, payload } = publication;
  if (!stood || stood.length === 0) return null;
  const t = words().trace;
  return (
    <details class="small">
      <summary>{t.before}</summary>
      <ul class="stack">
        {stood.map(({ words: said, untilMs }, at) => {
          const word = rows.get('approval', stood[at + 1]?.approval ?? approval ?? '');
          const who = (word && rows.get('staff', word.by)?.name) ?? t.someone;
          return (
            <li key={untilMs}>
              <span class="soft">{t.corrected(hour(untilMs, zone, language.value), who)}</span>
              <blockquote lang={payload.language}>{said}</blockquote>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
