import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { SIGNED_IN_PATH, type SignedInReply } from '../../../shared/connection.ts';
import { ask } from '../../sync/session-http.ts';
import type { HttpFailure } from '../../words/http-refusals.ts';
import { accountName } from '../parts/account-name.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Progress } from '../parts/Progress.tsx';
import { toast } from '../parts/toasts.ts';
import { pathTo } from '../shell/address.ts';
import { useSession } from '../shell/show-context.ts';
import { connectionWords } from './connection-words.ts';
import { notEnded, whyNot } from './sign-in-ended.ts';

/** What the network gave with the person it sent back. */
interface Given {
  readonly state: string;
  readonly code?: string;
  /** Why there is none. */
  readonly error?: string;
}

/** Where a network's own page sends back who has allowed us, or not. Leads to the channels once it is known. */
export function Connected() {
  const session = useSession();
  const { route } = useLocation();
  const [given] = useState(() => givenIn(location.search));
  const [asked, askAgain] = useState(1);
  const [unanswered, setUnanswered] = useState<HttpFailure>();
  const [reply, setReply] = useState<SignedInReply>();
  const t = connectionWords();
  const signedOut = session.state.value === 'signed-out';
  useEffect(() => {
    // The code is good once, and belongs in no history of this browser.
    history.replaceState(history.state, '', SIGNED_IN_PATH);
    if (signedOut || !given) return;
    let drawn = true;
    setUnanswered(undefined);
    void ask<SignedInReply>(SIGNED_IN_PATH, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(given),
    }).then((answered) => {
      if (!drawn) return;
      if (!answered.ok) return setUnanswered(answered.code);
      const { show, network, check } = answered;
      if (!check?.ok) return setReply(answered);
      toast(t.connected(accountName({ network, account: check.identity.account })));
      route(pathTo(show, 'settings', 'channels'), true);
    });
    return () => {
      drawn = false;
    };
  }, [asked, signedOut]);

  const says = signedOut
    ? t.back.signedOut
    : !given
      ? t.back.unknown
      : unanswered !== undefined
        ? notEnded(unanswered)
        : reply && whyNot(reply);
  if (says === undefined) {
    return (
      <main class="page" id="main">
        <Progress label={t.back.busy} />
      </main>
    );
  }
  return (
    <main class="page" id="main">
      <Empty title={signedOut ? t.back.title : t.back.failed} heading>
        <p role="alert">{says}</p>
        {given && unanswered === 'offline' && (
          <Button tone="act" wide onClick={() => askAgain(asked + 1)}>
            {t.back.again}
          </Button>
        )}
        <a class="button button-quiet button-wide" href={reply ? pathTo(reply.show, 'settings', 'channels') : '/'}>
          {reply ? t.back.toChannels : t.back.toApp}
        </a>
      </Empty>
    </main>
  );
}

function givenIn(search: string): Given | undefined {
  const { state, code, error } = Object.fromEntries(new URLSearchParams(search));
  if (!state) return undefined;
  return code ? { state, code } : error ? { state, error: error.slice(0, 200) } : { state };
}
