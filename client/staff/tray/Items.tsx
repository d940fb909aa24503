import type { PublicationRow } from '../../../shared/rows/publication.ts';
import type { TrayItem } from '../../../shared/tray.ts';
import { Button } from '../parts/Button.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { Item } from './Item.tsx';
import { words } from './words.ts';

/** What the show asks, the gravest first. */
export function Items({
  items,
  atMs,
  onOpen,
}: {
  readonly items: readonly TrayItem[];
  readonly atMs: number;
  readonly onOpen: (post: string) => void;
}) {
  return (
    <>
      <NoneWasSent items={items} />
      {items.map((item) => (
        <Item
          key={`${item.reason} ${item.post} ${item.publication ?? item.relay ?? ''}`}
          item={item}
          atMs={atMs}
          onOpen={onOpen}
        />
      ))}
    </>
  );
}

/** After a restore: one tap says of all that nobody can know about that none was sent. */
function NoneWasSent({ items }: { readonly items: readonly TrayItem[] }) {
  const show = useShow();
  const t = words().unknown;
  const born = items.flatMap(({ publication }): readonly PublicationRow[] => {
    const row = publication === undefined ? undefined : show.rows.value.get('publication', publication);
    return row?.state === 'unknown' && row.bornUnknown && row.asks ? [row] : [];
  });
  const approves = show.me.value?.hats.includes('approve') ?? false;
  if (born.length < 2 || !approves) return null;
  return (
    <div class="panel tray-item">
      <p>{t.restored(born.length)}</p>
      <Button
        onClick={async () => {
          let done = 0;
          for (const { id, round } of born) {
            if (await said(() => show.act('publication.find', { publication: id, round, none: 'said' }))) done += 1;
          }
          if (done > 0) toast(t.noneDone(done));
        }}
      >
        {t.noneSent}
      </Button>
    </div>
  );
}
