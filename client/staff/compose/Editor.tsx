import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { hasTwoVersions } from '../../../shared/post-status.ts';
import { Restrictions } from '../parts/Restrictions.tsx';
import { useAfterPaint } from '../shell/after-paint.ts';
import { useShow } from '../shell/show-context.ts';
import { Channels } from './Channels.tsx';
import { CueField } from './CueField.tsx';
import type { Composer } from './composer.ts';
import { DeskLine } from './DeskLine.tsx';
import { Edited } from './Edited.tsx';
import { Fills } from './Fills.tsx';
import { livePreviews } from './live.ts';
import { More } from './More.tsx';
import { Photos } from './Photos.tsx';
import { Previews } from './Previews.tsx';
import { Problems } from './Problems.tsx';
import { Publications } from './Publications.tsx';
import { problemsOf } from './problems.ts';
import type { NewPost } from './start.ts';
import { useDirectory } from './use-directory.ts';
import { Versions } from './Versions.tsx';
import { Words } from './Words.tsx';
import { words } from './words.ts';

/** Hours in the words are told to the minute: previews are not made more often than this. */
const PREVIEW_EVERY_MS = 10_000;

/** Everything of a post that a person writes, and how it will look. */
export function Editor({
  composer,
  start,
  away,
  onNamed,
  children,
}: {
  readonly composer: Composer;
  readonly start?: NewPost['start'];
  /** The sheet that this is in, out of the way once the winner is named. */
  readonly away?: Signal<boolean>;
  /** What it was opened for, a winner to name, is done. */
  readonly onNamed?: () => void;
  /** What belongs right below the words. */
  readonly children?: ComponentChildren;
}) {
  const show = useShow();
  const rows = show.rows.value;
  const post = composer.post.value;
  const painted = useAfterPaint();
  useDirectory();
  const segment = post.segment === undefined ? undefined : rows.get('segment', post.segment);
  const owner =
    post.owner !== undefined && post.owner !== show.me.value?.id ? rows.get('staff', post.owner) : undefined;
  const twoVersions = composer.heads.value.length > 1 && !composer.joining.value;
  const t = words();
  const photos = <Photos composer={composer} start={start} />;
  return (
    <div class="compose">
      {owner && <p class="compose-note">{t.openBy(owner.name)}</p>}
      {post.returned && <p class="compose-note compose-note-strong">{t.returned(post.returned)}</p>}
      {post.held && <p class="compose-note compose-note-strong">{t.held(post.held.reason)}</p>}
      <Edited rows={rows} post={post} />
      {segment && <Restrictions rows={rows} segment={segment} />}
      {start === 'photo' && photos}
      <Fills composer={composer} start={start} away={away} onNamed={onNamed} />
      {hasTwoVersions(rows, post.id) && (twoVersions || composer.joining.value) && <Versions composer={composer} />}
      {!twoVersions && (
        <Words composer={composer} focus={start === 'free' || (start === 'quote' && post.slots.length === 0)} />
      )}
      {!twoVersions && <DeskLine composer={composer} />}
      {children}
      {painted && <Rest composer={composer}>{start !== 'photo' && photos}</Rest>}
    </div>
  );
}

/** What is looked at once the words are there: how they will look, what is wrong with them, where and when they go. */
function Rest({ composer, children }: { readonly composer: Composer; readonly children: ComponentChildren }) {
  const show = useShow();
  const rows = show.rows.value;
  const post = composer.post.value;
  const atMs = Math.floor(show.second.value / PREVIEW_EVERY_MS) * PREVIEW_EVERY_MS;
  const editing = { variant: composer.variant.value, words: composer.words.value };
  const previews = livePreviews(rows, { post, editing, atMs });
  return (
    <>
      <Problems
        problems={problemsOf(rows, { post, words: editing.words, previews })}
        {...(composer.mayWrite && { onLighten: (channel: string) => void composer.lighten(channel) })}
      />
      {children}
      <Previews post={post} previews={previews} composer={composer} />
      <Channels composer={composer} />
      <CueField composer={composer} />
      <More composer={composer} />
      <Publications post={post} />
    </>
  );
}
