import { useState } from 'preact/hooks';
import type { PostRow } from '../../../shared/rows/post.ts';
import type { PublicationRow } from '../../../shared/rows/publication.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { common } from '../../words/common.ts';
import { language } from '../../words/words.ts';
import { channelName } from '../parts/channel-name.ts';
import { HoldButton } from '../parts/HoldButton.tsx';
import { Photo } from '../parts/Photo.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { words } from './words.ts';
import '../parts/forms.css';

type Erased = { readonly row: 'post' | 'photo'; readonly id: string };

/**
 * What someone asks to have taken down, or the law: one photo, or all of it. It leaves every phone, the wall, the recap
 * and the networks; who erased it and when is kept.
 */
export function Takedown({ post }: { readonly post: PostRow }) {
  const show = useShow();
  const rows = show.rows.value;
  const [open, setOpen] = useState(false);
  const hats = show.me.value?.hats ?? [];
  const t = words().takedown;
  const photos = rows.ofPost('photo', post.id).filter(({ erased }) => !erased);
  const erase = async (what: Erased) => {
    if (await said(() => show.act('row.erase', what))) toast(t.done);
  };
  if (!hats.includes('approve') && !hats.includes('administer')) return null;
  return (
    <details class="posts-takedown" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="unfold">{t.title}</summary>
      <div class="stack">
        <p class="small soft">{t.why}</p>
        {photos.map((photo) => (
          <div key={photo.id} class="posts-takedown-photo">
            <Photo photo={photo} />
            <HoldButton wide onDone={() => void erase({ row: 'photo', id: photo.id })}>
              {t.photo}
            </HoldButton>
          </div>
        ))}
        <HoldButton wide onDone={() => void erase({ row: 'post', id: post.id })}>
          {t.all}
        </HoldButton>
      </div>
    </details>
  );
}

/** Still to be removed from its network: asked for, or not found there yet. */
const isGoing = ({ state, gone }: PublicationRow): boolean =>
  state === 'removing' || (gone && (state === 'sending' || state === 'unknown'));

/** What was taken down, by whom, and how far it has gone: the trace that stays. */
export function TakenDown({ post }: { readonly post: PostRow }) {
  const rows = useShow().rows.value;
  const zone = showOf(rows)?.zone ?? 'UTC';
  const t = words().takedown;
  const at = (ms: number) => hour(ms, zone, language.value);
  const nameOf = (id: string) => rows.get('staff', id)?.name ?? common().app;
  const photos = rows.ofPost('photo', post.id).filter(({ erased }) => erased);
  if (!post.erased && photos.length === 0) return null;
  const lines = post.erased
    ? [t.postBy(nameOf(post.by), at(post.atMs))]
    : photos.map((photo) => t.photoBy(nameOf(photo.by), at(photo.atMs)));
  const going = rows.ofPost('publication', post.id).filter(isGoing);
  return (
    <div class="panel stack" role="status">
      {lines.map((line) => (
        <p key={line} class="strong">
          {line}
        </p>
      ))}
      <p class="small soft">
        {going.length === 0 ? t.everywhere : t.going(going.map(({ channel }) => channelName(rows, channel)).join(', '))}
      </p>
    </div>
  );
}
