import type { ReadonlySignal } from '@preact/signals';
import type { ShowModel } from './show.ts';

/** A show this person may open, and who they are on it. */
export interface SessionShow {
  readonly id: string;
  readonly name: string;
  /** Their staff row's id on that show. */
  readonly staff: string;
  readonly rehearsal: boolean;
}

/** Why a link or a code did not sign in. `offline`: the server could not be reached; `later`: too many tries, wait. */
export type JoinRefusal = 'offline' | 'later' | 'used' | 'expired' | 'unknown' | 'revoked';
export type Joined =
  | { readonly ok: true; readonly shows: readonly SessionShow[] }
  | { readonly ok: false; readonly code: JoinRefusal; readonly retryMs?: number };

/** Who is signed in on this phone. */
export interface SessionModel {
  /** `unknown`: not yet read from this phone's disk. `signed-in` may be from memory: the app starts with no network. */
  readonly state: ReadonlySignal<'unknown' | 'signed-in' | 'signed-out'>;
  readonly shows: ReadonlySignal<readonly SessionShow[]>;
  /** This installation, which outlives sessions. */
  readonly device: ReadonlySignal<string>;
  /** Redeems the token of a link, or the eight characters of a code. */
  join(given: { readonly token: string } | { readonly code: string }): Promise<Joined>;
  /** Signs out. What is not yet sent stays on this phone, for the same person only. */
  leave(): Promise<void>;
  /** Asks the server anew who is signed in, and for which shows. */
  refresh(): Promise<void>;
  /** Opens a show of `shows`; the one that was open is closed. */
  open(show: string): Promise<ShowModel>;
  /** The open show, if any. */
  readonly show: ReadonlySignal<ShowModel | undefined>;
}
