import type { PublicationRow } from '../../../shared/rows/publication.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { language } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { Looking, TryAgain } from './TakingBack.tsx';
import { words } from './words.ts';

/** What nobody knows of: when it was last looked for, and a look at once. Looks grow rare by themselves, X is paid for each. */
export function LookedFor({
  publication: { id, round, lookedMs, lookAskedMs, asks, trouble },
  atMs,
  mayAsk,
}: {
  readonly publication: PublicationRow;
  readonly atMs: number;
  readonly mayAsk: boolean;
}) {
  const show = useShow();
  const t = words().unknown;
  const zone = showOf(show.rows.value)?.zone ?? 'UTC';
  const look = async () => {
    if (await said(show.act('publication.look', { publication: id, round }))) toast(t.lookAsked);
  };
  if (trouble?.refusals !== undefined) {
    return (
      <div class="tray-looked">
        <div class="grow">
          <Looking trouble={trouble} atMs={atMs} />
        </div>
        {mayAsk && <TryAgain trouble={trouble} label={t.look} onAgain={() => void look()} />}
      </div>
    );
  }
  const looking = !asks || lookedMs === undefined || (lookAskedMs ?? 0) > lookedMs;
  if (looking) return <p class="soft">{t.looking}</p>;
  return (
    <div class="tray-looked">
      <p class="small soft grow">{t.looked(hour(lookedMs, zone, language.value))}</p>
      {mayAsk && <Button onClick={() => void look()}>{t.look}</Button>}
    </div>
  );
}
