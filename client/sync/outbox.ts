import { isMutationName, windowMs } from '../../shared/apply/apply.ts';
import type { Mutation } from '../../shared/apply/mutation.ts';
import type { Refusal } from '../../shared/apply/ruling.ts';
import { BATCH_LIMIT } from '../../shared/protocol.ts';
import type { Rows } from '../../shared/rows/rows.ts';
import type { OutboxRecord } from './store.ts';

/** Characters of JSON in one push, so that a slow network can carry a batch before its answer is given up. */
export const BATCH_CHARACTERS_LIMIT = 100_000;
/** A fire whose phone's clock was set by this since it was pressed is stale: nobody knows when "now" was. */
export const CLOCK_DOUBT_MS = 2_000;

export type EntryState = 'saving' | 'waiting' | 'sending' | 'received';

/** A mutation of the outbox while the app runs. */
export interface Entry {
  readonly record: OutboxRecord;
  state: EntryState;
  /** On disk: what is not may be sent only when the disk refuses it. */
  saved: boolean;
  /** It may have reached the server: found at start, or sent since. */
  maybeSent: boolean;
  /** The rev the server gave it; it leaves with the patch that holds that rev. */
  appliedRev: number | undefined;
  impossible: Refusal | undefined;
}

export const newEntry = (record: OutboxRecord, found: 'now' | 'at-start'): Entry => ({
  record,
  state: found === 'now' ? 'saving' : 'waiting',
  saved: found === 'at-start',
  maybeSent: found === 'at-start',
  appliedRev: undefined,
  impossible: undefined,
});

/** The next batch: in order, from the first that is not known to be received. `unsaved`: also what no disk takes. */
export function batchOf(
  entries: readonly Entry[],
  { limit, unsaved }: { readonly limit: number; readonly unsaved: boolean },
): readonly Entry[] {
  const batch: Entry[] = [];
  let characters = 0;
  for (const entry of entries) {
    if (entry.appliedRev !== undefined) continue;
    // The order is a promise: what comes after something not yet on disk waits for it.
    if (!entry.saved && !unsaved) break;
    characters += JSON.stringify(entry.record.mutation).length;
    if (batch.length > 0 && characters > BATCH_CHARACTERS_LIMIT) break;
    batch.push(entry);
    if (batch.length >= Math.min(limit, BATCH_LIMIT)) break;
  }
  return batch;
}

/**
 * The write that a new one of the same post and variant may replace: made since the app started, never sent, and named by
 * nothing after it, or what names it would be refused.
 */
export function replaceable(
  entries: readonly Entry[],
  { post, variant }: { readonly post: string; readonly variant: string },
): Entry | undefined {
  const index = entries.findLastIndex(
    ({ record: { mutation } }) =>
      mutation.name === 'post.write' &&
      (mutation.args as Written).post === post &&
      (mutation.args as Written).variant === variant,
  );
  const entry = entries[index];
  if (!entry || entry.maybeSent) return undefined;
  const { id } = entry.record.mutation;
  const named = entries.slice(index + 1).some(({ record }) => JSON.stringify(record.mutation.args).includes(id));
  return named ? undefined : entry;
}

export interface Written {
  readonly post: string;
  readonly variant: string;
  readonly parents: readonly string[];
  readonly words: string;
}

/** How long after it was made a mutation may still be sent for the first time; undefined: for ever. */
export function sendWithinMs(rows: Rows, mutation: Mutation): number | undefined {
  if (!isMutationName(mutation.name)) return undefined;
  if (mutation.name !== 'post.fire') return windowMs(mutation.name);
  const args = mutation.args as { readonly seen?: { readonly freshForMs: number }; readonly approval?: string };
  if (args.seen) return args.seen.freshForMs;
  return args.approval === undefined ? undefined : rows.get('approval', args.approval)?.freshForMs;
}

/** Never sent, and too old to be: it would be refused, or worse, done when nobody means it any more. */
export function isTooOld(rows: Rows, entry: Entry, nowMs: number): boolean {
  if (entry.maybeSent) return false;
  const window = sendWithinMs(rows, entry.record.mutation);
  return window !== undefined && nowMs - entry.record.mutation.madeAtMs > window;
}

/** A fire pressed by a clock that was set since. `offsetMs` as measured now. */
export function isClockInDoubt({ mutation, offsetMs: atPress }: OutboxRecord, offsetMs: number): boolean {
  return mutation.name === 'post.fire' && Math.abs(offsetMs - (atPress ?? 0)) >= CLOCK_DOUBT_MS;
}
