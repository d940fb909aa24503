import { common } from '../../words/common.ts';
import { Button } from '../parts/Button.tsx';
import { connectionWords } from './connection-words.ts';

/** The foot of a form that leads to a network's own sign-in: go there, leave it, or give a token instead. */
export function SignInActs({
  network,
  busy,
  disabled,
  onCancel,
  onToken,
}: {
  readonly network: 'mastodon' | 'x';
  readonly busy: boolean;
  /** What it takes is not there yet. */
  readonly disabled: boolean;
  readonly onCancel: () => void;
  readonly onToken: () => void;
}) {
  const t = connectionWords();
  return (
    <>
      <Button type="submit" tone="act" wide disabled={busy || disabled}>
        {busy ? t.signingIn[network] : t.signIn[network]}
      </Button>
      <div class="row">
        <Button disabled={busy} onClick={onCancel}>
          {common().cancel}
        </Button>
        <Button tone="plain" class="grow" disabled={busy} onClick={onToken}>
          {t.byToken}
        </Button>
      </div>
    </>
  );
}
