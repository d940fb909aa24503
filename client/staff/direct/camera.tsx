import { useRef, useState } from 'preact/hooks';
import type { PostRow, Slot } from '../../../shared/rows/post.ts';
import { useShow } from '../shell/show-context.ts';

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
    setTaking(true);
    void import('../compose/take-here.ts')
      .then(({ takeHere }) => takeHere(show, post, { files, slot: slot?.name }))
      .finally(() => setTaking(false));
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
  return { inputs, taking, shoot: () => shot.current?.click(), pick: () => roll.current?.click() };
}
