import camera from 'lucide-static/icons/camera.svg?raw';
import images from 'lucide-static/icons/images.svg?raw';
import quote from 'lucide-static/icons/quote.svg?raw';
import trophy from 'lucide-static/icons/trophy.svg?raw';
import { isOpen } from '../../../shared/post-status.ts';
import type { PostRow, Slot } from '../../../shared/rows/post.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { Icon } from '../parts/Icon.tsx';
import { Progress } from '../parts/Progress.tsx';
import { useCamera } from './camera.tsx';
import type { Compose } from './compose.ts';
import { words } from './words.ts';

const DRAWINGS = { quote, winner: trophy } as const;

/** The post's open places, as places: what is missing is a button where it will stand. */
export function Slots({
  rows,
  post,
  onCompose,
}: {
  readonly rows: Rows;
  readonly post: PostRow;
  readonly onCompose: (compose: Compose) => void;
}) {
  const t = words().post;
  const says = { quote: t.openQuote, winner: t.openWinner };
  return post.slots
    .filter((slot) => isOpen(rows, post, slot))
    .map((slot) => {
      const hint = [slot.kind === 'photo' && slot.look && t.altReady, slot.guidance].filter(Boolean).join(' · ');
      if (slot.kind === 'photo') return <PhotoSlot key={slot.name} post={post} slot={slot} hint={hint} />;
      return (
        <button
          key={slot.name}
          type="button"
          class="slot"
          onClick={() => onCompose({ post: post.id, ...startOf(slot) })}
        >
          <Icon of={DRAWINGS[slot.kind]} />
          <span>{says[slot.kind]}</span>
          {hint && <span class="small soft slot-hint">{hint}</span>}
        </button>
      );
    });
}

/** Where a photo will stand: one press opens the camera, and the card stays; beside it, the pictures already taken. */
function PhotoSlot({ post, slot, hint }: { readonly post: PostRow; readonly slot: Slot; readonly hint: string }) {
  const { inputs, shoot, pick, taking } = useCamera(post, slot);
  const t = words().post;
  if (taking) return <Progress label={t.photoTaken} />;
  return (
    <div class="slot-photo">
      <button type="button" class={slot.required ? 'slot' : 'slot slot-optional'} onClick={shoot}>
        <Icon of={camera} />
        <span>{slot.required ? t.openPhoto : t.photoOptional}</span>
        {hint && <span class="small soft slot-hint">{hint}</span>}
      </button>
      <button type="button" class="slot slot-roll" aria-label={t.photoPick} onClick={pick}>
        <Icon of={images} />
      </button>
      {inputs}
    </div>
  );
}

/** What the composer should open on for a place. */
export const startOf = (slot: Slot): Pick<Compose, 'start'> => ({ start: slot.kind });
