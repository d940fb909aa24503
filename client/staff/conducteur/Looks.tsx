import { useState } from 'preact/hooks';
import type { Look } from '../../../shared/move-preview.ts';
import { headsOf } from '../../../shared/post-status.ts';
import { shortTitle } from '../../words/segments.ts';
import { Button } from '../parts/Button.tsx';
import { Sheet } from '../parts/Sheet.tsx';
import { pathTo } from '../shell/address.ts';
import { useShow } from '../shell/show-context.ts';
import { words } from './words.ts';

/** The safe look: what needs one, and why, without having changed anything. */
export function Looks({ looks }: { readonly looks: readonly Look[] }) {
  const show = useShow();
  const [open, setOpen] = useState(false);
  const rows = show.rows.value;
  const t = words().ask;
  return (
    <>
      <Button tone="paper-quiet" onClick={() => setOpen(true)}>
        {t.see(looks.length)}
      </Button>
      {open && (
        <Sheet title={t.see(looks.length)} onClose={() => setOpen(false)}>
          <ul class="stack">
            {looks.map((look) => (
              <li key={look.kind === 'post' ? look.post : look.segment} class="looked">
                <p class="clip">{look.kind === 'post' ? postWords(look.post) : segmentTitle(look.segment)}</p>
                <p class="small soft">{look.reasons.map((reason) => t.reasons[reason]).join(', ')}</p>
                {look.kind === 'post' && (
                  <a class="looked-open" href={pathTo(show.id, 'posts', look.post)}>
                    {t.open}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </>
  );

  function postWords(id: string): string {
    const [head] = Object.values(headsOf(rows, id)).flat();
    return head?.words ?? rows.get('post', id)?.title ?? id;
  }
  function segmentTitle(id: string): string {
    const segment = rows.get('segment', id);
    return segment ? shortTitle(rows, segment) : id;
  }
}
