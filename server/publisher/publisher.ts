import type { Mutation } from '../../shared/apply/mutation.ts';
import type { PublicationRow } from '../../shared/rows/publication.ts';
import type { Rows } from '../../shared/rows/rows.ts';
import type { Channel, ChannelOf } from '../channels/channel.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Log } from '../log.ts';
import { correcting } from './correcting.ts';
import { LOOK_UP_AFTER_MS } from './look-ups.ts';
import { nextRelay, relaysOn } from './next-relay.ts';
import { nextStep, type Step } from './next-step.ts';
import { parcelOf } from './parcel.ts';
import { relaying } from './relaying.ts';
import { inVain, notRemoved, notSent, PREPARE_TIMEOUT_MS, RETRY_MS, stepping } from './stepping.ts';

/** Longer than any network takes to answer a post; past it the outcome is unknown. */
const CALL_TIMEOUT_MS = 20_000;
/** How long the same key is safe to send again: Mastodon remembers it 60 minutes. */
const SAME_KEY_MS = 50 * 60_000;

export interface PublisherParts {
  readonly ledger: Ledger;
  readonly channelOf: ChannelOf;
  /** When the account of a channel was last seen to answer, by who connected or tested it. */
  readonly mendedMs?: (show: string, channel: string) => number | undefined;
  readonly clock: Clock;
  /** Calls `fn` once after `ms`; the answer cancels. */
  readonly after: (ms: number, fn: () => void) => () => void;
  readonly log: Log;
}

export interface Publisher {
  /** Looks for work on every channel; called after each commit and each second. Returns at once. */
  wake(): void;
  /** Takes no new step; resolves when the calls under way have their outcome in the ledger. */
  drain(): Promise<void>;
}

/**
 * Carries owed publications to their channels: one at a time a channel, the try committed before the one irreversible
 * call, the call made once, its outcome committed. Nothing that runs after the call can run it again.
 */
export function createPublisher({ ledger, channelOf, mendedMs, clock, after, log }: PublisherParts): Publisher {
  const underWay = new Map<string, Promise<void>>();
  const notBefore = new Map<string, number>();
  let draining = false;

  const steps = stepping({ ledger, commit, later, timed, nowMs: () => clock.nowMs(), untilSaid });
  const corrections = correcting(steps);
  const relays = relaying(steps);
  for (const { id: show } of ledger.shows()) bornOfACrash(show);

  return { wake, drain };

  function wake(): void {
    if (draining) return;
    for (const { id: show } of ledger.shows()) {
      const rows = ledger.rows(show);
      if (rows) for (const { id: channel } of rows.all('channel')) work(show, channel, rows);
    }
  }

  async function drain(): Promise<void> {
    draining = true;
    await Promise.all(underWay.values());
  }

  function work(show: string, id: string, rows: Rows): void {
    const place = `${show}/${id}`;
    if (underWay.has(place)) return;
    const channel = channelOf(show, id);
    if (!channel) {
      unconnected(show, id, rows);
      return;
    }
    const at = {
      channel: id,
      atMs: clock.nowMs(),
      notBefore: (row: string) => notBefore.get(`${show}/${row}`),
      mendedMs: () => mendedMs?.(show, id),
    };
    const step = nextStep(rows, at);
    const relay = nextRelay(rows, at);
    // Nothing new goes out while what is to be taken back still stands.
    const isRelayFirst = relay?.kind === 'relay-remove' && step?.kind !== 'remove';
    if (relay && (isRelayFirst || !step)) {
      carryOn(show, place, relay.relay, () => relays.carryOut(show, channel, relay));
    } else if (step) carryOn(show, place, step.publication, () => carryOut(show, channel, step));
  }

  function carryOn(show: string, place: string, row: { readonly id: string }, step: () => Promise<void>): void {
    // Begun once it is known to be under way: its first commit wakes the publisher again.
    const done = Promise.resolve()
      .then(step)
      .catch((error: unknown) => {
        // A step that throws is a bug of the channel: what it left as `sending` is made unknown by the next start.
        log.error({ err: error, show, row: row.id }, 'a step of the publisher failed');
        later(show, row, RETRY_MS);
      })
      .finally(() => {
        underWay.delete(place);
        wake();
      });
    underWay.set(place, done);
  }

  function carryOut(show: string, channel: Channel, step: Step): Promise<void> {
    switch (step.kind) {
      case 'send':
        return send(show, channel, step.publication);
      case 'look-up':
        return lookUp(show, channel, step.publication);
      case 'remove':
        return remove(show, channel, step.publication);
      case 'correct':
        return corrections.correct(show, channel, step.publication);
      case 're-read':
        return corrections.reRead(show, channel, step.publication);
    }
  }

  async function send(show: string, channel: Channel, publication: PublicationRow): Promise<void> {
    const parcel = parcelOf(show, ledger.rows(show), publication);
    const ready = await timed((signal) => channel.prepare(parcel, signal), PREPARE_TIMEOUT_MS).catch(notSent);
    const { id, round } = publication;
    const n = publication.tries.filter((call) => call.round === round).length + 1;
    await steps.tried(show, {
      row: publication,
      kind: 'publication',
      before: `try/${id}/${round}/${n}`,
      after: `outcome/${id}/${round}/${n}`,
      of: { publication: id, round, n },
      call: async () =>
        ready.outcome === 'ready' ? timed((signal) => channel.send(parcel, ready.prepared, signal)) : ready,
    });
  }

  async function lookUp(show: string, channel: Channel, publication: PublicationRow): Promise<void> {
    const parcel = parcelOf(show, ledger.rows(show), publication);
    const result = await timed((signal) => channel.lookUp(parcel, signal)).catch(inVain);
    const of = { publication: publication.id, round: publication.round };
    if ('later' in result) return steps.lookedInVain(show, publication, result, troubleOf(publication));
    const id = `look/${publication.id}/${publication.round}/${publication.tries.length}/${ledger.rev(show)}`;
    const args =
      'found' in result
        ? { ...of, remote: result.found, ...(result.says === undefined ? {} : { says: result.says }) }
        : { ...of, none: proof(result.absent, publication) };
    if (!commit(show, id, 'publication.find', args)) later(show, publication, RETRY_MS);
  }

  async function remove(show: string, channel: Channel, publication: PublicationRow): Promise<void> {
    const parcel = parcelOf(show, ledger.rows(show), publication);
    let remote = knownThere(publication);
    for (let more = publication.bornUnknown ? parcel.lookUnder.length : 0; ; more--) {
      const at = remote;
      const result = await timed((signal) => channel.remove(parcel, at, signal)).catch(notRemoved);
      if (!result.removed) return steps.stays(show, publication, result, troubleOf(publication));
      if (more === 0) break;
      // What a lost timeline sent in its place would stand on: it is looked for until there is none.
      const looked = await timed((signal) => channel.lookUp(parcel, signal)).catch(inVain);
      if ('later' in looked) return steps.lookedInVain(show, publication, looked, troubleOf(publication));
      if ('absent' in looked) break;
      remote = looked.found;
    }
    // A call of the lost timeline can still land: what is known to be there is down, the rest is looked for once more.
    const settledMs = publication.atMs + LOOK_UP_AFTER_MS;
    if (publication.bornUnknown && clock.nowMs() < settledMs) return later(show, publication, 0, settledMs);
    const args = { publication: publication.id, round: publication.round, none: 'proved' };
    // After a restore the same round may have to be taken down again: an id used before would be answered and change nothing.
    const id = `gone/${publication.id}/${publication.round}/${ledger.rev(show)}`;
    if (!commit(show, id, 'publication.find', args)) later(show, publication, RETRY_MS);
  }

  /** What is owed to an account that is not connected waits, and says so. */
  function unconnected(show: string, channel: string, rows: Rows): void {
    const row = rows.get('channel', channel);
    if (!row?.on || row.served !== 'server' || row.network === 'wall') return;
    for (const { channel: on, id, state, round, trouble } of rows.all('publication')) {
      const waits = state === 'owed' || state === 'removing';
      if (on !== channel || !waits || trouble?.reason === 'not-connected') continue;
      const args = { publication: id, round, trouble: 'not-connected' };
      commit(show, `trouble/${id}/${round}/${ledger.rev(show)}`, 'publication.find', args);
    }
    for (const relay of relaysOn(rows, channel)) relays.unconnected(show, relay);
  }

  /** An absence is proof where we chose the key, or where the same key sent again does nothing twice. */
  function proof(
    absent: 'proved' | 'same-key' | 'unproved',
    publication: PublicationRow,
  ): 'proved' | 'same-key' | 'not-found' {
    if (absent === 'proved') return 'proved';
    const first = publication.tries.find((call) => call.round === publication.round);
    const remembered = first !== undefined && clock.nowMs() - first.atMs < SAME_KEY_MS;
    return absent === 'same-key' && remembered && !publication.bornUnknown ? 'same-key' : 'not-found';
  }

  async function untilSaid(show: string, id: string, name: string, args: object): Promise<void> {
    while (!commit(show, id, name, args)) {
      if (draining) return;
      await new Promise<void>((resolve) => after(RETRY_MS, resolve));
    }
  }

  /** What a killed server left as `sending` may have landed: nobody knows. */
  function bornOfACrash(show: string): void {
    for (const relay of ledger.rows(show)?.all('relay') ?? []) relays.bornOfACrash(show, relay);
    for (const publication of ledger.rows(show)?.all('publication') ?? []) {
      const { id, state, round, tries } = publication;
      corrections.bornOfACrash(show, publication);
      if (state !== 'sending') continue;
      const n = tries.filter((call) => call.round === round).length;
      const args = { publication: id, round, n, outcome: 'unknown', reason: 'restart' };
      commit(show, `outcome/${id}/${round}/${n}`, 'publication.outcome', args);
    }
  }

  function commit(show: string, id: string, name: string, args: object): boolean {
    const mutation: Mutation = { id, show, name, args, madeAtMs: clock.nowMs(), epoch: ledger.epoch };
    const [answer] = ledger.push([mutation], { by: 'engine:publisher' });
    return answer?.kind === 'applied';
  }

  function later(show: string, { id }: { readonly id: string }, ms: number, retryAtMs?: number): void {
    notBefore.set(`${show}/${id}`, retryAtMs ?? clock.nowMs() + ms);
  }

  /** Runs a call with a deadline of its own: a hung connection must not hold the channel for ever. */
  async function timed<T>(call: (signal: AbortSignal) => Promise<T>, limitMs = CALL_TIMEOUT_MS): Promise<T> {
    const controller = new AbortController();
    const { promise, reject } = Promise.withResolvers<never>();
    const cancel = after(limitMs, () => {
      controller.abort();
      reject(new Error('timeout'));
    });
    try {
      return await Promise.race([call(controller.signal), promise]);
    } finally {
      cancel();
    }
  }
}

/** How the ledger is told that it can be neither looked for nor taken back for now. */
const troubleOf = ({ id: publication, round }: PublicationRow) => ({
  name: 'publication.find',
  id: `trouble/${publication}/${round}`,
  of: { publication, round },
});

/** Someone may have said that it is there, and not which one: it is looked for. */
const knownThere = ({ remote }: PublicationRow) => (remote?.id ? remote : undefined);
