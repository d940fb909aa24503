import type { ChannelRow, Network } from '../../../shared/rows/channel.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { useShow } from '../shell/show-context.ts';
import { Connection } from './Connection.tsx';
import { connectionWords } from './connection-words.ts';

/** The part of a channel's sheet where its account is connected, or why it cannot be. */
export function ConnectionPart({
  row,
  network,
  onTurnedOn,
}: {
  /** Undefined: not saved yet. */
  readonly row: ChannelRow | undefined;
  /** As chosen in the sheet, saved or not. */
  readonly network: Network;
  readonly onTurnedOn: () => void;
}) {
  const show = useShow();
  const t = connectionWords();
  const isRehearsal = showOf(show.rows.value)?.rehearsal === true;
  return (
    <section class="stack settings-part">
      <h3>{t.title}</h3>
      {isRehearsal ? (
        <p class="settings-strip settings-strip-rehearsal">{t.rehearsal}</p>
      ) : row?.network === network && row.served === 'server' ? (
        <Connection channel={row} onTurnedOn={onTurnedOn} />
      ) : (
        <p class="soft">{t.saveFirst}</p>
      )}
    </section>
  );
}
