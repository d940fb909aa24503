import { useShow } from '../shell/show-context.ts';
import type { Composer } from './composer.ts';
import { words } from './words.ts';

/** Where the words are: being typed, on this phone, or with the server. Read aloud only when it goes wrong. */
export function DeskLine({ composer }: { readonly composer: Composer }) {
  const show = useShow();
  const t = words().desk;
  // Two versions on the desk are not one until a person says so.
  if (!composer.mayWrite || composer.joining.value) return null;
  const state = composer.state.value;
  const { id } = composer.post.value;
  const here = show.outbox.value.some(
    ({ mutation, state: step }) => step !== 'received' && (mutation.args as { readonly post?: string }).post === id,
  );
  const isLost = show.storage.value !== 'ok' && show.storage.value !== 'emptied';
  const isUnkept = isLost && composer.exists.value;
  const says = !composer.exists.value
    ? t.nothing
    : state === 'typing'
      ? t.typing
      : isUnkept
        ? ''
        : state === 'kept' || here
          ? t.kept
          : t.received;
  return (
    <div class="compose-desk small soft">
      {/* Every pause of typing changes it: a screen reader that told it would talk over the writing. */}
      {says !== '' && <p>{says}</p>}
      <div role="status">
        {isUnkept && <p>{t.unkept}</p>}
        {composer.behind.value && <p class="compose-behind">{t.behind}</p>}
      </div>
    </div>
  );
}
