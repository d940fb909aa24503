import type { RelayRow } from '../../shared/rows/relay.ts';
import type { Channel } from '../channels/channel.ts';
import type { RelayStep } from './next-relay.ts';
import { inVain, notRemoved, RETRY_MS, type Stepping } from './stepping.ts';

/** Has other accounts show what is out, under the rules of any call: the try is committed before it, its outcome after. */
export function relaying({ ledger, commit, later, timed, tried, stays, lookedInVain }: Stepping) {
  return { carryOut, bornOfACrash, unconnected };

  function carryOut(show: string, channel: Channel, { kind, relay }: RelayStep): Promise<void> {
    switch (kind) {
      case 'relay':
        return make(show, channel, relay);
      case 'relay-look-up':
        return lookUp(show, channel, relay);
      case 'relay-remove':
        return remove(show, channel, relay);
    }
  }

  function make(show: string, { relay: relays }: Channel, relay: RelayRow): Promise<void> {
    const n = (relay.tries.at(-1)?.n ?? 0) + 1;
    return tried(show, {
      row: relay,
      kind: 'relay',
      before: `relay/${relay.id}/${n}`,
      after: `relayed/${relay.id}/${n}`,
      of: { relay: relay.id, n },
      call: async () =>
        relays ? timed((signal) => relays.send(relay.of, signal)) : { outcome: 'refused', reason: 'not-permitted' },
    });
  }

  async function lookUp(show: string, { relay: relays }: Channel, relay: RelayRow): Promise<void> {
    const result = relays
      ? await timed((signal) => relays.lookUp(relay.of, signal)).catch(inVain)
      : ({ absent: 'proved' } as const);
    if ('later' in result) {
      const find = { name: 'relay.find', id: `relay-unseen/${relay.id}`, of: { relay: relay.id } };
      return lookedInVain(show, relay, result, find);
    }
    const known = 'found' in result ? { remote: result.found } : { none: 'proved' };
    const id = `relay-look/${relay.id}/${ledger.rev(show)}`;
    if (!commit(show, id, 'relay.find', { relay: relay.id, ...known })) later(show, relay, RETRY_MS);
  }

  async function remove(show: string, { relay: relays }: Channel, relay: RelayRow): Promise<void> {
    const result = relays
      ? await timed((signal) => relays.remove(relay.of, relay.remote, signal)).catch(notRemoved)
      : ({ removed: false, reason: 'not-permitted' } as const);
    if (!result.removed) {
      const find = { name: 'relay.find', id: `relay-trouble/${relay.id}`, of: { relay: relay.id } };
      return stays(show, relay, result, find);
    }
    const id = `relay-gone/${relay.id}/${ledger.rev(show)}`;
    if (!commit(show, id, 'relay.find', { relay: relay.id, none: 'proved' })) later(show, relay, RETRY_MS);
  }

  /** What is owed to an account that is not connected waits, and says so. */
  function unconnected(show: string, { id, state, trouble }: RelayRow): void {
    if ((state !== 'owed' && state !== 'removing') || trouble?.reason === 'not-connected') return;
    const args = { relay: id, trouble: 'not-connected' };
    commit(show, `relay-trouble/${id}/${ledger.rev(show)}`, 'relay.find', args);
  }

  /** What a killed server left under way may have landed. */
  function bornOfACrash(show: string, { id, state, tries }: RelayRow): void {
    const last = tries.at(-1);
    if (state !== 'sending' || !last) return;
    const args = { relay: id, n: last.n, outcome: 'unknown', reason: 'restart' };
    commit(show, `relayed/${id}/${last.n}`, 'relay.outcome', args);
  }
}
