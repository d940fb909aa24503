import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { showOf } from '../../../shared/rows/rows.ts';
import type { Held } from '../../../shared/rows/show.ts';
import { hour } from '../../../shared/text/hours.ts';
import type { ShowModel } from '../../signals/show.ts';
import { common } from '../../words/common.ts';
import { language } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { pathTo } from './address.ts';
import { later } from './later.tsx';
import { useSession } from './show-context.ts';
import { updateReady } from './update.ts';

const Release = later(() => import('../direct/Release.tsx').then((found) => found.Release));

const PhoneBanner = later(() => import('./PhoneBanner.tsx').then((found) => found.PhoneBanner));

/** What everyone must know, on every screen: a hold, a rehearsal, and what is wrong with this phone. */
export function Banners({
  show,
  children,
}: {
  readonly show: ShowModel;
  /** What has just come. */
  readonly children?: ComponentChildren;
}) {
  const session = useSession();
  const row = showOf(show.rows.value);
  // The list knows before the first rows are here: a banner that came with them would push what is drawn already.
  const listed = session.shows.value.find(({ id }) => id === show.id);
  return (
    <section class="banners" aria-label={common().notices}>
      {(row ?? listed)?.rehearsal && (
        <a
          class="banner banner-rehearsal"
          href={pathTo(show.id, 'rehearsal')}
          aria-label={`${common().rehearsal}. ${common().rehearsalSays}`}
        >
          {common().rehearsal} <span class="banner-more">{common().rehearsalSee}</span>
        </a>
      )}
      {row?.held && <HeldBanner show={show} held={row.held} zone={row.zone} />}
      {hasTrouble(show) && <PhoneBanner show={show} />}
      {children}
    </section>
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

/** Something is wrong with this phone, or an update waits. */
const hasTrouble = (show: ShowModel): boolean =>
  show.barred.value !== undefined ||
  show.storage.value !== 'ok' ||
  show.update.value ||
  updateReady.value !== undefined;
