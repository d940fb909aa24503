import { useState } from 'preact/hooks';
import { FAULTS, type Fault, type RehearsalReply } from '../../../shared/rehearsal.ts';
import { Button } from '../parts/Button.tsx';
import { channelName } from '../parts/channel-name.ts';
import { Segmented } from '../parts/Segmented.tsx';
import { toast } from '../parts/toasts.ts';
import { sent } from '../shell/send.ts';
import { useShow } from '../shell/show-context.ts';
import { words } from './words.ts';

/** What can go wrong on a network, played on purpose: the team meets it here before it meets it in the hall. */
export function Faults({
  faults,
  onPlanned,
}: {
  readonly faults: RehearsalReply['faults'];
  readonly onPlanned: () => void;
}) {
  const show = useShow();
  const rows = show.rows.value;
  const channels = Object.keys(faults);
  const [chosen, choose] = useState<string>();
  const channel = chosen ?? channels[0];
  const t = words();
  const administers = show.me.value?.hats.includes('administer') ?? false;
  if (channel === undefined) return null;
  const plan = async (fault: Fault) => {
    if (!(await sent('POST', `/shows/${show.id}/rehearsal`, { channel, fault }))) return;
    toast(t.planned(t.faults[fault], channelName(rows, channel)));
    onPlanned();
  };
  const planned = faults[channel] ?? [];
  return (
    <details class="panel rehearsal-faults">
      <summary>
        <h2>{t.asks}</h2>
      </summary>
      <div class="stack">
        <p class="small soft">{administers ? t.asksWhy : t.administer}</p>
        {administers && (
          <>
            {channels.length > 1 && (
              <Segmented
                label={t.channel}
                options={channels.map((id) => ({ value: id, label: t.on(channelName(rows, id)) }))}
                value={channel}
                onChoose={choose}
              />
            )}
            <ul class="stack">
              {FAULTS.map((fault) => (
                <li key={fault} class="rehearsal-fault">
                  <p>
                    <span class="strong">{t.faults[fault]}</span>
                    <br />
                    <small class="soft">{t.faultWhy[fault]}</small>
                  </p>
                  <Button aria-label={t.playSays(t.faults[fault])} onClick={() => void plan(fault)}>
                    {t.play}
                  </Button>
                </li>
              ))}
            </ul>
            {planned.length > 0 && (
              <p class="strong" role="status">
                {t.next(planned.map((fault) => t.faultShort[fault]).join(', '))}
              </p>
            )}
          </>
        )}
      </div>
    </details>
  );
}
