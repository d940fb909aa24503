import plus from 'lucide-static/icons/plus.svg?raw';
import { useState } from 'preact/hooks';
import type { Device } from '../../../shared/access.ts';
import type { StaffRow } from '../../../shared/rows/staff.ts';
import { httpRefusalWords } from '../../words/http-refusals.ts';
import { Button } from '../parts/Button.tsx';
import { Chip } from '../parts/Chip.tsx';
import { useShow } from '../shell/show-context.ts';
import { useAsked } from '../shell/use-asked.ts';
import { Devices } from './Devices.tsx';
import { StaffSheet } from './StaffSheet.tsx';
import { words } from './words.ts';

/** The team: who wears which hats, who is here, and the devices of each. */
export function StaffPage() {
  const show = useShow();
  const rows = show.rows.value;
  const all = [...rows.all('staff')].sort(
    (a, b) => Number(a.revoked) - Number(b.revoked) || a.name.localeCompare(b.name, 'fr'),
  );
  const me = show.me.value;
  const may = me?.hats.includes('administer') ?? false;
  const [opened, open] = useState<string>();
  const devices = useAsked<{ devices: readonly Device[] }>(`/devices?show=${encodeURIComponent(show.id)}`, {
    when: show.link.value,
  });
  const t = words().staff;
  return (
    <div class="stack">
      {!may && <p class="soft">{words().form.administer}</p>}
      {devices.failed && (
        <p class="small soft">{devices.failed === 'offline' ? t.devicesOffline : httpRefusalWords(devices.failed)}</p>
      )}
      <ul class="stack">
        {all.map((staff) => (
          <Member
            key={staff.id}
            staff={staff}
            mine={staff.id === me?.id}
            devices={(devices.reply?.devices ?? []).filter((device) => device.staff === staff.id)}
            onRevoked={devices.again}
            {...((may || staff.id === me?.id) && { onOpen: () => open(staff.id) })}
          />
        ))}
      </ul>
      {may && (
        <Button drawing={plus} wide large onClick={() => open(show.newId())}>
          {t.add}
        </Button>
      )}
      {opened !== undefined && <StaffSheet key={opened} id={opened} may={may} onClose={() => open(undefined)} />}
    </div>
  );
}

function Member({
  staff,
  mine,
  devices,
  onOpen,
  onRevoked,
}: {
  readonly staff: StaffRow;
  readonly mine: boolean;
  readonly devices: readonly Device[];
  readonly onOpen?: () => void;
  readonly onRevoked: () => void;
}) {
  const here = useShow().here.value.some((each) => each.staff === staff.id);
  const t = words().staff;
  return (
    <li class="panel stack">
      <div class="row">
        <h2 class="grow">
          {staff.name} {mine && <span class="small soft">{t.me}</span>}
        </h2>
        {here && <Chip tone="done">{t.here}</Chip>}
        {staff.revoked && <Chip tone="air">{t.isRevoked}</Chip>}
        {onOpen && (
          <Button tone="plain" aria-label={t.editSays(staff.name)} onClick={onOpen}>
            {t.edit}
          </Button>
        )}
      </div>
      <p class="row row-wrap">
        {staff.hats.length === 0 ? (
          <span class="small soft">{t.noHat}</span>
        ) : (
          staff.hats.map((hat) => <Chip key={hat}>{t.hats[hat]}</Chip>)
        )}
      </p>
      <Devices devices={devices} onRevoked={onRevoked} />
    </li>
  );
}
