import { useState } from 'preact/hooks';
import type { CheckedReply, ConnectionReply } from '../../../shared/connection.ts';
import type { ChannelRow } from '../../../shared/rows/channel.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { isSameDay } from '../../../shared/zone.ts';
import { type Answered, ask as askServer } from '../../sync/session-http.ts';
import { httpRefusalWords } from '../../words/http-refusals.ts';
import { language } from '../../words/words.ts';
import { gaugeWords } from '../gauge/words.ts';
import { Ask } from '../parts/Ask.tsx';
import { accountName } from '../parts/account-name.ts';
import { Button } from '../parts/Button.tsx';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { useAsked } from '../shell/use-asked.ts';
import { CheckFailed } from './CheckFailed.tsx';
import { ConnectForm } from './ConnectForm.tsx';
import { isServed } from './connecting.ts';
import { connectionPath } from './connection-path.ts';
import { type ConnectionState, connectionState } from './connection-state.ts';
import { connectionWords } from './connection-words.ts';
import { SignInForm } from './SignInForm.tsx';
import { troubleWords } from './trouble-words.ts';
import { useAccountName } from './use-account-name.ts';
import { XSignInForm } from './XSignInForm.tsx';

/** Networks with a page of their own on which to allow us. */
const SIGN_IN_FORMS = { bluesky: undefined, mastodon: SignInForm, x: XSignInForm } as const;

/** The account of a channel that the server publishes on: which one, what it takes; connect, test, let go. */
export function Connection({ channel, onTurnedOn }: { readonly channel: ChannelRow; readonly onTurnedOn: () => void }) {
  const show = useShow();
  const path = connectionPath(show.id, channel.id);
  const { reply, failed, again } = useAsked<ConnectionReply>(path, { when: show.link.value });
  const [opened, open] = useState(false);
  const [byToken, chooseToken] = useState(false);
  const [asking, ask] = useState(false);
  const [testing, setTesting] = useState(false);
  const [failure, setFailure] = useState<Extract<CheckedReply['check'], { ok: false }>>();
  // Said here: a sheet stands above the toasts.
  const [note, setNote] = useState<{ readonly words: string; readonly wrong: boolean }>();
  const t = connectionWords();
  useAccountName(channel, reply);
  if (!isServed(channel.network)) return null;
  if (!reply) return <p class="soft">{failed ? t.offline : ''}</p>;

  const state = connectionState(show.rows.value, channel.id, reply);
  const offline = show.link.value === 'offline';
  const SignIn = SIGN_IN_FORMS[channel.network];
  const done = (words: string) => setNote({ words, wrong: false });
  const refused = (answered: Extract<Answered<object>, { ok: false }>) =>
    setNote({ words: httpRefusalWords(answered.code), wrong: true });
  const test = async () => {
    setTesting(true);
    setFailure(undefined);
    setNote(undefined);
    const tested = await askServer<CheckedReply>(`${path}/test`, { method: 'POST' });
    setTesting(false);
    if (!tested.ok) return refused(tested);
    if (tested.check.ok) done(t.tested);
    else setFailure(tested.check);
    again();
  };
  const disconnect = async () => {
    ask(false);
    const gone = await askServer<object>(path, { method: 'DELETE' });
    if (!gone.ok) return refused(gone);
    setFailure(undefined);
    done(t.disconnected);
    again();
  };
  const name = reply.identity ? accountName({ network: channel.network, account: reply.identity.account }) : '';
  return (
    <>
      <Standing state={state} name={name} reply={reply} />
      {failure && <CheckFailed check={failure} />}
      {note && (
        <p class={note.wrong ? 'settings-trouble' : 'strong'} role={note.wrong ? 'alert' : 'status'}>
          {note.words}
        </p>
      )}
      {reply.identity && !channel.on && (
        <div class="settings-clash">
          <p class="grow">{t.isOff}</p>
          <Button
            onClick={() =>
              void said(() =>
                show.act('channel.edit', { channel: channel.id, change: { on: { from: channel.on, to: true } } }),
              ).then((turned) => turned !== undefined && onTurnedOn())
            }
          >
            {t.turnOn}
          </Button>
        </div>
      )}
      {offline && (
        <p class="soft" role="status">
          {t.offline}
        </p>
      )}
      {opened && SignIn && !byToken ? (
        <SignIn channel={channel} offline={offline} onToken={() => chooseToken(true)} onCancel={() => open(false)} />
      ) : opened ? (
        <ConnectForm
          channel={channel}
          network={channel.network}
          offline={offline}
          {...(SignIn && { onSignIn: () => chooseToken(false) })}
          onDone={(identity) => {
            open(false);
            setFailure(undefined);
            again();
            done(t.connected(accountName({ network: channel.network, account: identity.account })));
          }}
          onCancel={() => open(false)}
        />
      ) : asking ? (
        <Ask question={t.disconnectAsk(name)} sentence={t.disconnectWhy} alert onCancel={() => ask(false)}>
          <Button tone="paper-quiet" onClick={() => ask(false)}>
            {t.keep}
          </Button>
          <Button tone="paper" onClick={() => void disconnect()}>
            {t.disconnect}
          </Button>
        </Ask>
      ) : (
        <div class="stack">
          {reply.state === 'connected' && (
            <Button wide disabled={testing || offline} onClick={() => void test()}>
              {testing ? t.testing : t.test}
            </Button>
          )}
          <Button
            wide
            tone={state.state === 'connected' && !failure ? 'quiet' : 'act'}
            disabled={offline}
            onClick={() => {
              setNote(undefined);
              open(true);
            }}
          >
            {reply.state === 'none' ? t.open : state.state === 'connected' && !failure ? t.another : t.reconnect}
          </Button>
          {reply.state !== 'none' && (
            <Button wide tone="stop" disabled={offline} onClick={() => ask(true)}>
              {t.disconnect}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

/** Under which name this channel speaks, what the network takes from it, and what is wrong. */
function Standing({
  state,
  name,
  reply: { identity, checkedMs, left = [] },
}: {
  readonly state: ConnectionState;
  readonly name: string;
  readonly reply: ConnectionReply;
}) {
  const show = useShow();
  const t = connectionWords();
  const zone = showOf(show.rows.value)?.zone ?? 'Europe/Paris';
  const when = (atMs: number): string =>
    isSameDay(atMs, show.nowMs(), zone)
      ? t.at(hour(atMs, zone, language.value))
      : t.on(new Intl.DateTimeFormat(language.value, { day: 'numeric', month: 'long', timeZone: zone }).format(atMs));
  const gauge = gaugeWords();
  const { length, photos, altLength } = identity?.limits ?? {};
  const limits = [
    length !== undefined && t.length(length),
    photos !== undefined && t.photos(photos),
    altLength !== undefined && t.alt(altLength),
  ].filter((each) => each !== false);
  return (
    <>
      {state.state !== 'connected' && (
        <p class="settings-trouble" role="alert">
          {state.state === 'attention' ? `${t.attention} ${troubleWords(state.code)}` : t[state.state]}
          {state.state === 'attention' && state.detail && <span class="small soft"> {state.detail}</span>}
        </p>
      )}
      {identity && (
        <div class="settings-strip stack">
          <p class="strong">{t.as(name, identity.host)}</p>
          {checkedMs !== undefined && <p class="small">{t.checked(when(checkedMs))}</p>}
          {limits.length > 0 && (
            <p class="small">
              <span class="soft">{t.limits} </span>
              {limits.join(', ')}
            </p>
          )}
          {left.map(({ what, limit, remaining, resetMs }) => (
            <p key={what} class="small">
              {gauge.left(`${remaining}/${limit}`, gauge.what[what], hour(resetMs, zone, language.value))}
            </p>
          ))}
          {identity.url?.startsWith('https://') && (
            <a class="button button-quiet" href={identity.url} target="_blank" rel="noreferrer">
              {t.profile}
            </a>
          )}
        </div>
      )}
    </>
  );
}
