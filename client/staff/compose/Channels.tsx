import { Chip } from '../parts/Chip.tsx';
import { channelName } from '../parts/channel-name.ts';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import type { Composer } from './composer.ts';
import { words } from './words.ts';

/** Where it goes. */
export function Channels({ composer }: { readonly composer: Composer }) {
  const { rows } = useShow();
  const post = composer.post.value;
  const chosen = new Set(post.channels);
  const channels = [...rows.value.all('channel')]
    .filter(({ id, on }) => on || chosen.has(id))
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  const t = words().channels;
  const toggle = async (id: string) => {
    const to = chosen.has(id) ? post.channels.filter((each) => each !== id) : [...post.channels, id].sort();
    const acted = await composer.edit({ channels: to });
    if (acted && !acted.ok) await said(async () => acted);
  };
  return (
    <fieldset class="compose-channels">
      <legend class="field-label">{t.label}</legend>
      {channels.map((channel) => (
        <Chip
          key={channel.id}
          pressed={chosen.has(channel.id)}
          {...(composer.mayWrite && { onPress: () => void toggle(channel.id) })}
        >
          {channelName(rows.value, channel.id)}
          {channel.served === 'hand' && <small class="compose-aside"> {t.byHand}</small>}
          {!channel.on && <small class="compose-aside"> {t.off}</small>}
        </Chip>
      ))}
    </fieldset>
  );
}
