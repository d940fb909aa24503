import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { JoinRefusal } from '../../signals/session.ts';
import { common } from '../../words/common.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { pathTo } from '../shell/address.ts';
import { Choices } from '../shell/Choices.tsx';
import { menuWords } from '../shell/menu-words.ts';
import { useSession } from '../shell/show-context.ts';
import { codeTyped, deviceKind, isIosBrowser, tokenIn } from './given.ts';
import { LeftBehind } from './LeftBehind.tsx';
import { words } from './words.ts';

/** Joining the team: with the token of a link, or with a code where a link cannot go (an installed iOS app). */
export function SignIn() {
  const session = useSession();
  const { route } = useLocation();
  const [token] = useState(() => tokenIn(location.hash));
  const [code, setCode] = useState('');
  const [name, setName] = useState(session.deviceName.value || words()[deviceKind(navigator.userAgent, innerWidth)]);
  const [acting, setActing] = useState(false);
  const [refusal, setRefusal] = useState<JoinRefusal>();
  const t = words();

  const enter = (show: string | undefined) => route(show === undefined ? '/' : pathTo(show, 'direct'), true);
  const join = async () => {
    setActing(true);
    setRefusal(undefined);
    const joined = await session.join(token ? { token } : { code: codeTyped(code) }, name.trim() || t.phone);
    setActing(false);
    if (joined.ok) enter(joined.shows.length === 1 ? joined.shows[0]?.id : undefined);
    else setRefusal(joined.code);
  };

  return (
    <main class="page stack" id="main">
      <h1 class="brand">{common().app}</h1>
      <h2>{t.title}</h2>
      {!isSecureContext && (
        <section class="panel stack">
          <h3>{t.insecure.title}</h3>
          <p>{t.insecure.why}</p>
          <p>{t.insecure.how}</p>
        </section>
      )}
      {session.state.value === 'signed-in' && !token && (
        <section class="panel stack">
          <p>{t.already}</p>
          <Button wide onClick={() => enter(undefined)}>
            {t.enter}
          </Button>
        </section>
      )}
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void join();
        }}
      >
        <p class="soft">{token ? t.byLink : t.byCode}</p>
        {token && isIosBrowser(navigator) && <p class="soft">{t.byLinkIos}</p>}
        {!token && (
          <Field label={t.code} hint={t.codeHint} wrong={refusal && t.refusals[refusal]}>
            {(described) => (
              <input
                {...described}
                class="input code"
                value={code}
                autocomplete="one-time-code"
                autocapitalize="characters"
                spellcheck={false}
                maxLength={16}
                onInput={(event) => setCode(event.currentTarget.value)}
              />
            )}
          </Field>
        )}
        <Field label={t.name} hint={t.nameHint}>
          {(described) => (
            <input
              {...described}
              class="input"
              value={name}
              maxLength={80}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        {token && refusal && (
          <p class="field-wrong" role="alert">
            {t.refusals[refusal]}
          </p>
        )}
        <Button type="submit" tone="act" wide large disabled={acting || (!token && codeTyped(code).length !== 8)}>
          {acting ? t.acting : t.act}
        </Button>
      </form>
      <LeftBehind />
      <Choices />
      <a class="button button-plain button-wide" href="/accessibility">
        {menuWords().accessibility}
      </a>
    </main>
  );
}
