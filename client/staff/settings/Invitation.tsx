import { useState } from 'preact/hooks';
import type { NewInvitation } from '../../../shared/access.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { language } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { copied } from '../parts/copied.ts';
import { Qr } from '../parts/Qr.tsx';
import { toast } from '../parts/toasts.ts';
import { useShow } from '../shell/show-context.ts';
import { words } from './words.ts';

/** One use, one device: a code to scan, a link to send, eight characters to type. Shown once. */
export function Invitation({
  invitation: { qr, url, code, codeExpiresMs, expiresMs },
}: {
  readonly invitation: NewInvitation;
}) {
  const show = useShow();
  /** The browser lets nothing be copied: the link is shown, to be selected. */
  const [byHand, setByHand] = useState(false);
  const zone = showOf(show.rows.value)?.zone ?? 'Europe/Paris';
  const t = words().staff;
  const day = new Intl.DateTimeFormat(language.value, { day: 'numeric', month: 'long', timeZone: zone }).format(
    expiresMs,
  );
  return (
    <div class="stack">
      <p>{t.scan}</p>
      {qr && <Qr qr={qr} says={t.qr} />}
      <p class="small soft">{t.codeWhy(hour(codeExpiresMs, zone, language.value))}</p>
      <p class="code settings-code">{code}</p>
      <p class="small soft">{t.linkWhy(day)}</p>
      {byHand && (
        <>
          <p role="alert">{t.copyByHand}</p>
          <p class="small input-wrap">{url}</p>
        </>
      )}
      <div class="row row-wrap">
        <Button
          onClick={() =>
            void copied(url).then((done) => {
              if (done) toast(t.copied);
              else setByHand(true);
            })
          }
        >
          {t.copy}
        </Button>
        {'share' in navigator && (
          <Button onClick={() => void navigator.share({ url }).catch(() => undefined)}>{t.share}</Button>
        )}
      </div>
    </div>
  );
}
