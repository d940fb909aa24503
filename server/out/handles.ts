import { NETWORKS, type Network } from '../../shared/rows/channel.ts';
import type { PersonRow } from '../../shared/rows/person.ts';

/** Networks where an account is told by a name of many words, which an `@` would make another account's. */
const WITHOUT_AT: ReadonlySet<Network> = new Set(['linkedin', 'facebook', 'other']);

/** Someone's accounts as people write them, network by network. */
export function handlesOf({ handles }: Pick<PersonRow, 'handles'>): readonly { network: Network; handle: string }[] {
  return NETWORKS.flatMap((network) => {
    const handle = handles[network];
    return handle ? [{ network, handle: written(network, handle) }] : [];
  });
}

/** An account as people write it. */
export const written = (network: Network, account: string): string =>
  WITHOUT_AT.has(network) ? account : `@${account}`;
