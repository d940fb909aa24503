import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { OutLinkAbout } from '../../../shared/out-links.ts';
import { Ask } from '../parts/Ask.tsx';
import { Button } from '../parts/Button.tsx';
import { copied } from '../parts/copied.ts';
import { toast } from '../parts/toasts.ts';
import { sent } from '../shell/send.ts';
import { useShow } from '../shell/show-context.ts';
import { words } from './words.ts';

interface LinkProps {
  readonly link: OutLinkAbout;
  readonly may: boolean;
  /** What the receiver's phone proposes as a subject. */
  readonly title?: string;
  readonly onWithdrawn: () => void;
  /** What else can be done with it. */
  readonly children?: ComponentChildren;
}

/** A link to hand out: seen, copied, sent from this phone, taken back. */
export function Link({ link, may, title, onWithdrawn, children }: LinkProps) {
  const show = useShow();
  const [asking, ask] = useState(false);
  const t = words();
  const withdraw = async () => {
    const path = `/shows/${encodeURIComponent(show.id)}/links/${encodeURIComponent(link.id)}`;
    const done = await sent('DELETE', path);
    ask(false);
    if (!done) return;
    toast(t.withdrawn);
    onWithdrawn();
  };
  return (
    <div class="stack">
      <p class="out-url">{link.url}</p>
      <div class="row row-wrap">
        <Button
          onClick={() =>
            void copied(link.url).then((done) => (done ? toast(t.copied) : toast(t.copyFailed, { tone: 'wrong' })))
          }
        >
          {t.copy}
        </Button>
        {'share' in navigator && (
          <Button
            onClick={() => void navigator.share({ url: link.url, ...(title && { title }) }).catch(() => undefined)}
          >
            {t.share}
          </Button>
        )}
        {children}
        {may && (
          <Button tone="plain" onClick={() => ask(true)}>
            {t.withdraw}
          </Button>
        )}
      </div>
      {asking && (
        <Ask question={t.withdrawAsk} sentence={t.withdrawWhy} alert onCancel={() => ask(false)}>
          <Button tone="paper-quiet" onClick={() => ask(false)}>
            {t.keep}
          </Button>
          <Button tone="paper" onClick={() => void withdraw()}>
            {t.withdraw}
          </Button>
        </Ask>
      )}
    </div>
  );
}
