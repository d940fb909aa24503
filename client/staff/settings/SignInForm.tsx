import { useState } from 'preact/hooks';
import type { CheckReply } from '../../../shared/connection.ts';
import { readReason } from '../../../shared/network-reason.ts';
import type { ChannelRow } from '../../../shared/rows/channel.ts';
import { type HttpFailure, httpRefusalWords } from '../../words/http-refusals.ts';
import { Text } from '../parts/Text.tsx';
import { CheckFailed } from './CheckFailed.tsx';
import { fieldAtFault } from './connecting.ts';
import { connectionWords } from './connection-words.ts';
import { SignInActs } from './SignInActs.tsx';
import { troubleWords } from './trouble-words.ts';
import { useSignIn } from './use-sign-in.ts';

interface SignInFormProps {
  readonly channel: ChannelRow;
  readonly offline: boolean;
  /** The person would rather give a token. */
  readonly onToken: () => void;
  readonly onCancel: () => void;
}

/** Sends the person to their server's own page, where they allow us; it sends them back to `/connected`. */
export function SignInForm({ channel, offline, onToken, onCancel }: SignInFormProps) {
  const [server, setServer] = useState(() => channel.account.split('@')[1] ?? '');
  const { busy, begin } = useSignIn(channel);
  const [wrong, setWrong] = useState<string>();
  const [failure, setFailure] = useState<Extract<CheckReply, { ok: false }>>();
  const [unanswered, setUnanswered] = useState<HttpFailure>();
  const t = connectionWords();
  const signIn = async () => {
    setWrong(undefined);
    setFailure(undefined);
    setUnanswered(undefined);
    const failed = await begin({ server });
    if (failed?.why === 'answer') {
      if (failed.answer.code === 'bad-packet') setWrong(t.unread);
      else setUnanswered(failed.answer.code);
    } else if (failed) {
      const { code, detail } = readReason(failed.check.reason);
      if (fieldAtFault('mastodon', code) === 'server') setWrong([troubleWords(code), detail].filter(Boolean).join(' '));
      else setFailure(failed.check);
    }
  };
  return (
    <form
      class="stack"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void signIn();
      }}
    >
      <Text
        label={t.fields.server.label}
        hint={t.fields.server.hint}
        wrong={wrong}
        value={server}
        onChange={setServer}
      />
      <p class="field-hint">{t.signInWhy.mastodon}</p>
      {failure && <CheckFailed check={failure} />}
      {unanswered && (
        <p class="settings-trouble" role="alert">
          {httpRefusalWords(unanswered)}
        </p>
      )}
      <SignInActs
        network="mastodon"
        busy={busy}
        disabled={offline || server.trim() === ''}
        onCancel={onCancel}
        onToken={onToken}
      />
    </form>
  );
}
