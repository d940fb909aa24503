import type { Fetch } from '../../../server/channels/http.ts';
import { safeFetch } from '../../../server/channels/safe-fetch.ts';
import type { ServedNetwork } from '../../../shared/connection.ts';
import { stamp } from '../../../shared/rows/row.ts';
import { smallShow } from '../../contract/small-show.ts';
import { startWholeServer, type WholeServer } from '../../fixtures/whole-server.ts';

/** A channel a network, named as people type it in a table. */
export const CHANNEL: Readonly<Record<ServedNetwork, string>> = { bluesky: 'bsky', mastodon: 'masto', x: 'x' };

/** A `fetch` that may reach this computer, and nothing else. */
export const loopback: Fetch = safeFetch({
  plainHttp: true,
  mayReach: (at) => at === '127.0.0.1' || at === '::1',
});

/** A whole server with a show `soiree` whose channels, one a network, are not connected yet. */
export async function startNetworkShow({ reach = loopback }: { readonly reach?: Fetch } = {}): Promise<WholeServer> {
  const whole = await startWholeServer({ reach });
  const row = { account: '', rank: 2, spacingMs: 0, on: true, served: 'server', default: true } as const;
  const networks = Object.entries(CHANNEL) as [ServedNetwork, string][];
  const channels = networks.map(([network, id]) =>
    stamp({ row: 'channel', id, network, ...row } as const, { rev: 0, by: 'engine:import', atMs: 0 }),
  );
  whole.push('soiree', 'show.create', { rows: [...smallShow('soiree'), ...channels] }, 'engine:import');
  return whole;
}
