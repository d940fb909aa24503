import back from 'lucide-static/icons/arrow-left.svg?raw';
import pin from 'lucide-static/icons/pin.svg?raw';
import star from 'lucide-static/icons/star.svg?raw';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { statusOf } from '../../../shared/post-status.ts';
import { common } from '../../words/common.ts';
import { shortTitle } from '../../words/segments.ts';
import { Acts } from '../compose/Acts.tsx';
import { Compose, useComposer } from '../compose/Compose.tsx';
import { Editor } from '../compose/Editor.tsx';
import { Chip } from '../parts/Chip.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Icon } from '../parts/Icon.tsx';
import { said } from '../shell/act.ts';
import { asksToCorrect, pathTo } from '../shell/address.ts';
import { useShow } from '../shell/show-context.ts';
import { Takedown, TakenDown } from './Takedown.tsx';
import { words } from './words.ts';

/** One post on a page of its own: the same editor, with its status, star and pin. */
export function PostPage({ id }: { readonly id: string }) {
  const show = useShow();
  if (show.rows.value.get('post', id)) return <KnownPost id={id} />;
  return (
    <div class="screen">
      <Empty title={words().page.unknown}>
        <a class="button button-quiet" href={pathTo(show.id, 'posts')}>
          {words().page.back}
        </a>
      </Empty>
    </div>
  );
}

function KnownPost({ id }: { readonly id: string }) {
  const show = useShow();
  const rows = show.rows.value;
  const { route } = useLocation();
  const composer = useComposer({ post: id });
  const [correcting, correct] = useState<string>();
  const [start] = useState(() => (asksToCorrect() ? ('free' as const) : undefined));
  const post = composer.post.value;
  const segment = post.segment === undefined ? undefined : rows.get('segment', post.segment);
  const t = words().page;
  const mark = (field: 'starred' | 'pinned') =>
    void said(() => show.act('post.star', { post: id, change: { [field]: { from: post[field], to: !post[field] } } }));
  const leave = () => route(pathTo(show.id, 'posts'));
  const corrects = start !== undefined;
  const acts = <Acts composer={composer} mends={corrects} onDone={leave} onCorrect={correct} />;
  return (
    <div class="screen posts-page">
      <header class="posts-page-head">
        <a class="button button-plain" href={pathTo(show.id, 'posts')} aria-label={t.back}>
          <Icon of={back} />
        </a>
        <h1 class="grow">
          {segment ? shortTitle(rows, segment) : common().kinds[post.kind]}
          <span class="posts-page-about">
            {segment && common().kinds[post.kind]}{' '}
            <Chip>{common().statuses[statusOf(rows, post, show.second.value)]}</Chip>
          </span>
        </h1>
        <button
          type="button"
          class="posts-mark"
          aria-pressed={post.starred}
          aria-label={t.star}
          onClick={() => mark('starred')}
        >
          <Icon of={star} />
        </button>
        <button
          type="button"
          class="posts-mark"
          aria-pressed={post.pinned}
          aria-label={t.pin}
          onClick={() => mark('pinned')}
        >
          <Icon of={pin} />
        </button>
      </header>
      <TakenDown post={post} />
      {!post.erased && (
        <>
          {/* What a correction does stands below its words: at the end of the page nobody would see it come. */}
          <Editor composer={composer} start={start}>
            {corrects && acts}
          </Editor>
          <Takedown post={post} />
          {!corrects && <div class="dock posts-dock">{acts}</div>}
        </>
      )}
      {correcting && (
        <Compose corrects={correcting} segment={post.segment} kind={post.kind} onClose={() => correct(undefined)} />
      )}
    </div>
  );
}
