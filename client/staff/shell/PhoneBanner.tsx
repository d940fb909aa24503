import { useState } from 'preact/hooks';
import type { ShowModel } from '../../signals/show.ts';
import { Button } from '../parts/Button.tsx';
import { phoneWords } from './phone-words.ts';
import { updateReady } from './update.ts';

/** One at a time, the gravest first. */
export function PhoneBanner({ show }: { readonly show: ShowModel }) {
  const t = phoneWords();
  const [put, setPut] = useState(false);
  const [seen, setSeen] = useState(false);
  if (show.barred.value === 'session' || show.barred.value === 'not-allowed') {
    return (
      <div class="banner banner-wrong" role="alert">
        <p class="grow">
          <strong>{t.closedSession.title}</strong> {t.closedSession.why}
        </p>
        <a class="button button-quiet" href="/join">
          {t.closedSession.act}
        </a>
      </div>
    );
  }
  const storage = show.storage.value;
  if (storage === 'emptied' && !seen) {
    return (
      <div class="banner banner-wrong" role="alert">
        <p class="grow">{t.storage.emptied}</p>
        <Button onClick={() => setSeen(true)}>{t.seen}</Button>
      </div>
    );
  }
  if (storage !== 'ok' && storage !== 'emptied') {
    return (
      <p class="banner banner-wrong" role="alert">
        {storage === 'insecure' ? (
          <>
            <strong>{t.insecure.title}.</strong> {t.insecure.why}
          </>
        ) : (
          t.storage[storage]
        )}
      </p>
    );
  }
  const old = show.barred.value === 'protocol';
  const update = updateReady.value;
  if (!old && (!(update || show.update.value) || put)) return null;
  return (
    <div class={old ? 'banner banner-wrong' : 'banner banner-update'} role="status">
      <p class="grow">{old ? t.oldApp : t.update.ready}</p>
      {!old && (
        <Button tone="plain" onClick={() => setPut(true)}>
          {t.update.later}
        </Button>
      )}
      <Button onClick={() => (update ? update() : location.reload())}>{t.update.take}</Button>
    </div>
  );
}
