import type { Recap } from '../../../shared/recap-schema.ts';
import { common } from '../../words/common.ts';
import { accountName } from '../parts/account-name.ts';
import { words } from './words.ts';

/** What went out on each network, and what the network told of it; what it did not tell is not a nought. */
export function Channels({ recap }: { readonly recap: Recap }) {
  const t = words();
  if (recap.channels.length === 0) return <p class="soft">{t.noChannel}</p>;
  return (
    <ul class="stack">
      {recap.channels.map((channel) => {
        const told = (['likes', 'reposts', 'replies'] as const).flatMap((each) => {
          const count = channel[each];
          return count === null ? [] : [`${count} ${t.figures[each](count)}`];
        });
        return (
          <li key={channel.channel} class="panel">
            <p class="row">
              <span class="grow">
                <span class="strong">{common().networks[channel.network]}</span>{' '}
                {channel.network !== 'wall' && channel.account && <span class="soft">{accountName(channel)}</span>}
              </span>
              <span>{common().posts(channel.posts)}</span>
            </p>
            {told.length > 0 && <p class="small soft">{told.join(', ')}</p>}
          </li>
        );
      })}
    </ul>
  );
}
