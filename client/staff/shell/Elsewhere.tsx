import type { ShowModel } from '../../signals/show.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { elsewhereWords } from './elsewhere-words.ts';

/** Another tab has taken this show over. */
export function Elsewhere({ show }: { readonly show: ShowModel }) {
  const t = elsewhereWords();
  return (
    <main id="main">
      <Empty title={t.title} heading>
        <p class="soft">{t.why}</p>
        <Button tone="act" onClick={() => void show.takeOver()}>
          {t.here}
        </Button>
      </Empty>
    </main>
  );
}
