import { isPassing, readReason } from '../../shared/network-reason.ts';
import type { RelayRow } from '../../shared/rows/relay.ts';
import type { Channel } from '../channels/channel.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { RelayStep } from './next-relay.ts';

/** A step that failed is not taken up again before this. */
const RETRY_MS = 15_000;
/** A removal that the network refused may be taken up once its account is mended. */
const REFUSED_RETRY_MS = 120_000;

interface RelayingParts {
  readonly ledger: Ledger;
  readonly commit: (show: string, id: string, name: string, args: unknown) => boolean;
  /** Commits, however long the ledger's disk refuses. */
  readonly untilSaid: (show: string, id: string, name: string, args: unknown) => Promise<void>;
  readonly later: (show: string, relay: RelayRow, ms: number, retryAtMs?: number) => void;
  readonly timed: <T>(call: (signal: AbortSignal) => Promise<T>, limitMs?: number) => Promise<T>;
  readonly nowMs: () => number;
}

/** Has other accounts show what is out, under the rules of any call: the try is committed before it, its outcome after. */
export function relaying({ ledger, commit, untilSaid, later, timed, nowMs }: RelayingParts) {
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

  async function make(show: string, channel: Channel, relay: RelayRow): Promise<void> {
    const n = (relay.tries.at(-1)?.n ?? 0) + 1;
    const of = { relay: relay.id, n };
    if (!commit(show, `relay/${relay.id}/${n}`, 'relay.try', of)) return later(show, relay, RETRY_MS);
    const result = channel.relay
      ? await timed((signal) => channel.relay?.send(relay.of, signal) ?? Promise.reject(new Error('no relay'))).catch(
          (error: unknown) => ({ outcome: 'unknown', reason: wordsOf(error) }) as const,
        )
      : ({ outcome: 'refused', reason: 'not-permitted' } as const);
    await untilSaid(show, `relayed/${relay.id}/${n}`, 'relay.outcome', {
      ...of,
      ...result,
      ...(result.outcome === 'not-sent' ? { retryAtMs: result.retryAtMs ?? nowMs() + RETRY_MS } : {}),
    });
  }

  async function lookUp(show: string, channel: Channel, relay: RelayRow): Promise<void> {
    const result = channel.relay
      ? await timed((signal) => channel.relay?.lookUp(relay.of, signal) ?? Promise.reject(new Error('no relay'))).catch(
          (error: unknown) => ({ later: wordsOf(error), retryAtMs: undefined }),
        )
      : ({ absent: 'proved' } as const);
    if ('later' in result) return later(show, relay, RETRY_MS, result.retryAtMs);
    const known = 'found' in result ? { remote: result.found } : { none: 'proved' };
    const id = `relay-look/${relay.id}/${ledger.rev(show)}`;
    if (!commit(show, id, 'relay.find', { relay: relay.id, ...known })) later(show, relay, RETRY_MS);
  }

  async function remove(show: string, channel: Channel, relay: RelayRow): Promise<void> {
    const result = channel.relay
      ? await timed(
          (signal) => channel.relay?.remove(relay.of, relay.remote, signal) ?? Promise.reject(new Error('no relay')),
        ).catch((error: unknown) => ({ removed: false as const, reason: wordsOf(error), retryAtMs: undefined }))
      : ({ removed: false, reason: 'not-permitted', retryAtMs: undefined } as const);
    const id = `relay-gone/${relay.id}/${ledger.rev(show)}`;
    if (!result.removed) return stays(show, relay, result);
    if (!commit(show, id, 'relay.find', { relay: relay.id, none: 'proved' })) later(show, relay, RETRY_MS);
  }

  /** Said once for each reason. */
  function stays(
    show: string,
    relay: RelayRow,
    { reason, retryAtMs }: { readonly reason: string; readonly retryAtMs?: number | undefined },
  ): void {
    later(show, relay, isPassing(readReason(reason).code) ? RETRY_MS : REFUSED_RETRY_MS, retryAtMs);
    const { trouble } = relay;
    if (trouble?.reason === reason && (retryAtMs === undefined || trouble.retryAtMs === retryAtMs)) return;
    const when = retryAtMs === undefined ? {} : { retryAtMs };
    const id = `relay-trouble/${relay.id}/${ledger.rev(show)}`;
    commit(show, id, 'relay.find', { relay: relay.id, trouble: reason, ...when });
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

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
