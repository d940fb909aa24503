import { useState } from 'preact/hooks';
import { showOf } from '../../../shared/rows/rows.ts';
import type { Held } from '../../../shared/rows/show.ts';
import { hour } from '../../../shared/text/hours.ts';
import type { ShowModel } from '../../signals/show.ts';
import { common } from '../../words/common.ts';
import { language } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { later } from './later.tsx';
import { updateReady } from './update.ts';

const Release = later(() => import('../direct/Release.tsx').then((found) => found.Release));

/** What everyone must know, on every screen: a hold, a rehearsal, and what is wrong with this phone. */
export function Banners({ show }: { readonly show: ShowModel }) {
  const row = showOf(show.rows.value);
  return (
    <div class="banners">
      {row?.rehearsal && <p class="banner banner-rehearsal">{common().rehearsal}</p>}
      {row?.held && <HeldBanner show={show} held={row.held} zone={row.zone} />}
      <PhoneBanner show={show} />
    </div>
  );
}

function HeldBanner({ show, held, zone }: { readonly show: ShowModel; readonly held: Held; readonly zone: string }) {
  const [releasing, setReleasing] = useState(false);
  const t = common().held;
  const who = show.rows.value.get('staff', held.by)?.name ?? common().app;
  const mayRelease = show.me.value?.hats.includes('approve') ?? false;
  return (
    <div class="banner banner-held" role="alert">
      <p class="grow">
        <strong>{held.kind === 'person' ? t.person(who, hour(held.atMs, zone, language.value)) : t[held.kind]}</strong>
        <br />
        {held.reason || t.nothing}
      </p>
      {mayRelease && <Button onClick={() => setReleasing(true)}>{t.release}</Button>}
      {releasing && <Release onClose={() => setReleasing(false)} />}
    </div>
  );
}

/** One at a time, the gravest first. */
function PhoneBanner({ show }: { readonly show: ShowModel }) {
  const t = common();
  const [put, setPut] = useState(false);
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
  if (storage !== 'ok') {
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
