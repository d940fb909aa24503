import type { HttpRefused, SessionReply } from '../../shared/access.ts';

/** `offline`: no answer of ours came. */
export type Answered<T> = ({ readonly ok: true } & T) | HttpRefused | { readonly ok: false; readonly code: 'offline' };

/** The routes of signing in and out. */
export interface SessionHttp {
  session(): Promise<Answered<SessionReply>>;
  join(body: {
    readonly token?: string;
    readonly code?: string;
    readonly device: string;
    readonly name: string;
  }): Promise<Answered<SessionReply>>;
  leave(): Promise<Answered<object>>;
}

export const sessionHttp: SessionHttp = {
  session: () => ask('/session', { cache: 'no-store' }),
  join: (body) =>
    ask('/join', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  leave: () => ask('/leave', { method: 'POST' }),
};

/** Asks one of the server's routes; what does not answer as they do is no network. */
export async function ask<T extends object>(path: string, init: RequestInit): Promise<Answered<T>> {
  try {
    const raw: unknown = await (await fetch(path, init)).json();
    const isOurs = typeof raw === 'object' && raw !== null && typeof (raw as { ok?: unknown }).ok === 'boolean';
    return isOurs ? (raw as Answered<T>) : { ok: false, code: 'offline' };
  } catch {
    // No network, or a hotel's page in the place of ours.
    return { ok: false, code: 'offline' };
  }
}
