import type { Signal } from '@preact/signals';
import { isOpen } from '../../../shared/post-status.ts';
import type { PostRow, Slot } from '../../../shared/rows/post.ts';
import { typeset } from '../../../shared/text/typography.ts';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import type { Composer } from './composer.ts';
import { Saved } from './Saved.tsx';
import type { NewPost } from './start.ts';
import { Winner } from './Winner.tsx';
import { words } from './words.ts';

/** The places of a post that are filled with words or a name; photos have their own part of the editor. */
export function Fills({
  composer,
  start,
  away,
  onNamed,
}: {
  readonly composer: Composer;
  readonly start: NewPost['start'];
  readonly away: Signal<boolean> | undefined;
  /** The winner that this was opened for has been named. */
  readonly onNamed: (() => void) | undefined;
}) {
  const post = composer.post.value;
  return (
    <>
      {post.slots.map((slot) =>
        slot.kind === 'quote' ? (
          <Quote key={slot.name} post={post} slot={slot} focus={start === 'quote'} readOnly={!composer.mayWrite} />
        ) : slot.kind === 'winner' ? (
          <Winner
            key={slot.name}
            post={post}
            slot={slot}
            readOnly={!composer.mayWrite}
            {...(start === 'winner' && onNamed && { onNamed })}
            {...(away && { away })}
          />
        ) : null,
      )}
    </>
  );
}

function Quote({
  post,
  slot,
  focus,
  readOnly,
}: {
  readonly post: PostRow;
  readonly slot: Slot;
  readonly focus: boolean;
  readonly readOnly: boolean;
}) {
  const show = useShow();
  const t = words().fills;
  const open = isOpen(show.rows.value, post, slot);
  const fill = (said_: string) => {
    const to = typeset(said_, post.language).trim();
    return said(() =>
      show.act('post.fill', {
        post: post.id,
        slot: slot.name,
        ...(slot.fill !== undefined && { from: slot.fill }),
        ...(to !== '' && { to }),
      }),
    );
  };
  return (
    <div class={open ? 'compose-fill compose-fill-open' : 'compose-fill'}>
      <Saved
        label={t.quote}
        hint={[slot.guidance, t.quoteWhy].filter(Boolean).join(' · ')}
        value={slot.fill ?? ''}
        language={post.language}
        focus={focus && open}
        lines={3}
        readOnly={readOnly}
        onSave={fill}
      />
    </div>
  );
}
