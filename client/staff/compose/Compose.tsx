import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { common } from '../../words/common.ts';
import { shortTitle } from '../../words/segments.ts';
import { Sheet } from '../parts/Sheet.tsx';
import { useShow } from '../shell/show-context.ts';
import { Acts } from './Acts.tsx';
import { Composer } from './composer.ts';
import { Editor } from './Editor.tsx';
import type { NewPost } from './start.ts';
import { words } from './words.ts';
import './compose.css';

export interface ComposeProps extends NewPost {
  /** A post that is there; without one, a new post. */
  readonly post?: string;
}

/** The editor of a post in a sheet that fills the phone, its one main act at the thumb. */
export function Compose({ onClose, ...what }: ComposeProps & { readonly onClose: () => void }) {
  const show = useShow();
  const composer = useComposer(what);
  const away = useSignal(false);
  const post = composer.post.value;
  const segment = post.segment === undefined ? undefined : show.rows.value.get('segment', post.segment);
  const kind = common().kinds[post.kind];
  const title = what.post === undefined && !composer.exists.value ? words().newTitle(kind) : kind;
  return (
    <Sheet
      tall
      title={
        <>
          {title}
          {segment && <span class="compose-about">{shortTitle(show.rows.value, segment)}</span>}
        </>
      }
      onClose={onClose}
      away={away}
      foot={<Acts composer={composer} away={away} onDone={onClose} />}
    >
      <Editor composer={composer} start={what.start} away={away} onNamed={onClose} />
    </Sheet>
  );
}

/** A composer for as long as this is drawn. */
export function useComposer(what: ComposeProps): Composer {
  const show = useShow();
  // What it was opened on names it: another post is another composer.
  const composer = useMemo(() => new Composer(show, what), [show, what.post]);
  useEffect(() => {
    composer.open();
    return () => composer.close();
  }, [composer]);
  return composer;
}
