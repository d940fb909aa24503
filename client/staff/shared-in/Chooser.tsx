import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { SessionShow } from '../../../shared/access.ts';
import { Button } from '../parts/Button.tsx';
import { pathTo } from '../shell/address.ts';
import { dropShared, sharedHere } from './shared.ts';
import { words } from './words.ts';

/** On the list of shows: something shared waits for one to be chosen, unless there is only one. */
export function Chooser({ shows }: { readonly shows: readonly SessionShow[] }) {
  const { route } = useLocation();
  const [waits, wait] = useState(false);
  const open = shows.filter(({ endedMs }) => endedMs === undefined);
  const only = open.length === 1 ? open[0]?.id : undefined;
  useEffect(() => {
    void sharedHere().then((shared) => {
      if (shared && only !== undefined) route(pathTo(only, 'direct'), true);
      else wait(shared !== undefined);
    });
  }, [only]);
  if (!waits) return null;
  const t = words();
  return (
    <div class="panel row" role="status">
      <p class="grow">{t.waits}</p>
      <Button onClick={() => void dropShared().then(() => wait(false))}>{t.drop}</Button>
    </div>
  );
}
