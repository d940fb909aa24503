import { safeFetch } from '../../../server/channels/safe-fetch.ts';
import { stamp } from '../../../shared/rows/row.ts';
import { smallShow } from '../../contract/small-show.ts';
import { startWholeServer, type WholeServer } from '../../fixtures/whole-server.ts';
import { signIn } from '../signing-in.ts';

/** A whole server that may reach this computer, with a show `soiree` whose channel `masto` is not connected yet. */
export async function startMastodonShow(): Promise<{ readonly whole: WholeServer; readonly cookie: string }> {
  const whole = await startWholeServer({ reach: safeFetch({ plainHttp: true, mayReach: (at) => at === '127.0.0.1' }) });
  const masto = { id: 'masto', network: 'mastodon', account: '', rank: 2, spacingMs: 0, on: true } as const;
  const row = { row: 'channel', ...masto, served: 'server', default: true } as const;
  const rows = [...smallShow('soiree'), stamp(row, { rev: 0, by: 'engine:import', atMs: 0 })];
  whole.push('soiree', 'show.create', { rows }, 'engine:import');
  const { cookie } = await signIn({ url: whole.url, staffLink: whole.server.staffLink() }, 'phone-admin');
  return { whole, cookie };
}
