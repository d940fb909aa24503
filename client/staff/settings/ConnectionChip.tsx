import type { ConnectionReply } from '../../../shared/connection.ts';
import type { ChannelRow } from '../../../shared/rows/channel.ts';
import { Button } from '../parts/Button.tsx';
import { Chip } from '../parts/Chip.tsx';
import { channelName } from '../parts/channel-name.ts';
import { useShow } from '../shell/show-context.ts';
import { useAsked } from '../shell/use-asked.ts';
import { connectionPath } from './connection-path.ts';
import { connectionState } from './connection-state.ts';
import { connectionWords } from './connection-words.ts';
import { useAccountName } from './use-account-name.ts';

/** Whether a channel is connected, in the list; what is not is mended from here in one tap. */
export function ConnectionChip({
  channel,
  when,
  onMend,
}: {
  readonly channel: ChannelRow;
  /** Asked anew whenever it changes. */
  readonly when: unknown;
  readonly onMend: () => void;
}) {
  const show = useShow();
  const { reply, failed } = useAsked<ConnectionReply>(connectionPath(show.id, channel.id), {
    when: `${show.link.value} ${String(when)}`,
  });
  useAccountName(channel, reply);
  const t = connectionWords();
  if (!reply) return failed ? <Chip>{t.unseen}</Chip> : null;
  const { state } = connectionState(show.rows.value, channel.id, reply);
  if (state === 'connected') return <Chip tone="done">{t.chips.connected}</Chip>;
  return (
    <>
      <Chip tone={channel.on ? 'air' : 'plain'}>{t.chips[state]}</Chip>
      <Button aria-label={t.mendSays(channelName(show.rows.value, channel.id))} onClick={onMend}>
        {state === 'none' ? t.connect : t.reconnect}
      </Button>
    </>
  );
}
