import camera from 'lucide-static/icons/camera.svg?raw';
import images from 'lucide-static/icons/images.svg?raw';
import { useEffect, useRef } from 'preact/hooks';
import { isOpen, photosOf } from '../../../shared/post-status.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Progress } from '../parts/Progress.tsx';
import { useShow } from '../shell/show-context.ts';
import type { Composer } from './composer.ts';
import { PhotoCard } from './PhotoCard.tsx';
import type { NewPost } from './start.ts';
import { forgetIncoming, incomingPhotos, takePhotos } from './take-photos.ts';
import { words } from './words.ts';

/** The post's photos, those on their way in, and two ways to add some. */
export function Photos({ composer, start }: { readonly composer: Composer; readonly start: NewPost['start'] }) {
  const show = useShow();
  const rows = show.rows.value;
  const post = composer.post.value;
  const photos = photosOf(rows, post.id);
  const slot = post.slots.find((each) => each.kind === 'photo' && isOpen(rows, post, each));
  const incoming = incomingPhotos.value.filter((each) => each.post === post.id);
  const shot = useRef<HTMLInputElement>(null);
  const roll = useRef<HTMLInputElement>(null);
  const t = words().photos;
  useEffect(() => {
    // The press that opened this is still recent enough for the camera, on most phones; else the button is right here.
    if (start === 'photo' && composer.mayWrite && photos.length === 0 && navigator.userActivation?.isActive) {
      shot.current?.click();
    }
  }, []);
  const take = (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])];
    input.value = '';
    void takePhotos(show, composer, { files, slot: slot?.name });
  };
  return (
    <section class="compose-photos" aria-label={t.label}>
      {photos.map((photo, place) => (
        <PhotoCard key={photo.id} photo={photo} place={place} photos={photos} composer={composer} />
      ))}
      {incoming.map(({ key, name, failed }) => (
        <div key={key} class="compose-incoming">
          <span class="grow">
            <span class="compose-file">{name}</span>
            {failed === undefined ? (
              <Progress label={t.shrinking} />
            ) : (
              <span class="compose-missing" role="alert">
                {t.failed[failed]}
              </span>
            )}
          </span>
          {failed !== undefined && <Button onClick={() => forgetIncoming(key)}>{t.forget}</Button>}
        </div>
      ))}
      {composer.mayWrite && (
        <>
          {slot && (
            <button type="button" class="compose-slot" onClick={() => shot.current?.click()}>
              <Icon of={camera} size={2} />
              <span>{t.slot}</span>
              <small class="soft">{[slot.look && t.altReady, slot.guidance].filter(Boolean).join(' · ')}</small>
            </button>
          )}
          <div class="compose-pair">
            <Button drawing={camera} onClick={() => shot.current?.click()}>
              {t.take}
            </Button>
            <Button drawing={images} onClick={() => roll.current?.click()}>
              {t.pick}
            </Button>
          </div>
          <input
            ref={shot}
            class="aside"
            type="file"
            accept="image/*"
            capture="environment"
            tabIndex={-1}
            aria-hidden="true"
            onChange={(event) => take(event.currentTarget)}
          />
          <input
            ref={roll}
            class="aside"
            type="file"
            accept="image/*"
            multiple
            tabIndex={-1}
            aria-hidden="true"
            onChange={(event) => take(event.currentTarget)}
          />
        </>
      )}
    </section>
  );
}
