import type { Mutation } from '../../shared/apply/mutation.ts';
import type { PublicationRow } from '../../shared/rows/publication.ts';
import type { Rows } from '../../shared/rows/rows.ts';
import type { Channel, ChannelOf } from '../channels/channel.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Log } from '../log.ts';
import { nextStep, type Step } from './next-step.ts';
import { parcelOf } from './parcel.ts';

/** Longer than any network takes to answer a post; past it the outcome is unknown. */
const CALL_TIMEOUT_MS = 20_000;
/** Four photos through a hall's line, and the time a network takes to look at them; it can be begun again. */
const PREPARE_TIMEOUT_MS = 60_000;
/** A step that failed is not taken up again before this. */
const RETRY_MS = 15_000;
/** How long the same key is safe to send again: Mastodon remembers it 60 minutes. */
const SAME_KEY_MS = 50 * 60_000;

export interface PublisherParts {
  readonly ledger: Ledger;
  readonly channelOf: ChannelOf;
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
export function createPublisher({ ledger, channelOf, clock, after, log }: PublisherParts): Publisher {
  const underWay = new Map<string, Promise<void>>();
  const notBefore = new Map<string, number>();
  let draining = false;

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
    if (!channel) return;
    const step = nextStep(rows, {
      channel: id,
      atMs: clock.nowMs(),
      notBefore: (publication) => notBefore.get(`${show}/${publication}`),
    });
    if (!step) return;
    const done = carryOut(show, channel, step)
      .catch((error: unknown) => {
        // A step that throws is a bug of the channel: what it left as `sending` is made unknown by the next start.
        log.error({ err: error, show, publication: step.publication.id }, 'a step of the publisher failed');
        later(show, step.publication, RETRY_MS);
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
    }
  }

  async function send(show: string, channel: Channel, publication: PublicationRow): Promise<void> {
    const parcel = parcelOf(show, ledger.rows(show), publication);
    const ready = await timed((signal) => channel.prepare(parcel, signal), PREPARE_TIMEOUT_MS).catch((error: unknown) =>
      notSent(error),
    );
    const n = publication.tries.filter((call) => call.round === publication.round).length + 1;
    const of = { publication: publication.id, round: publication.round, n };
    if (!commit(show, `try/${publication.id}/${publication.round}/${n}`, 'publication.try', of)) {
      return later(show, publication, RETRY_MS);
    }
    const result =
      ready.outcome === 'ready'
        ? await timed((signal) => channel.send(parcel, ready.prepared, signal)).catch((error: unknown) =>
            unknown(error),
          )
        : ready;
    await conclude(show, publication, { ...of, ...result });
  }

  async function lookUp(show: string, channel: Channel, publication: PublicationRow): Promise<void> {
    const result = await timed((signal) =>
      channel.lookUp(parcelOf(show, ledger.rows(show), publication), signal),
    ).catch((error: unknown) => ({ later: wordsOf(error), retryAtMs: undefined }));
    if ('later' in result) return later(show, publication, RETRY_MS, result.retryAtMs);
    const of = { publication: publication.id, round: publication.round };
    const id = `look/${publication.id}/${publication.round}/${publication.tries.length}/${ledger.rev(show)}`;
    const args =
      'found' in result ? { ...of, remote: result.found } : { ...of, none: proof(result.absent, publication) };
    if (!commit(show, id, 'publication.find', args)) later(show, publication, RETRY_MS);
  }

  async function remove(show: string, channel: Channel, publication: PublicationRow): Promise<void> {
    const result = await timed((signal) =>
      channel.remove(parcelOf(show, ledger.rows(show), publication), publication.remote, signal),
    ).catch((error: unknown) => ({ removed: false as const, reason: wordsOf(error), retryAtMs: undefined }));
    if (!result.removed) return later(show, publication, RETRY_MS, result.retryAtMs);
    const args = { publication: publication.id, round: publication.round, none: 'proved' };
    const id = `gone/${publication.id}/${publication.round}`;
    if (!commit(show, id, 'publication.find', args)) later(show, publication, RETRY_MS);
  }

  /** An absence is proof where we chose the key, or where the same key sent again does nothing twice. */
  function proof(absent: 'proved' | 'same-key' | 'unproved', publication: PublicationRow): 'proved' | 'not-found' {
    if (absent === 'proved') return 'proved';
    const first = publication.tries.find((call) => call.round === publication.round);
    const remembered = first !== undefined && clock.nowMs() - first.atMs < SAME_KEY_MS;
    return absent === 'same-key' && remembered && !publication.bornUnknown ? 'proved' : 'not-found';
  }

  /** The outcome of a call that was made must reach the ledger, however long its disk refuses. */
  async function conclude(show: string, publication: PublicationRow, result: object): Promise<void> {
    const n = 'n' in result ? String(result.n) : '';
    const id = `outcome/${publication.id}/${publication.round}/${n}`;
    const { outcome, remote, reason, retryAtMs, ...of } = result as Record<string, unknown>;
    const args = {
      ...of,
      outcome,
      ...(remote === undefined ? {} : { remote }),
      ...(reason === undefined ? {} : { reason }),
      ...(outcome === 'not-sent' ? { retryAtMs: retryAtMs ?? clock.nowMs() + RETRY_MS } : {}),
    };
    while (!commit(show, id, 'publication.outcome', args)) {
      if (draining) return;
      await new Promise<void>((resolve) => after(RETRY_MS, resolve));
    }
  }

  /** What a killed server left as `sending` may have landed: nobody knows. */
  function bornOfACrash(show: string): void {
    for (const { id, state, round, tries } of ledger.rows(show)?.all('publication') ?? []) {
      if (state !== 'sending') continue;
      const n = tries.filter((call) => call.round === round).length;
      const args = { publication: id, round, n, outcome: 'unknown', reason: 'restart' };
      commit(show, `outcome/${id}/${round}/${n}`, 'publication.outcome', args);
    }
  }

  function commit(show: string, id: string, name: string, args: unknown): boolean {
    const mutation: Mutation = { id, show, name, args, madeAtMs: clock.nowMs(), epoch: ledger.epoch };
    const [answer] = ledger.push([mutation], { by: 'engine:publisher' });
    return answer?.kind === 'applied';
  }

  function later(show: string, { id }: PublicationRow, ms: number, retryAtMs?: number): void {
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

const notSent = (error: unknown) => ({ outcome: 'not-sent', reason: wordsOf(error) }) as const;
const unknown = (error: unknown) => ({ outcome: 'unknown', reason: wordsOf(error) }) as const;
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
