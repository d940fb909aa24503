import { isPassing, readReason } from '../../shared/network-reason.ts';
import type { PublicationRow } from '../../shared/rows/publication.ts';
import type { EditResult, SendResult } from '../channels/channel.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { nextAfterNoMs } from './back-off.ts';

/** A step that failed is not taken up again before this. */
export const RETRY_MS = 15_000;
/** Four photos through a hall's line, and the time a network takes to look at them; it can be begun again. */
export const PREPARE_TIMEOUT_MS = 60_000;

export interface StepParts {
  readonly ledger: Ledger;
  readonly commit: (show: string, id: string, name: string, args: object) => boolean;
  /** Commits, however long the ledger's disk refuses. */
  readonly untilSaid: (show: string, id: string, name: string, args: object) => Promise<void>;
  readonly later: (show: string, row: { readonly id: string }, ms: number, retryAtMs?: number) => void;
  /** Runs a call with a deadline. */
  readonly timed: <T>(call: (signal: AbortSignal) => Promise<T>, limitMs?: number) => Promise<T>;
  readonly nowMs: () => number;
}

interface Tried {
  readonly row: { readonly id: string };
  readonly kind: 'publication' | 'relay' | 'correction';
  /** The ids of the two mutations: the try, and what came of it. */
  readonly before: string;
  readonly after: string;
  readonly of: object;
  readonly call: () => Promise<SendResult | EditResult>;
}

/** What sending, correcting and relaying have in common. */
export interface Stepping extends StepParts {
  /**
   * **The try is committed before the one irreversible call**; the call is made once; its outcome reaches the ledger, however
   * long its disk refuses.
   */
  readonly tried: (show: string, what: Tried) => Promise<void>;
  /**
   * What cannot be taken back for now says why: each no, after which it is tried ever more rarely, and once what passes by
   * itself, not every few seconds of a network that is down.
   */
  readonly stays: (
    show: string,
    row: Troubled,
    why: { readonly reason: string; readonly retryAtMs?: number | undefined },
    find: Find,
  ) => void;
  /** A look that failed: where its account let nobody look it says so, and is made ever more rarely. */
  readonly lookedInVain: (
    show: string,
    row: Troubled,
    why: { readonly later: string; readonly retryAtMs?: number | undefined },
    find: Find,
  ) => void;
}

type Troubled = Pick<PublicationRow, 'id' | 'trouble'>;

/** The mutation by which the ledger is told of it. */
interface Find {
  readonly name: string;
  readonly id: string;
  readonly of: object;
}

export function stepping(parts: StepParts): Stepping {
  const { ledger, commit, untilSaid, later, nowMs } = parts;
  return { ...parts, tried, stays, lookedInVain };

  async function tried(show: string, { row, kind, before, after, of, call }: Tried): Promise<void> {
    if (!commit(show, before, `${kind}.try`, of)) return later(show, row, RETRY_MS);
    const result = await call().catch(unknown);
    await untilSaid(show, after, `${kind}.outcome`, { ...of, ...told(result, nowMs()) });
  }

  function stays(
    show: string,
    row: Troubled,
    { reason, retryAtMs }: { readonly reason: string; readonly retryAtMs?: number | undefined },
    { name, id, of }: Find,
  ): void {
    const { trouble } = row;
    const tell = (more: object, nextMs: number | undefined) => {
      const args = { ...of, trouble: reason, ...more, ...(nextMs === undefined ? {} : { retryAtMs: nextMs }) };
      return commit(show, `${id}/${ledger.rev(show)}`, name, args);
    };
    if (isPassing(readReason(reason).code)) {
      const isTold = trouble?.reason === reason && (retryAtMs === undefined || trouble.retryAtMs === retryAtMs);
      later(show, row, RETRY_MS, retryAtMs);
      if (!isTold) tell({}, retryAtMs);
      return;
    }
    const refusals = (trouble?.refusals ?? 0) + 1;
    const nextMs = retryAtMs ?? nextAfterNoMs({ refusals, refusedMs: nowMs() });
    if (!tell({ refusals }, nextMs)) later(show, row, RETRY_MS, retryAtMs);
  }

  function lookedInVain(
    show: string,
    row: Troubled,
    { later: reason, retryAtMs }: { readonly later: string; readonly retryAtMs?: number | undefined },
    find: Find,
  ): void {
    if (isPassing(readReason(reason).code)) later(show, row, RETRY_MS, retryAtMs);
    else stays(show, row, { reason, retryAtMs }, find);
  }
}

/** As the ledger is told of it; what was not sent is owed again a while later, or when the network says. */
export function told(result: SendResult | EditResult, nowMs: number): object {
  switch (result.outcome) {
    case 'edited':
      return { outcome: 'published' };
    case 'published':
    case 'refused':
    case 'unknown':
      return result;
    case 'not-sent':
      return { ...result, retryAtMs: result.retryAtMs ?? nowMs + RETRY_MS };
  }
}

export const notSent = (error: unknown) => ({ outcome: 'not-sent', reason: wordsOf(error) }) as const;
export const unknown = (error: unknown) => ({ outcome: 'unknown', reason: wordsOf(error) }) as const;
export const inVain = (error: unknown) => ({ later: wordsOf(error), retryAtMs: undefined });
export const notRemoved = (error: unknown) =>
  ({ removed: false, reason: wordsOf(error), retryAtMs: undefined }) as const;
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
