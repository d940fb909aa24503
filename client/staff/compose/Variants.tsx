import { ALL_CHANNELS } from '../../../shared/rows/variant.ts';
import { channelName } from '../parts/channel-name.ts';
import { Segmented } from '../parts/Segmented.tsx';
import { useShow } from '../shell/show-context.ts';
import type { Composer } from './composer.ts';
import { channelsOf, ownVariants } from './live.ts';
import { words } from './words.ts';

/** Which words are on the desk, once a channel has some of its own. */
export function Variants({ composer }: { readonly composer: Composer }) {
  const { rows } = useShow();
  const post = composer.post.value;
  const own = new Set(ownVariants(rows.value, post.id));
  const variant = composer.variant.value;
  if (own.size === 0 && variant === ALL_CHANNELS) return null;
  const channels = channelsOf(rows.value, post).filter(({ id }) => own.has(id) || id === variant);
  return (
    <Segmented
      label={words().variants.label}
      value={variant}
      onChoose={(next) => void composer.turnTo(next)}
      options={[
        { value: ALL_CHANNELS, label: words().variants.all },
        ...channels.map((channel) => ({ value: channel.id, label: channelName(rows.value, channel.id) })),
      ]}
    />
  );
}
