import type { Bye, Here, Patch, StaffUp } from '../../shared/protocol.ts';

/** What the server says without being asked. Nothing comes after `closed`, nor after `close()`. */
export interface LinkEvents {
  patch(patch: Patch): void;
  bye(bye: Bye): void;
  here(here: { readonly show: string; readonly people: readonly Here[] }): void;
  closed(): void;
}

export type PacketOf<P extends keyof StaffUp> = Parameters<StaffUp[P]>[0];
export type AnswerTo<P extends keyof StaffUp> = Parameters<Parameters<StaffUp[P]>[1]>[0];

export interface Connection {
  /** Sends once. The promise may never settle: the loop keeps the time. */
  send<P extends keyof StaffUp>(name: P, packet: PacketOf<P>): Promise<AnswerTo<P>>;
  close(): void;
}

/**
 * A way to the server. It tries once when told and keeps nothing: no buffer, no repeat, no recovery. All of that is the
 * loop's, which must hold over any link.
 */
export interface Link {
  connect(on: LinkEvents): Promise<Connection | 'unreachable' | 'no-session'>;
}
