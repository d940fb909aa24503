import type { WallAbout } from '../../../shared/wall-packets.ts';
import { httpRefusalWords } from '../../words/http-refusals.ts';
import { Button } from '../parts/Button.tsx';
import { copied } from '../parts/copied.ts';
import { Qr } from '../parts/Qr.tsx';
import { toast } from '../parts/toasts.ts';
import type { Asked } from '../shell/use-asked.ts';
import { words } from './words.ts';

/** The wall's address, as a link and as a code, and what to do at its computer. */
export function OpenWall({ asked: { reply, failed } }: { readonly asked: Asked<WallAbout> }) {
  const t = words().open;
  return (
    <details class="panel wall-open">
      <summary>
        <h2>{t.title}</h2>
      </summary>
      <div class="stack">
        <p class="small">{t.why}</p>
        {!reply && <p class="soft">{failed ? httpRefusalWords(failed) : t.waiting}</p>}
        {reply && (
          <>
            {reply.qr && <Qr qr={reply.qr} says={t.qr} />}
            <p class="small input-wrap">{reply.url}</p>
            <div class="row row-wrap">
              <Button onClick={() => void copy(reply.url)}>{t.copy}</Button>
              {'share' in navigator && (
                <Button onClick={() => void navigator.share({ url: reply.url }).catch(() => undefined)}>
                  {t.share}
                </Button>
              )}
              <a class="button button-quiet" href={reply.url} target="_blank" rel="noreferrer">
                {t.openHere}
              </a>
            </div>
          </>
        )}
        <h3>{t.stepsTitle}</h3>
        <ol class="wall-steps">
          {t.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </div>
    </details>
  );
}

async function copy(url: string): Promise<void> {
  toast((await copied(url)) ? words().open.copied : words().open.copyByHand);
}
