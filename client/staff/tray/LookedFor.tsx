import type { PublicationRow } from '../../../shared/rows/publication.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { language } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { words } from './words.ts';

/** What nobody knows of: when it was last looked for, and a look at once. Looks grow rare by themselves, X is paid for each. */
export function LookedFor({
  publication: { id, round, lookedMs, lookAskedMs, asks },
  mayAsk,
}: {
  readonly publication: PublicationRow;
  readonly mayAsk: boolean;
}) {
  const show = useShow();
  const t = words().unknown;
  const zone = showOf(show.rows.value)?.zone ?? 'UTC';
  const looking = !asks || lookedMs === undefined || (lookAskedMs ?? 0) > lookedMs;
  if (looking) return <p class="soft">{t.looking}</p>;
  const look = async () => {
    if (await said(show.act('publication.look', { publication: id, round }))) toast(t.lookAsked);
  };
  return (
    <div class="tray-looked">
      <p class="small soft grow">{t.looked(hour(lookedMs, zone, language.value))}</p>
      {mayAsk && <Button onClick={() => void look()}>{t.look}</Button>}
    </div>
  );
}
