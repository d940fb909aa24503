import { useState } from 'preact/hooks';
import type { CheckReply, SignInReply } from '../../../shared/connection.ts';
import { readReason } from '../../../shared/network-reason.ts';
import type { ChannelRow } from '../../../shared/rows/channel.ts';
import { ask } from '../../sync/session-http.ts';
import { common } from '../../words/common.ts';
import { type HttpFailure, httpRefusalWords } from '../../words/http-refusals.ts';
import { Button } from '../parts/Button.tsx';
import { Text } from '../parts/Text.tsx';
import { useShow } from '../shell/show-context.ts';
import { CheckFailed } from './CheckFailed.tsx';
import { fieldAtFault } from './connecting.ts';
import { connectionPath } from './connection-path.ts';
import { connectionWords } from './connection-words.ts';
import { troubleWords } from './trouble-words.ts';

interface SignInFormProps {
  readonly channel: ChannelRow;
  readonly offline: boolean;
  /** The person would rather give a token. */
  readonly onToken: () => void;
  readonly onCancel: () => void;
}

/** Sends the person to their server's own page, where they allow us; it sends them back to `/connected`. */
export function SignInForm({ channel, offline, onToken, onCancel }: SignInFormProps) {
  const show = useShow();
  const [server, setServer] = useState(() => channel.account.split('@')[1] ?? '');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const [failure, setFailure] = useState<Extract<CheckReply, { ok: false }>>();
  const [unanswered, setUnanswered] = useState<HttpFailure>();
  const t = connectionWords();
  const begin = async () => {
    setBusy(true);
    setWrong(undefined);
    setFailure(undefined);
    setUnanswered(undefined);
    const answered = await ask<SignInReply>(`${connectionPath(show.id, channel.id)}/sign-in`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ network: channel.network, server }),
    });
    // Busy until the page is left: a second press would begin a second sign-in.
    if (answered.ok && answered.check.ok) return location.assign(answered.check.url);
    setBusy(false);
    if (!answered.ok) {
      if (answered.code === 'bad-packet') setWrong(t.unread);
      else setUnanswered(answered.code);
    } else if (!answered.check.ok) {
      const { code, detail } = readReason(answered.check.reason);
      if (fieldAtFault('mastodon', code) === 'server') setWrong([troubleWords(code), detail].filter(Boolean).join(' '));
      else setFailure(answered.check);
    }
  };
  return (
    <form
      class="stack"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void begin();
      }}
    >
      <Text
        label={t.fields.server.label}
        hint={t.fields.server.hint}
        wrong={wrong}
        value={server}
        onChange={setServer}
      />
      <p class="field-hint">{t.signInWhy}</p>
      {failure && <CheckFailed check={failure} />}
      {unanswered && (
        <p class="settings-trouble" role="alert">
          {httpRefusalWords(unanswered)}
        </p>
      )}
      <Button type="submit" tone="act" wide disabled={busy || offline || server.trim() === ''}>
        {busy ? t.signingIn : t.signIn}
      </Button>
      <div class="row">
        <Button disabled={busy} onClick={onCancel}>
          {common().cancel}
        </Button>
        <Button tone="plain" class="grow" disabled={busy} onClick={onToken}>
          {t.byToken}
        </Button>
      </div>
    </form>
  );
}
