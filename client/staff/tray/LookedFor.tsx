import type { PublicationRow } from '../../../shared/rows/publication.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { language } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { useShow } from '../shell/show-context.ts';
import { Looking } from './TakingBack.tsx';
import { words } from './words.ts';

/** What nobody knows of: when it was last looked for, and a look at once. Looks grow rare by themselves, X is paid for each. */
export function LookedFor({
  publication: { lookedMs, lookAskedMs, asks, trouble },
  atMs,
  onLook,
}: {
  readonly publication: PublicationRow;
  readonly atMs: number;
  /** Absent: it is not theirs to ask for. */
  readonly onLook?: (() => void) | undefined;
}) {
  const show = useShow();
  const t = words().unknown;
  const zone = showOf(show.rows.value)?.zone ?? 'UTC';
  if (trouble?.refusals !== undefined) return <Looking trouble={trouble} atMs={atMs} />;
  const looking = !asks || lookedMs === undefined || (lookAskedMs ?? 0) > lookedMs;
  if (looking) return <p class="soft">{t.looking}</p>;
  return (
    <div class="tray-looked">
      <p class="small soft grow">{t.looked(hour(lookedMs, zone, language.value))}</p>
      {onLook && <Button onClick={onLook}>{t.look}</Button>}
    </div>
  );
}
