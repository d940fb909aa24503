import { useState } from 'preact/hooks';
import type { PostRow } from '../../../shared/rows/post.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { channelName } from '../parts/channel-name.ts';
import { useMeasure } from './measure-soon.ts';
import { type Preview, piecesOf, previewsOf } from './previews.ts';
import { words } from './words.ts';

/** The words as each network will have them, with their length there; one network at a time. */
export function Networks({ rows, post, atMs }: { readonly rows: Rows; readonly post: PostRow; readonly atMs: number }) {
  const [wanted, want] = useState<string>();
  const t = words().post;
  // Hours in the words are told to the minute: nothing changes more often.
  const previews = previewsOf(rows, post, Math.floor(atMs / 10_000) * 10_000);
  const shown = previews.find(({ channel }) => channel.id === wanted) ?? previews[0];
  if (!shown) return <p class="post-note">{t.noChannel}</p>;
  return (
    <>
      <p class="post-words" lang={post.language} aria-live="off">
        {shown.words.trim() === '' ? (
          <span class="soft">{t.noWords}</span>
        ) : (
          piecesOf(shown.words).map(({ words, kind }, place) => (
            <span key={`${place}${kind}`} class={kind === 'plain' ? undefined : `post-${kind}`}>
              {words}
            </span>
          ))
        )}
      </p>
      <fieldset class="post-networks" aria-label={t.channels}>
        {previews.map((preview) => (
          <Network
            key={preview.channel.id}
            name={channelName(rows, preview.channel.id)}
            preview={preview}
            shown={preview === shown}
            onShow={() => want(preview.channel.id)}
          />
        ))}
      </fieldset>
    </>
  );
}

function Network({
  name,
  preview: { channel, words: said },
  shown,
  onShow,
}: {
  readonly name: string;
  readonly preview: Preview;
  readonly shown: boolean;
  readonly onShow: () => void;
}) {
  const t = words().post;
  const measure = useMeasure()?.(channel.network, said);
  return (
    <button type="button" class="post-network" aria-pressed={shown} data-over={measure?.over} onClick={onShow}>
      {name}
      <span class="post-length">
        <b>{measure?.length ?? '…'}</b>
        {measure && `/${measure.limit}`}
        <span class="aside">
          {' '}
          {t.characters}
          {measure?.over && `, ${t.tooLong}`}
        </span>
      </span>
    </button>
  );
}
