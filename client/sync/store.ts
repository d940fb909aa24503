import type { Mutation } from '../../shared/apply/mutation.ts';
import type { Refusal } from '../../shared/apply/ruling.ts';
import type { Cursor } from '../../shared/protocol.ts';
import type { Row } from '../../shared/rows/row.ts';

/** A mutation not yet answered, as it is kept. */
export interface OutboxRecord {
  /** Its place: rising in the order the person acted; a mutation put back after a restore keeps it. */
  readonly seq: number;
  readonly mutation: Mutation;
  /** The wire's number it was made under: an app of a later number upcasts it before sending. */
  readonly protocol: number;
  /** The phone's clock offset when it was made: a fire whose clock moved since is stale. Null: not known then. */
  readonly offsetMs: number | null;
}

/** A mutation that the server applied, kept 72 h: a restore may have lost it. */
export interface SettledRecord extends OutboxRecord {
  readonly settledMs: number;
}

/** Codes of refusals that this phone gives by itself. */
export const LOCAL_CODES = ['offline', 'not-loaded', 'other-tab'] as const;
export type LocalCode = (typeof LOCAL_CODES)[number];
/** Why something was not done: the server's reason, or this phone's. */
export interface ActRefusal extends Omit<Refusal, 'code'> {
  readonly code: Refusal['code'] | LocalCode;
}

/** A mutation that was refused, with all it carried: words are never lost with it. */
export interface TrayRecord {
  readonly mutation: Mutation;
  readonly refusal: Refusal;
  /** When it was put here (server estimate). */
  readonly atMs: number;
}

/** Words being typed in one editor. One record an open editor. */
export interface DeskRecord {
  readonly post: string;
  /** `all`, or a channel's id. */
  readonly variant: string;
  /** The texts these words replace: a second version when one of them is no longer a head. */
  readonly parents: readonly string[];
  readonly words: string;
  readonly atMs: number;
}

/** A photo's bytes on this phone. An ArrayBuffer: WebKit loses Blobs. */
export interface PhotoRecord {
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly hash: string;
  readonly bytes: ArrayBuffer;
  readonly type: string;
  readonly atMs: number;
  /** The server has it: the first to be shed when the disk is full. */
  readonly received: boolean;
}

/** Everything kept but the photos, as read at start. */
export interface Kept {
  readonly cursor: Cursor | undefined;
  /** The wire's number the base was written under: of another number, it is no use. */
  readonly protocol: number | undefined;
  /** The offset of the server's clock when last measured. */
  readonly offsetMs: number | null;
  readonly rows: readonly Row[];
  /** In order. */
  readonly outbox: readonly OutboxRecord[];
  /** In order. */
  readonly settled: readonly SettledRecord[];
  readonly tray: readonly TrayRecord[];
  readonly desk: readonly DeskRecord[];
}

/** What one transaction writes: in each table, first what is removed, then what is put. Absent means untouched. */
export interface Changes {
  /** All that there is, for a store that was emptied: with it the store is this tab's again. */
  readonly afresh?: boolean;
  /** The base is replaced: every kept row goes before `rows` are written. */
  readonly replaceRows?: boolean;
  readonly rows?: readonly Row[];
  readonly base?: { readonly cursor: Cursor; readonly protocol: number };
  readonly offsetMs?: number;
  readonly outbox?: { readonly put?: readonly OutboxRecord[]; readonly remove?: readonly number[] };
  readonly settled?: { readonly put?: readonly SettledRecord[]; readonly remove?: readonly number[] };
  /** Removed by mutation id. */
  readonly tray?: { readonly put?: readonly TrayRecord[]; readonly remove?: readonly string[] };
  /** Removed by post and variant. */
  readonly desk?: {
    readonly put?: readonly DeskRecord[];
    readonly remove?: readonly { readonly post: string; readonly variant: string }[];
  };
}

/**
 * `saved`: on disk, whatever is killed next. `full`: no room, nothing of it was written. `taken`: another tab reads and
 * writes this store now, nothing was written. `failed`: the browser refuses, nothing was written.
 */
export type Saved = 'saved' | 'full' | 'taken' | 'failed';

/** What one person keeps of one show on this phone. */
export interface Store {
  /** False: in memory only, gone with the page. */
  readonly lasting: boolean;
  /**
   * Takes the store for this tab and reads all of it; the tab that had it gets `taken` from then on. `blocked`: another tab
   * holds the disk and does not let go.
   */
  read(): Promise<Kept | 'failed' | 'blocked'>;
  /**
   * One transaction, strictly durable: all of it or nothing. `emptied`: the browser or a person cleared the store since it
   * was read; nothing was written.
   */
  save(changes: Changes): Promise<Saved | 'emptied'>;
  putPhoto(photo: PhotoRecord): Promise<Saved>;
  getPhoto(hash: string): Promise<PhotoRecord | undefined>;
  /** The server has these bytes. Nothing changes when they are not here. */
  markReceived(hash: string): Promise<Saved>;
  deletePhotos(hashes: readonly string[]): Promise<Saved>;
  listPhotos(): Promise<readonly Omit<PhotoRecord, 'bytes'>[]>;
  close(): void;
}
