import { useEffect, useState } from 'preact/hooks';
import { Button } from '../parts/Button.tsx';
import { useSession, useShow } from '../shell/show-context.ts';
import { words } from './words.ts';

/** The other phone is linked: this one keeps its place, or leaves it once the server has all that it holds. */
export function Taken({ name, onKeep }: { readonly name: string; readonly onKeep: () => void }) {
  const show = useShow();
  const session = useSession();
  const [leaving, setLeaving] = useState(false);
  const unsent = show.outbox.value.filter(({ state }) => state !== 'received').length;
  const t = words();
  useEffect(() => {
    if (leaving && unsent === 0) void session.leave();
  }, [leaving, unsent]);
  return (
    <div class="stack">
      <p class="strong" role="status">
        {t.taken(name)}
      </p>
      <p class="small soft">{leaving ? t.leaving : unsent === 0 ? t.nothingLeft : t.unsent(unsent)}</p>
      <Button tone="act" wide onClick={onKeep}>
        {t.keep}
      </Button>
      <Button wide disabled={leaving} onClick={() => setLeaving(true)}>
        {unsent === 0 ? t.leave : t.leaveOnceSent}
      </Button>
    </div>
  );
}
