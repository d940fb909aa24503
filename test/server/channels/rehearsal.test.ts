import { RehearsalNetwork } from '../../../server/channels/rehearsal.ts';
import { openDatabase } from '../../../server/database.ts';
import type { Network } from '../../../shared/rows/channel.ts';
import { channelContract, publish } from '../../contract/channel.ts';
import { relayContract } from '../../contract/relay.ts';

for (const [network, absent] of [
  ['bluesky', 'proved'],
  ['mastodon', 'same-key'],
  ['x', 'unproved'],
] as const satisfies readonly (readonly [Network, string])[]) {
  channelContract(`the rehearsal of ${network}`, async () => {
    const { rehearsal, database } = opened();
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

for (const network of ['bluesky', 'mastodon'] as const) {
  relayContract(`two accounts on the rehearsal of ${network}`, async () => {
    const { rehearsal, database } = opened();
    let n = 0;
    const channel = (account: string) => rehearsal.channel('contract', account, network);
    const parcelOf = (words: string) => {
      const key = `p${++n}:first/1`;
      const payload = { network, words, language: 'fr', photos: [] };
      return { show: 'contract', publication: `p${n}:first`, round: 1, key, lookUnder: [key], taken: [], payload };
    };
    const signal = () => AbortSignal.timeout(5_000);
    return {
      open: channel,
      async published(words) {
        const sent = await publish(channel('first'), parcelOf(words));
        if (sent.outcome !== 'published') throw new Error(sent.reason);
        return sent.remote;
      },
      async takenDown(remote) {
        await channel('first').remove(parcelOf(''), remote, signal());
      },
      async shown({ id }) {
        return rehearsal
          .posts('contract')
          .filter((post) => post.id.endsWith(`-${id}`) && post.relayOf === 'first' && !post.removed).length;
      },
      async close() {
        database.close();
      },
    };
  });
}

function opened() {
  const found = openDatabase(':memory:');
  if (!found.ok) throw new Error(found.fault.detail);
  const { database } = found;
  const after = (ms: number, fn: () => void) => {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  };
  return { database, rehearsal: new RehearsalNetwork({ database, clock: { nowMs: Date.now }, after, delayMs: 0 }) };
}
