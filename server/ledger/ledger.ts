import type { Mutation } from '../../shared/apply/mutation.ts';
import type { Answer, Cursor, Patch } from '../../shared/protocol.ts';
import type { Row, RowName } from '../../shared/rows/row.ts';
import type { Rows } from '../../shared/rows/rows.ts';
import type { DatabaseFault } from '../database.ts';

/**
 * The one door through which shows change, and the one order they change in. Synchronous: a push is one transaction,
 * and nothing runs between its first look and its COMMIT. Refusals are answers; it throws for bugs only.
 */
export interface Ledger {
  /** The random id of this history, one for all shows; renewed when history is broken. */
  readonly epoch: string;
  /** When the present epoch began, on the ledger's clock; undefined for a ledger's first epoch. */
  readonly renewedMs: number | undefined;
  /** Why the last write failed (a full disk, say), as long as none has succeeded since. */
  readonly failure: DatabaseFault | undefined;

  /** By id. */
  shows(): readonly ShowSummary[];
  /** The committed rows of a show, live: reads see later commits. Undefined: no such show. */
  rows(show: string): Rows | undefined;
  /** 0 when there is no such show. */
  rev(show: string): number;

  /**
   * Judges mutations in order, each whole or not at all, in one transaction, and answers each. A known id has its
   * answer repeated. Once one is answered `later` the rest of the push is too, unjudged, so that order holds. A failed
   * COMMIT answers `later` to all and changes nothing. Commit listeners have heard when it returns, except in a push
   * made by a listener itself: those commits are told after the present one.
   */
  push(mutations: readonly Mutation[], from: From): readonly Answer[];

  /**
   * What a device lacks after its cursor. `load`: it has nothing, is of another epoch, or is more than
   * `PATCH_ROWS_LIMIT` rows behind. Undefined: no such show. A cursor of the present epoch that this history does not
   * contain is a fork: the epoch is renewed, and the answer is `load`; `later` where that renewal could not be written.
   */
  since(show: string, cursor: Cursor | null, device: string): Patch | 'load' | 'later' | undefined;
  /** A patch from 0: every row, and in `settled` every mutation of this device that is applied and not older than 90 days. */
  load(show: string, device: string): Patch | undefined;
  /** Newest first. */
  history(show: string, query?: HistoryQuery): readonly HistoryEntry[];

  /** After each COMMIT, one call a show that changed, in order of commit; before the answers are returned. */
  onCommit(listener: (commit: Commit) => void): () => void;
  /** After the epoch is renewed, before the commits that hold the shows. Phones must then be sent `bye epoch`. */
  onEpoch(listener: (epoch: string) => void): () => void;
  /** From here on everything is answered `later`. The database stays open: it belongs to whoever opened it. */
  close(): void;
}

/** Who pushes. A function says which staff row a session is on a given show; undefined there is refused `not-allowed`. */
export interface From {
  /** A staff row's id, `engine:<name>`, or, for a session, the staff id by show. */
  readonly by: string | ((show: string) => string | undefined);
  /** The installation, for `settled` and the history. Engines have none. */
  readonly device?: string;
  /** All or nothing: once one is not applied, none is, and the answers say which one was refused. */
  readonly whole?: boolean;
}

export interface ShowSummary {
  readonly id: string;
  readonly rev: number;
  readonly name: string;
  readonly rehearsal: boolean;
  readonly endedMs?: number;
}

/** What one transaction changed in one show: a patch for everyone, before `settled` is narrowed to a device. */
export interface Commit {
  readonly show: string;
  readonly epoch: string;
  readonly from: number;
  readonly to: number;
  readonly tip: string;
  /** Each changed row once, in its last version. */
  readonly rows: readonly Row[];
  /** By device, the ids applied in this commit. */
  readonly settled: ReadonlyMap<string, readonly string[]>;
}

export interface HistoryQuery {
  /** Only what wrote this row. */
  readonly of?: { readonly row: RowName; readonly id: string };
  readonly beforeRev?: number;
  /** 200 by default. */
  readonly limit?: number;
}

/** One applied mutation. Refused ones are not history. */
export interface HistoryEntry {
  readonly rev: number;
  readonly mutation: Mutation;
  readonly by: string;
  readonly device?: string;
  readonly atMs: number;
  readonly wrote: readonly { readonly row: RowName; readonly id: string }[];
  /** A row it wrote was erased since: its arguments are emptied. */
  readonly erased: boolean;
}
