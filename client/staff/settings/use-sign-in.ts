import { useState } from 'preact/hooks';
import type { CheckReply, SignInReply } from '../../../shared/connection.ts';
import type { ChannelRow } from '../../../shared/rows/channel.ts';
import { type Answered, ask } from '../../sync/session-http.ts';
import { useShow } from '../shell/show-context.ts';
import { connectionPath } from './connection-path.ts';

type NotAnswered = Extract<Answered<object>, { ok: false }>;
export type NotBegun =
  | { readonly why: 'check'; readonly check: Extract<CheckReply, { ok: false }> }
  | { readonly why: 'answer'; readonly answer: NotAnswered };

/** Sends the person to the network's own page, where they allow us; it sends them back to `/connected`. */
export function useSignIn(channel: ChannelRow) {
  const show = useShow();
  const [busy, setBusy] = useState(false);
  /** Undefined: this page is left. */
  const begin = async (body: object): Promise<NotBegun | undefined> => {
    setBusy(true);
    const answered = await ask<SignInReply>(`${connectionPath(show.id, channel.id)}/sign-in`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ network: channel.network, ...body }),
    });
    // Busy until the page is left: a second press would begin a second sign-in.
    if (answered.ok && answered.check.ok) {
      location.assign(answered.check.url);
      return undefined;
    }
    setBusy(false);
    return answered.ok
      ? { why: 'check', check: answered.check as Extract<CheckReply, { ok: false }> }
      : { why: 'answer', answer: answered };
  };
  return { busy, begin };
}
