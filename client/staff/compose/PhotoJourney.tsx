import type { PhotoRow } from '../../../shared/rows/photo.ts';
import { Progress } from '../parts/Progress.tsx';
import { useShow } from '../shell/show-context.ts';
import { words } from './words.ts';
import './compose.css';

/** How far a photo has come: on this phone, on its way, received. */
export function PhotoJourney({ photo }: { readonly photo: PhotoRow }) {
  const show = useShow();
  const t = words().journey;
  const progress = show.photos.progress.value.get(photo.hash);
  if (photo.received) return <p class="small compose-received">{t.received}</p>;
  switch (progress?.state) {
    case 'sending': {
      const share = progress.sentBytes / Math.max(1, progress.bytes);
      return (
        <div class="small">
          {t.sending(Math.round(share * 100))}
          <Progress label={t.label} share={share} />
        </div>
      );
    }
    case 'waiting':
      return <p class="small soft">{t.waiting[progress.why]}</p>;
    case 'refused':
      return (
        <p class="small compose-missing" role="alert">
          {t.refused}
        </p>
      );
    case 'received':
      return <p class="small compose-received">{t.received}</p>;
    case undefined:
      return <p class="small soft">{t.here}</p>;
  }
}
