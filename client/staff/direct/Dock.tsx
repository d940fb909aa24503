import camera from 'lucide-static/icons/camera.svg?raw';
import pencil from 'lucide-static/icons/message-square-plus.svg?raw';
import hand from 'lucide-static/icons/octagon-pause.svg?raw';
import quote from 'lucide-static/icons/quote.svg?raw';
import { useState } from 'preact/hooks';
import type { PostRow } from '../../../shared/rows/post.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { Button } from '../parts/Button.tsx';
import { HoldButton } from '../parts/HoldButton.tsx';
import { Icon } from '../parts/Icon.tsx';
import { said } from '../shell/act.ts';
import { later } from '../shell/later.tsx';
import { useShow } from '../shell/show-context.ts';
import type { Compose } from './compose.ts';
import { PrimaryButton } from './PrimaryButton.tsx';
import { words } from './words.ts';

const HoldSheet = later(() => import('./HoldSheet.tsx').then((found) => found.HoldSheet));

/** At the thumb: the one big button for the post shown, then composing, then the brake. */
export function Dock({
  post,
  segment,
  onCompose,
  onFired,
  atMs,
}: {
  readonly post: PostRow | undefined;
  /** What a new post is about: what is on. */
  readonly segment: string | undefined;
  readonly onCompose: (compose: Compose) => void;
  readonly onFired: () => void;
  readonly atMs: number;
}) {
  const show = useShow();
  const [holding, setHolding] = useState(false);
  const [first] = useState(post?.id);
  const t = words().quick;
  const about = segment === undefined ? {} : { segment };
  const held = showOf(show.rows.value)?.held !== undefined;
  const writes = show.me.value?.hats.includes('write') ?? false;
  return (
    <div class="dock">
      {post && (
        <PrimaryButton
          key={post.id}
          post={post}
          atMs={atMs}
          onCompose={onCompose}
          onFired={onFired}
          changed={post.id !== first}
        />
      )}
      <div class="dock-row">
        {writes && (
          <>
            <Button class="dock-quick" onClick={() => onCompose({ start: 'photo', ...about })}>
              <Icon of={camera} size={1.25} />
              {t.photo}
            </Button>
            <Button class="dock-quick" onClick={() => onCompose({ start: 'quote', ...about })}>
              <Icon of={quote} size={1.25} />
              {t.quote}
            </Button>
            <Button class="dock-quick" onClick={() => onCompose({ start: 'free', ...about })}>
              <Icon of={pencil} size={1.25} />
              {t.free}
            </Button>
          </>
        )}
        <HoldButton
          disabled={held}
          onTap={() => setHolding(true)}
          onDone={() => void said(() => show.act('show.hold', { kind: 'person', reason: words().noReason }))}
        >
          <span class="dock-quick-inside">
            <Icon of={hand} size={1.25} />
            {held ? t.held : t.hold}
          </span>
        </HoldButton>
      </div>
      {holding && <HoldSheet onClose={() => setHolding(false)} />}
    </div>
  );
}
