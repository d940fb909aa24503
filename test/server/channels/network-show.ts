import type { Fetch } from '../../../server/channels/http.ts';
import { safeFetch } from '../../../server/channels/safe-fetch.ts';
import type { ServedNetwork } from '../../../shared/connection.ts';
import { seenOf } from '../../../shared/post-status.ts';
import { type Row, stamp } from '../../../shared/rows/row.ts';
import { smallShow } from '../../contract/small-show.ts';
import { startWholeServer, type WholeServer, type WholeServerOptions } from '../../fixtures/whole-server.ts';
import { signIn } from '../signing-in.ts';

/** A channel a network, named as people type it in a table. */
export const CHANNEL: Readonly<Record<ServedNetwork, string>> = { bluesky: 'bsky', mastodon: 'masto', x: 'x' };

/** A `fetch` that may reach this computer, and nothing else. */
export const loopback: Fetch = safeFetch({
  plainHttp: true,
  mayReach: (at) => at === '127.0.0.1' || at === '::1',
});

interface ShowOptions {
  readonly rehearsal?: boolean;
  /** As the channels name it. */
  readonly account?: string;
}

/** A small show with more channels, by id, which are not connected yet. */
export function showWith(
  id: string,
  channels: Readonly<Record<string, ServedNetwork>>,
  { rehearsal = false, account = '' }: ShowOptions = {},
): Row[] {
  const rows = smallShow(id).map((row) => (row.row === 'show' ? { ...row, rehearsal } : row));
  const row = { account, rank: 2, spacingMs: 0, on: true, served: 'server', default: true } as const;
  const ours = Object.entries(channels).map(([channel, network]) =>
    stamp({ row: 'channel', id: channel, network, ...row } as const, { rev: 0, by: 'engine:import', atMs: 0 }),
  );
  return [...rows, ...ours];
}

/** A whole server with a show `soiree` whose channels, one a network, are not connected yet. */
export async function startNetworkShow({ reach = loopback }: { readonly reach?: Fetch } = {}): Promise<WholeServer> {
  const whole = await startWholeServer({ reach });
  const networks = Object.entries(CHANNEL) as [ServedNetwork, string][];
  const channels = Object.fromEntries(networks.map(([network, id]) => [id, network]));
  whole.push('soiree', 'show.create', { rows: showWith('soiree', channels) }, 'engine:import');
  return whole;
}

/** A whole server with a show `soiree` and a rehearsal `repetition`, both with these channels, and who administers them. */
export async function startBothShows(
  channels: Readonly<Record<string, ServedNetwork>>,
  { account, ...options }: WholeServerOptions & Pick<ShowOptions, 'account'>,
): Promise<{ readonly whole: WholeServer; readonly admin: string }> {
  const whole = await startWholeServer(options);
  for (const [id, rehearsal] of [
    ['soiree', false],
    ['repetition', true],
  ] as const) {
    const rows = showWith(id, channels, { rehearsal, ...(account === undefined ? {} : { account }) });
    whole.push(id, 'show.create', { rows }, 'engine:import');
  }
  const { cookie } = await signIn({ url: whole.url, staffLink: whole.server.staffLink() }, 'phone-admin');
  return { whole, admin: cookie };
}

/** A post said, approved and fired by the same person, on one channel. */
export function fire(
  whole: WholeServer,
  { show = 'soiree', channel, post, words }: Readonly<Record<'channel' | 'post' | 'words', string>> & { show?: string },
): void {
  const fields = { kind: 'free', cue: { kind: 'hand' }, freshForMs: 600_000, language: 'fr', needsTwo: false } as const;
  whole.push(show, 'post.create', { post, words, fields: { ...fields, channels: [channel], slots: [] } }, 'naima');
  const rows = whole.ledger.rows(show);
  const row = rows?.get('post', post);
  if (!rows || !row) throw new Error('no post');
  whole.push(show, 'post.fire', { post, seen: seenOf(rows, row) }, 'naima');
}
