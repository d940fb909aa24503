import repeat from 'lucide-static/icons/repeat-2.svg?raw';
import { useState } from 'preact/hooks';
import { SERVED_NETWORKS } from '../../../shared/connection.ts';
import type { PublicationRow } from '../../../shared/rows/publication.ts';
import { Button } from '../parts/Button.tsx';
import { later } from '../shell/later.tsx';
import { useShow } from '../shell/show-context.ts';
import { words } from './words.ts';

const RelaySheet = later(() => import('./RelaySheet.tsx').then((found) => found.RelaySheet));

/** Once a post is out on a network: the way to have our other accounts there show it again. */
export function RelayButton({
  publications,
  tone = 'quiet',
}: {
  readonly publications: readonly PublicationRow[];
  readonly tone?: 'quiet' | 'plain';
}) {
  const show = useShow();
  const [open, setOpen] = useState(false);
  const out = publications.filter(isOut);
  const approves = show.me.value?.hats.includes('approve') ?? false;
  if (out.length === 0 || !approves) return null;
  return (
    <>
      <Button tone={tone} drawing={repeat} onClick={() => setOpen(true)}>
        {words().act}
      </Button>
      {open && <RelaySheet publications={out} onClose={() => setOpen(false)} />}
    </>
  );
}

const SERVED: readonly string[] = SERVED_NETWORKS;
const isOut = ({ state, gone, erased, payload }: PublicationRow): boolean =>
  state === 'published' && !gone && !erased && SERVED.includes(payload.network);
