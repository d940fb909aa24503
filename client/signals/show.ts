import type { ReadonlySignal } from '@preact/signals';
import type { ArgsOf, MutationName } from '../../shared/apply/apply.ts';
import type { Mutation } from '../../shared/apply/mutation.ts';
import type { Refusal } from '../../shared/apply/ruling.ts';
import type { Here } from '../../shared/protocol.ts';
import type { Rows } from '../../shared/rows/rows.ts';
import type { StaffRow } from '../../shared/rows/staff.ts';
import type { Acted } from '../sync/acts.ts';
import type { ActRefusal, DeskRecord, Store } from '../sync/store.ts';
import type { PhotosModel } from './photos.ts';

/** Whether what is done here reaches the server now. `weak`: it answers, slowly. */
export type LinkState = 'online' | 'weak' | 'offline';

/**
 * What becomes of the words on this phone. `full`: no room left. `refused`: the browser keeps nothing. `blocked`: another tab
 * holds the disk and does not let go. `insecure`: plain HTTP. `emptied`: the browser cleared it, and it was filled again.
 */
export type StorageState = 'ok' | 'full' | 'refused' | 'blocked' | 'insecure' | 'emptied';

/**
 * `saving`: not yet on this phone's disk. `waiting`: on this phone. `sending`: on its way. `received`: the server has it;
 * it leaves with the patch that shows it.
 */
export type OutboxState = 'saving' | 'waiting' | 'sending' | 'received';

/** Something done here that the server has not yet confirmed. */
export interface OutboxEntry {
  /** The mutation's id. */
  readonly id: string;
  readonly mutation: Mutation;
  readonly state: OutboxState;
  /** Left out of the view, for now: what the server holds makes it impossible. Only the server's answer settles it. */
  readonly impossible: Refusal | undefined;
}

/** Something done here that was refused, or that went stale before it could be sent. */
export interface LocalTrayEntry {
  /** The mutation's id. */
  readonly id: string;
  readonly mutation: Mutation;
  readonly refusal: Refusal;
  readonly atMs: number;
  /** The words it carried, if it carried any. */
  readonly words: string | undefined;
}

export type { Acted } from '../sync/acts.ts';

/** One open editor: a post's words in one variant. */
export interface Desk {
  readonly post: string;
  readonly variant: string;
  readonly words: ReadonlySignal<string>;
  /** The texts these words replace. */
  readonly parents: ReadonlySignal<readonly string[]>;
  /** `written`: all of it is in the outbox or on the server. `typing`: not yet kept. `kept`: on this phone's desk. */
  readonly state: ReadonlySignal<'written' | 'typing' | 'kept'>;
  /** Someone else's version arrived since these words were begun: writing them makes two versions. */
  readonly behind: ReadonlySignal<boolean>;
  /** Every keystroke. Kept on disk after 300 ms, written after 5 s of rest. */
  set(words: string): void;
  /** Writes now what differs (before submitting, say); resolves when it is on disk. */
  write(): Promise<Acted | undefined>;
  /** Writes what differs and ends the editor. */
  close(): Promise<Acted | undefined>;
  /** Forgets what was typed since the last write and ends the editor. */
  discard(): Promise<void>;
}

/** One show as one person sees it on this phone: what the screens read and call. */
export interface ShowModel {
  readonly id: string;
  /** What the server said, with what was done here on top. A new object at each change. */
  readonly rows: ReadonlySignal<Rows>;
  /** False until something of the show is on this phone. */
  readonly loaded: ReadonlySignal<boolean>;
  readonly me: ReadonlySignal<StaffRow | undefined>;
  readonly link: ReadonlySignal<LinkState>;
  /** Why nothing comes in although there is a network: signed out, an app too old, no longer on this show. */
  readonly barred: ReadonlySignal<'session' | 'protocol' | 'not-allowed' | undefined>;
  /** The server serves a newer app. */
  readonly update: ReadonlySignal<boolean>;
  readonly outbox: ReadonlySignal<readonly OutboxEntry[]>;
  readonly tray: ReadonlySignal<readonly LocalTrayEntry[]>;
  readonly here: ReadonlySignal<readonly Here[]>;
  readonly storage: ReadonlySignal<StorageState>;
  /** This show is open in another tab, which has taken it over. */
  readonly pausedBy: ReadonlySignal<'other-tab' | undefined>;
  takeOver(): Promise<void>;
  /** Tries the network now, rather than when its turn comes. */
  wake(): void;

  /**
   * Does something: it shows at once, and is saved on this phone when the promise resolves. Refused here and now when it
   * cannot be, or when it would be stale before a network comes back (`offline`).
   */
  act<N extends MutationName>(name: N, args: ArgsOf<N>): Promise<Acted>;
  /** What would become of it, without doing it. */
  check<N extends MutationName>(name: N, args: ArgsOf<N>): ActRefusal | undefined;
  /** An id for a new post, person, segment…, or any row whose id is given. */
  newId(): string;
  /** Forgets a refused mutation. */
  dismiss(id: string): Promise<void>;
  /** Does a refused mutation again, under a new id, as if it were made now. */
  retry(id: string): Promise<Acted>;

  /** The words of a post in one variant, to be edited. `from`: start from these words, replacing these texts (two versions). */
  openDesk(post: string, variant: string, from?: { readonly parents: readonly string[]; readonly words: string }): Desk;
  /** Words found on the desk when the app started, whose editor is not open. */
  readonly unfinished: ReadonlySignal<readonly DeskRecord[]>;

  /** The server's clock, as well as it is known. */
  nowMs(): number;
  /** `nowMs()` at each whole second; what is drawn from it ticks. */
  readonly second: ReadonlySignal<number>;
  /** By how much the server's clock is ahead of this phone's; undefined: never measured. */
  readonly offsetMs: ReadonlySignal<number | undefined>;

  /** What was not yet received, as a JSON file a person can keep or hand over. */
  exportUnsent(): string;
  /** Takes photos in, and brings them to the server. */
  readonly photos: PhotosModel;
  /** Where the photos' bytes are kept. */
  readonly store: Store;
  /** Saves the open editors and lets go of the store and of the network. */
  close(): Promise<void>;
}
