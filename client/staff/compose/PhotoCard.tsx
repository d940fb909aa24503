import down from 'lucide-static/icons/arrow-down.svg?raw';
import up from 'lucide-static/icons/arrow-up.svg?raw';
import trash from 'lucide-static/icons/trash-2.svg?raw';
import { useState } from 'preact/hooks';
import type { PhotoRow } from '../../../shared/rows/photo.ts';
import { typeset } from '../../../shared/text/typography.ts';
import { common } from '../../words/common.ts';
import { Button } from '../parts/Button.tsx';
import { Photo } from '../parts/Photo.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import type { Composer } from './composer.ts';
import { PeopleIn } from './PeopleIn.tsx';
import { PhotoJourney } from './PhotoJourney.tsx';
import { Saved } from './Saved.tsx';
import { keepCredit } from './take-photos.ts';
import { words } from './words.ts';

/** One photo with what is said of it: alternative text, who is on it, credit; its place; a way out. */
export function PhotoCard({
  photo,
  place,
  photos,
  composer,
}: {
  readonly photo: PhotoRow;
  readonly place: number;
  readonly photos: readonly PhotoRow[];
  readonly composer: Composer;
}) {
  const show = useShow();
  const [open, setOpen] = useState(false);
  const post = composer.post.value;
  const t = words().photos;
  const edit = (field: 'alt' | 'credit' | 'people' | 'rank', to: unknown) =>
    said(() => show.act('photo.edit', { photo: photo.id, change: { [field]: { from: photo[field], to } } }));
  const remove = async () => {
    if (!(await said(() => show.act('photo.remove', { photo: photo.id })))) return;
    const run = () => void said(() => show.act('photo.remove', { photo: photo.id, back: true }));
    toast(t.removed, { undo: { label: common().undo, run } });
  };
  /** Two neighbours exchange their places. */
  const swap = async (other: PhotoRow | undefined) => {
    if (!other) return;
    const to = other.rank === photo.rank ? photo.rank + 1 : other.rank;
    await edit('rank', to);
    await said(() =>
      show.act('photo.edit', { photo: other.id, change: { rank: { from: other.rank, to: photo.rank } } }),
    );
  };
  const mute = photo.alt.trim() === '';
  const suggested = post.slots.find(({ name }) => name === photo.slot)?.look;
  return (
    <article class="compose-photo">
      <div class="compose-photo-top">
        <Photo photo={photo} />
        <div class="grow">
          <PhotoJourney photo={photo} />
          {composer.mayWrite && (
            <div class="row">
              {photos.length > 1 && (
                <>
                  <Button
                    tone="plain"
                    drawing={up}
                    aria-label={t.earlier(place + 1)}
                    disabled={place === 0}
                    onClick={() => void swap(photos[place - 1])}
                  />
                  <Button
                    tone="plain"
                    drawing={down}
                    aria-label={t.later(place + 1)}
                    disabled={place === photos.length - 1}
                    onClick={() => void swap(photos[place + 1])}
                  />
                </>
              )}
              <Button tone="plain" drawing={trash} aria-label={t.remove(place + 1)} onClick={() => void remove()} />
            </div>
          )}
        </div>
      </div>
      <Saved
        label={t.alt}
        hint={suggested !== undefined && suggested === photo.alt ? t.altSuggested : t.altWhy}
        wrong={mute && t.altMissing}
        value={photo.alt}
        language={post.language}
        readOnly={!composer.mayWrite}
        onSave={(alt) => edit('alt', typeset(alt, post.language))}
      />
      <PeopleIn
        people={photo.people}
        segment={post.segment}
        readOnly={!composer.mayWrite}
        onChange={(people) => void edit('people', people)}
      />
      {open || photo.credit === '' ? (
        <Saved
          label={t.credit}
          lines={1}
          max={300}
          value={photo.credit}
          readOnly={!composer.mayWrite}
          onSave={(credit) => {
            keepCredit(credit);
            return edit('credit', credit);
          }}
        />
      ) : (
        <Button tone="plain" class="compose-credit" onClick={() => setOpen(true)}>
          {t.creditIs(photo.credit)}
        </Button>
      )}
    </article>
  );
}
