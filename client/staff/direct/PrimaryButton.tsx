import { useEffect, useState } from 'preact/hooks';
import type { PostRow, Slot } from '../../../shared/rows/post.ts';
import { type Rows, showOf } from '../../../shared/rows/rows.ts';
import { refusalWordsSoon } from '../../words/refusal-soon.ts';
import { Button } from '../parts/Button.tsx';
import { channelName } from '../parts/channel-name.ts';
import { HoldButton } from '../parts/HoldButton.tsx';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { accountsOf, mayPublish } from '../shell/first-publication.ts';
import { later } from '../shell/later.tsx';
import { useShow } from '../shell/show-context.ts';
import { useCamera } from './camera.tsx';
import type { Compose } from './compose.ts';
import { type Primary, primaryOf } from './primary.ts';
import { startOf } from './Slots.tsx';
import { words } from './words.ts';

const PublishesAs = later(() => import('../shell/PublishesAs.tsx').then((found) => found.PublishesAs), { quiet: true });

/** After a press the next post comes under the same thumb: the button sleeps so long, or a double tap would fire two. */
const SLEEP_MS = 800;

interface PrimaryButtonProps {
  readonly post: PostRow;
  readonly atMs: number;
  readonly onCompose: (compose: Compose) => void;
  readonly onFired: () => void;
  /** It has just come under the thumb, in the place of another. */
  readonly changed: boolean;
}

/** What this post needs now, as one button; or why there is nothing to press. */
export function PrimaryButton({ post, atMs, onCompose, onFired, changed }: PrimaryButtonProps) {
  const show = useShow();
  const rows = show.rows.value;
  const asleep = useSleep(changed);
  const primary = primaryOf(rows, { post, me: show.me.value, atMs });
  const t = words().act;
  const camera = useCamera(post, primary.act === 'fill' ? primary.slot : undefined);
  const refusal =
    primary.act === 'publish'
      ? show.check('post.fire', { post: post.id, approval: primary.approval })
      : primary.act === 'approve-publish'
        ? show.check('post.fire', { post: post.id, seen: primary.seen })
        : undefined;
  const why = refusalWordsSoon(refusal);

  if (refusal) {
    return (
      <div class="primary">
        <p class="small primary-why">{why}</p>
        <Button tone="act" wide large onClick={() => onCompose({ post: post.id })}>
          {t.fix}
        </Button>
      </div>
    );
  }
  const press = async () => {
    if (primary.act === 'submit') {
      if (await said(() => show.act('post.submit', { post: post.id }))) toast(words().submitted);
    } else if (primary.act === 'publish' || primary.act === 'approve-publish') {
      const args =
        primary.act === 'publish'
          ? { post: post.id, approval: primary.approval }
          : { post: post.id, seen: primary.seen };
      if ((await mayPublish(show, post)) && (await said(() => show.act('post.fire', args)))) onFired();
    } else if (primary.act === 'fill' && primary.slot.kind === 'photo') camera.shoot();
    else if (primary.act === 'fill') onCompose({ post: post.id, ...startOf(primary.slot) });
    else onCompose({ post: post.id });
  };
  if (primary.act === 'wait') {
    return (
      <p class="button button-wide button-large primary-wait" role="note">
        {words().waits[primary.why]}
      </p>
    );
  }
  const fires = primary.act === 'publish' || primary.act === 'approve-publish';
  const channels = (fires ? post.channels : []).flatMap((id) => {
    return rows.get('channel', id)?.on ? [channelName(rows, id)] : [];
  });
  const label = (
    <span class="primary-label">
      {labelOf(primary)}
      {channels.length > 0 && <small>{t.publishOn(channels.join(', '))}</small>}
    </span>
  );
  if (fires && primary.long) {
    return (
      <>
        <As rows={rows} post={post} />
        <HoldButton tone="act" wide large disabled={asleep} onDone={() => void press()}>
          <span class="primary-label">
            {t.hold}
            <small>{channels.join(', ')}</small>
          </span>
        </HoldButton>
      </>
    );
  }
  const asleepNow = asleep || camera.taking;
  return (
    <>
      {fires && <As rows={rows} post={post} />}
      <Button tone="act" wide large aria-disabled={asleepNow} onClick={() => (asleepNow ? undefined : void press())}>
        {camera.taking ? words().post.photoTaken : label}
      </Button>
      {camera.inputs}
    </>
  );
}

/** Under which name it goes. Its place is kept until it comes: nothing moves where a thumb is about to press. */
function As({ rows, post }: { readonly rows: Rows; readonly post: PostRow }) {
  if (!showOf(rows)?.rehearsal && accountsOf(rows, post).length === 0) return null;
  return (
    <div class="primary-as">
      <PublishesAs post={post} />
    </div>
  );
}

function labelOf(primary: Exclude<Primary, { act: 'wait' }>): string {
  const t = words().act;
  switch (primary.act) {
    case 'publish':
      return t.publish;
    case 'approve-publish':
      return t.approvePublish;
    case 'submit':
      return t.submit;
    case 'fill':
      return fillLabel(primary.slot);
    case 'choose-version':
      return t.version;
  }
}

const fillLabel = (slot: Slot): string => words().act[slot.kind];

/** Asleep for a moment after it has taken another's place. */
function useSleep(changed: boolean): boolean {
  const [asleep, setAsleep] = useState(changed);
  useEffect(() => {
    const timer = setTimeout(() => setAsleep(false), SLEEP_MS);
    return () => clearTimeout(timer);
  }, []);
  return asleep;
}
