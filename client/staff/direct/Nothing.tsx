import radio from 'lucide-static/icons/radio.svg?raw';
import { Empty } from '../parts/Empty.tsx';
import { pathTo } from '../shell/address.ts';
import { useShow } from '../shell/show-context.ts';
import { after } from './after.ts';

/** No post is to come. */
export function NoPost() {
  const t = after().nothing;
  return (
    <div class="panel">
      <Empty drawing={radio} title={t.post}>
        <p class="soft">{t.postWhy}</p>
      </Empty>
    </div>
  );
}

/** Nothing is to begin in these rooms: all is over, or nobody has said yet what there will be. */
export function NothingLeft({ rooms }: { readonly rooms: readonly string[] }) {
  const show = useShow();
  const hasAny = [...show.rows.value.all('segment')].some((segment) =>
    segment.rooms.some((room) => rooms.includes(room)),
  );
  const conducts = show.me.value?.hats.includes('conduct') ?? false;
  const t = after().nothing;
  if (hasAny) return <p class="soft">{t.over}</p>;
  return (
    <>
      <p class="soft">{t.empty}</p>
      {conducts && (
        <a class="button button-quiet" href={pathTo(show.id, 'settings', 'import')}>
          {t.toImport}
        </a>
      )}
    </>
  );
}
