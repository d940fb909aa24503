import type { ReadonlySignal } from '@preact/signals';
import type { HttpRefusal, SessionShow } from '../../shared/access.ts';
import type { ShowModel } from './show.ts';

/** Why a link or a code did not sign in. `offline`: the server could not be reached; `later`: too many tries, wait. */
export type JoinRefusal = HttpRefusal | 'offline' | 'later';
export type Joined =
  | { readonly ok: true; readonly shows: readonly SessionShow[] }
  | { readonly ok: false; readonly code: JoinRefusal; readonly retryMs?: number };

/** Who is signed in on this phone. */
export interface SessionModel {
  /** `unknown`: not yet read from this phone's disk. `signed-in` may be from memory: the app starts with no network. */
  readonly state: ReadonlySignal<'unknown' | 'signed-in' | 'signed-out'>;
  readonly shows: ReadonlySignal<readonly SessionShow[]>;
  /** It came from the link printed at the server's start: it administers every show. */
  readonly admin: ReadonlySignal<boolean>;
  /** This installation's id, which outlives sessions. */
  readonly device: ReadonlySignal<string>;
  /** What the person called this device when they signed in. */
  readonly deviceName: ReadonlySignal<string>;
  /** Redeems the token of a link, or the eight characters of a code. `name`: of this device, for the list of devices. */
  join(given: { readonly token: string } | { readonly code: string }, name: string): Promise<Joined>;
  /** Signs out. What is not yet sent stays on this phone, for the same person only. */
  leave(): Promise<void>;
  /**
   * Where the server ended the session (a revoked device): what this phone still holds unsent, as a JSON file to hand
   * over. Undefined: nothing.
   */
  leftBehind(): Promise<string | undefined>;
  /** Asks the server anew who is signed in, and for which shows. False: it could not be reached. */
  refresh(): Promise<boolean>;
  /** Opens a show of `shows`; the one that was open is closed. Undefined: not a show of this session. */
  open(show: string): Promise<ShowModel | undefined>;
  /** The open show, if any. */
  readonly show: ReadonlySignal<ShowModel | undefined>;
}
