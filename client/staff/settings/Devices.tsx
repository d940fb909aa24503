import { useState } from 'preact/hooks';
import type { Device } from '../../../shared/access.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { isSameDay } from '../../../shared/zone.ts';
import { language } from '../../words/words.ts';
import { Ask } from '../parts/Ask.tsx';
import { Button } from '../parts/Button.tsx';
import { toast } from '../parts/toasts.ts';
import { sent } from '../shell/send.ts';
import { useShow } from '../shell/show-context.ts';
import { words } from './words.ts';

/** The phones and computers of one member. A lost one is sent away at once. */
export function Devices({
  devices,
  onRevoked,
}: {
  readonly devices: readonly Device[];
  readonly onRevoked: () => void;
}) {
  const show = useShow();
  const [asking, ask] = useState<Device>();
  const zone = showOf(show.rows.value)?.zone ?? 'Europe/Paris';
  const t = words().staff;
  const seen = ({ seenMs }: Device): string => {
    const at = hour(seenMs, zone, language.value);
    if (isSameDay(seenMs, show.nowMs(), zone)) return t.seenToday(at);
    return t.seenOn(
      new Intl.DateTimeFormat(language.value, { day: 'numeric', month: 'long', timeZone: zone }).format(seenMs),
    );
  };
  if (devices.length === 0) return null;
  return (
    <>
      <ul>
        {devices.map((device) => (
          <li key={device.id} class="settings-device">
            <p class="grow small">
              {device.name} {device.mine && <span class="soft">{t.thisOne}</span>}
              <br />
              <span class="soft">{seen(device)}</span>
            </p>
            {!device.mine && (
              <Button aria-label={t.revokeDeviceSays(device.name)} onClick={() => ask(device)}>
                {t.revokeDevice}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asking && (
        <Ask
          question={t.revokeDeviceAsk(asking.name)}
          sentence={t.revokeDeviceWhy}
          alert
          onCancel={() => ask(undefined)}
        >
          <Button tone="paper-quiet" onClick={() => ask(undefined)}>
            {t.keepDevice}
          </Button>
          <Button
            tone="paper"
            onClick={() =>
              void sent('DELETE', `/devices/${encodeURIComponent(asking.id)}`).then((done) => {
                ask(undefined);
                if (!done) return;
                toast(t.deviceRevoked);
                onRevoked();
              })
            }
          >
            {t.revokeDevice}
          </Button>
        </Ask>
      )}
    </>
  );
}
