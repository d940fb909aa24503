import { useState } from 'preact/hooks';
import type { SignInMeans } from '../../../shared/connection.ts';
import type { ChannelRow } from '../../../shared/rows/channel.ts';
import { httpRefusalWords } from '../../words/http-refusals.ts';
import { Segmented } from '../parts/Segmented.tsx';
import { useShow } from '../shell/show-context.ts';
import { useAsked } from '../shell/use-asked.ts';
import { CheckFailed } from './CheckFailed.tsx';
import { CHOICES } from './connecting.ts';
import { connectionPath } from './connection-path.ts';
import { connectionWords } from './connection-words.ts';
import { SignInActs } from './SignInActs.tsx';
import { type NotBegun, useSignIn } from './use-sign-in.ts';
import { KeptApplication, NewApplication, type TypedApplication } from './XApplication.tsx';

interface XSignInFormProps {
  readonly channel: ChannelRow;
  readonly offline: boolean;
  /** The person would rather give a token. */
  readonly onToken: () => void;
  readonly onCancel: () => void;
}

/** X makes no app of us by itself: the team's own is given once a show, and its accounts are signed in to with it. */
export function XSignInForm({ channel, offline, onToken, onCancel }: XSignInFormProps) {
  const show = useShow();
  const path = `${connectionPath(show.id, channel.id)}/sign-in`;
  const { reply: means, failed } = useAsked<SignInMeans>(path, { when: show.link.value });
  const { busy, begin } = useSignIn(channel);
  const [changing, change] = useState(false);
  const [typed, setTyped] = useState<TypedApplication>({ clientId: '', clientSecret: '' });
  const [threads, setThreads] = useState<string>(CHOICES.x.values[0]);
  const [wrong, setWrong] = useState<NotBegun>();
  const t = connectionWords();
  if (!means) return <p class="soft">{failed ? t.offline : ''}</p>;

  const kept = changing ? undefined : means.application;
  const clientId = typed.clientId.trim();
  const clientSecret = typed.clientSecret.trim();
  const signIn = async () => {
    setWrong(undefined);
    const application = kept ? undefined : { clientId, ...(clientSecret && { clientSecret }) };
    const failure = await begin({ threads, ...(application && { application }) });
    setWrong(failure);
    // Forgotten meanwhile, or the server's key is another: it is asked for again.
    if (failure?.why === 'answer' && failure.answer.code === 'bad-packet') change(true);
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
      {kept ? (
        <KeptApplication application={kept} onChange={() => change(true)} />
      ) : (
        <NewApplication redirectUrl={means.redirectUrl} typed={typed} onType={setTyped} />
      )}
      <Segmented
        showLabel
        label={t.choices.threads}
        options={CHOICES.x.values.map((value) => ({ value, label: t.choices[value] }))}
        value={threads}
        onChoose={setThreads}
      />
      <p class="field-hint">{t.signInWhy.x}</p>
      {wrong?.why === 'check' && <CheckFailed check={wrong.check} />}
      {wrong?.why === 'answer' && (
        <p class="settings-trouble" role="alert">
          {wrong.answer.code === 'bad-packet' ? t.unread : httpRefusalWords(wrong.answer.code)}
        </p>
      )}
      <SignInActs
        network="x"
        busy={busy}
        disabled={offline || (!kept && clientId === '')}
        onCancel={onCancel}
        onToken={onToken}
      />
    </form>
  );
}
