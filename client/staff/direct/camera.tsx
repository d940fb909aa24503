import { useRef, useState } from 'preact/hooks';
import type { PostRow, Slot } from '../../../shared/rows/post.ts';
import { drawAtOnce, soonPainted } from '../shell/frames.ts';
import { useShow } from '../shell/show-context.ts';

const taker = () => import('../compose/take-here.ts');

/**
 * A place's photo taken without leaving the card: `shoot` opens the camera, `pick` the pictures of this phone. The inputs
 * stand where the buttons are drawn: a phone opens its camera only within the press itself.
 */
export function useCamera(post: PostRow, slot: Slot | undefined) {
  const show = useShow();
  const shot = useRef<HTMLInputElement>(null);
  const roll = useRef<HTMLInputElement>(null);
  const [taking, setTaking] = useState(false);
  const take = (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])];
    input.value = '';
    if (files.length === 0) return;
    drawAtOnce(() => setTaking(true));
    // First that it is taken is painted.
    void soonPainted()
      .then(taker)
      .then(({ takeHere }) => takeHere(show, post, { files, slot: slot?.name }))
      .finally(() => setTaking(false));
  };
  // While a person looks through the camera, what takes the photo comes; if it cannot, the photo asks for it again.
  const open = (input: HTMLInputElement | null) => {
    input?.click();
    taker().catch(() => undefined);
  };
  const common = {
    class: 'aside',
    type: 'file',
    accept: 'image/*',
    tabIndex: -1,
    'aria-hidden': 'true',
    onChange: (event: { readonly currentTarget: HTMLInputElement }) => take(event.currentTarget),
  } as const;
  const inputs = (
    <>
      <input ref={shot} {...common} capture="environment" />
      <input ref={roll} {...common} />
    </>
  );
  return { inputs, taking, shoot: () => open(shot.current), pick: () => open(roll.current) };
}
