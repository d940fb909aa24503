import camera from 'lucide-static/icons/camera.svg?raw';
import quote from 'lucide-static/icons/quote.svg?raw';
import trophy from 'lucide-static/icons/trophy.svg?raw';
import { isOpen } from '../../../shared/post-status.ts';
import type { PostRow, Slot } from '../../../shared/rows/post.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { Icon } from '../parts/Icon.tsx';
import type { Compose } from './compose.ts';
import { words } from './words.ts';

const DRAWINGS: Readonly<Record<Slot['kind'], string>> = { photo: camera, quote, winner: trophy };

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
  const says = { photo: t.openPhoto, quote: t.openQuote, winner: t.openWinner };
  return post.slots
    .filter((slot) => isOpen(rows, post, slot))
    .map((slot) => {
      const optional = slot.kind === 'photo' && !slot.required;
      const hint = [slot.kind === 'photo' && slot.look && t.altReady, slot.guidance].filter(Boolean).join(' · ');
      return (
        <button
          key={slot.name}
          type="button"
          class={optional ? 'slot slot-optional' : 'slot'}
          onClick={() => onCompose({ post: post.id, ...startOf(slot) })}
        >
          <Icon of={DRAWINGS[slot.kind]} />
          <span>{optional ? t.photoOptional : says[slot.kind]}</span>
          {hint && <span class="small soft slot-hint">{hint}</span>}
        </button>
      );
    });
}

/** What the composer should open on for a place. */
export const startOf = (slot: Slot): Pick<Compose, 'start'> => (slot.kind === 'winner' ? {} : { start: slot.kind });
