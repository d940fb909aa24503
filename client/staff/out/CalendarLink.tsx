import { useState } from 'preact/hooks';
import type { OutLinkAbout } from '../../../shared/out-links.ts';
import { Button } from '../parts/Button.tsx';
import { sent } from '../shell/send.ts';
import { useShow } from '../shell/show-context.ts';
import { Link } from './Link.tsx';
import { words } from './words.ts';

interface CalendarLinkProps {
  readonly link: OutLinkAbout | undefined;
  readonly may: boolean;
  readonly onChange: () => void;
}

/** The calendar that keeps up: its link, or the way to make one. */
export function CalendarLink({ link, may, onChange }: CalendarLinkProps) {
  const show = useShow();
  const [making, setMaking] = useState(false);
  const t = words();
  const make = async () => {
    setMaking(true);
    const made = await sent('POST', `/shows/${encodeURIComponent(show.id)}/links`, {});
    setMaking(false);
    if (made) onChange();
  };
  if (!link && !may) return null;
  return (
    <div class="stack settings-part">
      <h3>{t.subscription}</h3>
      <p class="small soft">{t.subscriptionWhy}</p>
      {link ? (
        <Link link={link} may={may} onWithdrawn={onChange}>
          {/* The scheme that phones and computers give to their calendar. */}
          <a class="button button-quiet" href={link.url.replace(/^https?:/, 'webcal:')}>
            {t.subscribe}
          </a>
        </Link>
      ) : (
        <Button disabled={making} onClick={() => void make()}>
          {t.make}
        </Button>
      )}
    </div>
  );
}
