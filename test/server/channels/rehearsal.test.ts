import { RehearsalNetwork } from '../../../server/channels/rehearsal.ts';
import { openDatabase } from '../../../server/database.ts';
import type { Network } from '../../../shared/rows/channel.ts';
import { channelContract } from '../../contract/channel.ts';

for (const [network, absent] of [
  ['bluesky', 'proved'],
  ['mastodon', 'same-key'],
  ['x', 'unproved'],
] as const satisfies readonly (readonly [Network, string])[]) {
  channelContract(`the rehearsal of ${network}`, async () => {
    const opened = openDatabase(':memory:');
    if (!opened.ok) throw new Error(opened.fault.detail);
    const { database } = opened;
    const after = (ms: number, fn: () => void) => {
      const timer = setTimeout(fn, ms);
      return () => clearTimeout(timer);
    };
    const rehearsal = new RehearsalNetwork({ database, clock: { nowMs: Date.now }, after, delayMs: 0 });
    return {
      network,
      open: () => rehearsal.channel('contract', 'channel', network),
      async readBack({ id }) {
        const post = rehearsal.posts('contract').find((one) => one.id === id && !one.removed);
        return post && { ...post, photos: post.photos };
      },
      absent,
      tellsLanguage: true,
      nowMs: Date.now,
      async close() {
        database.close();
      },
    };
  });
}
