import pencil from 'lucide-static/icons/pencil.svg?raw';
import { photosOf } from '../../../shared/post-status.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import { type Measured, piecesOf } from '../direct/previews.ts';
import { Button } from '../parts/Button.tsx';
import { Chip } from '../parts/Chip.tsx';
import { channelName } from '../parts/channel-name.ts';
import { Photo } from '../parts/Photo.tsx';
import { useShow } from '../shell/show-context.ts';
import type { Composer } from './composer.ts';
import { grouped } from './live.ts';
import { rightsTone, rightsWords } from './rights.ts';
import { words } from './words.ts';
import './compose.css';

/** The post as it will stand on each network; networks on which it reads the same are shown once. */
export function Previews({
  post,
  previews,
  composer,
  photos = false,
}: {
  readonly post: PostRow;
  readonly previews: readonly Measured[];
  /** Words of its own can be given to a network from here. */
  readonly composer?: Composer;
  /** With the photos large, for who approves. */
  readonly photos?: boolean;
}) {
  const { rows } = useShow();
  const t = words().previews;
  const shots = photos ? photosOf(rows.value, post.id) : [];
  return (
    <section class="compose-previews" aria-label={t.label}>
      {grouped(previews).map((group) => (
        <article key={group[0]?.channel.id} class="compose-preview">
          <header class="compose-preview-head">
            {group.map(({ channel, measure }) => (
              <span key={channel.id} class="compose-length" data-over={measure.over}>
                {channelName(rows.value, channel.id)}{' '}
                <span aria-hidden="true">
                  <b>{measure.length}</b>/{measure.limit}
                </span>
                <span class="aside">{t.length(measure.length, measure.limit)}</span>
                {measure.over && <strong> {t.over(measure.length - measure.limit)}</strong>}
                {!channel.on && <span> {t.off}</span>}
                {composer?.mayWrite && (
                  <Button
                    tone="plain"
                    class="compose-adapt"
                    drawing={pencil}
                    aria-label={t.adapt(channelName(rows.value, channel.id))}
                    onClick={() => void composer.turnTo(channel.id)}
                  />
                )}
              </span>
            ))}
          </header>
          <p class="compose-preview-words" lang={post.language}>
            {(group[0]?.words ?? '').trim() === '' ? (
              <span class="soft">{t.empty}</span>
            ) : (
              piecesOf(group[0]?.words ?? '').map(({ words, kind }, place) => (
                <span key={`${place}${kind}`} class={kind === 'plain' ? undefined : `compose-${kind}`}>
                  {words}
                </span>
              ))
            )}
          </p>
        </article>
      ))}
      {shots.map((photo) => (
        <figure key={photo.id} class="compose-shot">
          <Photo photo={photo} size="wall" />
          <figcaption class="small">
            <span class={photo.alt.trim() === '' ? 'compose-missing' : undefined}>
              {photo.alt.trim() === '' ? t.noAlt : t.alt(photo.alt)}
            </span>
            {photo.credit && <span class="soft"> {t.credit(photo.credit)}</span>}
            <span class="row row-wrap">
              {photo.people.flatMap((id) => {
                const person = rows.value.get('person', id);
                return person
                  ? [
                      <Chip key={id} tone={rightsTone(person.imageRights)}>
                        {t.shows(person.name, rightsWords(person))}
                      </Chip>,
                    ]
                  : [];
              })}
            </span>
          </figcaption>
        </figure>
      ))}
    </section>
  );
}
