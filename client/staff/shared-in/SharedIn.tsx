import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { runningOrder } from '../../../shared/running-order.ts';
import type { ShowModel } from '../../signals/show.ts';
import { common } from '../../words/common.ts';
import { shortTitle } from '../../words/segments.ts';
import { Acts } from '../compose/Acts.tsx';
import { useComposer } from '../compose/Compose.tsx';
import { Editor } from '../compose/Editor.tsx';
import { takePhotos } from '../compose/take-photos.ts';
import { words as composeWords } from '../compose/words.ts';
import { Sheet } from '../parts/Sheet.tsx';
import { toast } from '../parts/toasts.ts';
import { pathTo } from '../shell/address.ts';
import { dropShared, type Shared, sharedHere } from './shared.ts';
import { words } from './words.ts';

/** What another app shared, taken into the show that is open: photos into a new post, a link into a question. */
export function SharedIn({ show }: { readonly show: ShowModel }) {
  const { route } = useLocation();
  const [shared, setShared] = useState<Shared>();
  const loaded = show.loaded.value;
  useEffect(() => {
    if (!loaded) return;
    void sharedHere().then(async (found) => {
      if (!found) return;
      if (found.files.length === 0) {
        await dropShared();
        route(pathTo(show.id, 'questions', found.words));
      } else if (show.me.peek()?.hats.includes('write')) setShared(found);
      else toast(words().mayNotWrite, { tone: 'wrong' });
    });
  }, [loaded, show]);
  return shared ? <SharedPhotos show={show} files={shared.files} onClose={() => setShared(undefined)} /> : null;
}

function SharedPhotos({
  show,
  files,
  onClose,
}: {
  readonly show: ShowModel;
  readonly files: readonly File[];
  readonly onClose: () => void;
}) {
  const [segment] = useState(() => onStage(show));
  const composer = useComposer({ start: 'photo', segment });
  useEffect(() => {
    // Once each is on this phone's disk it is the show's; until then the shared copy is the only one.
    void takePhotos(show, composer, { files, slot: undefined }).then(dropShared);
  }, []);
  const about = segment === undefined ? undefined : show.rows.value.get('segment', segment);
  return (
    <Sheet
      tall
      title={
        <>
          {composeWords().newTitle(common().kinds.photo)}
          {about && <span class="compose-about">{shortTitle(show.rows.value, about)}</span>}
        </>
      }
      onClose={onClose}
      foot={<Acts composer={composer} onDone={onClose} />}
    >
      <Editor composer={composer} start={undefined} onNamed={onClose} />
    </Sheet>
  );
}

/** What a photo that was just taken is most likely of. */
function onStage(show: ShowModel): string | undefined {
  const rows = show.rows.peek();
  const order = runningOrder(rows, show.nowMs());
  const on = [...rows.all('segment')].filter(
    ({ id, cancelled }) => !cancelled && order.isBegun(id) && !order.isEnded(id),
  );
  return on.length === 1 ? on[0]?.id : undefined;
}
