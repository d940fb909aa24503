import image from 'lucide-static/icons/image.svg?raw';
import pin from 'lucide-static/icons/pin.svg?raw';
import star from 'lucide-static/icons/star.svg?raw';
import { approvalOf, photosOf } from '../../../shared/post-status.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { common } from '../../words/common.ts';
import { cueWords } from '../../words/cues.ts';
import { shortTitle } from '../../words/segments.ts';
import { channelsOf } from '../compose/live.ts';
import { previewsOf } from '../direct/previews.ts';
import { Chip } from '../parts/Chip.tsx';
import { channelName } from '../parts/channel-name.ts';
import { Hour } from '../parts/Hour.tsx';
import { Icon } from '../parts/Icon.tsx';
import { markOf } from '../parts/marks.ts';
import { Squares } from '../parts/Squares.tsx';
import { pathTo, pathToCorrect } from '../shell/address.ts';
import { useShow } from '../shell/show-context.ts';
import type { Found } from './find.ts';
import { words } from './words.ts';

/** A post in a list: when, where it stands, its first words. */
export function Item({
  found: { post, status, atMs },
  corrects = false,
}: {
  readonly found: Found;
  /** Looked for by its words, or where it stands on the board: what is out is as a rule there to be corrected. */
  readonly corrects?: boolean;
}) {
  const show = useShow();
  const rows = show.rows.value;
  const zone = showOf(rows)?.zone ?? 'UTC';
  const cue = approvalOf(rows, post)?.cue ?? post.cue;
  const segment = post.segment === undefined ? undefined : rows.get('segment', post.segment);
  const mark = markOf(status);
  const said = previewsOf(rows, post, show.second.peek())[0]?.words.trim();
  const t = words().item;
  return (
    <li>
      <a class="posts-item" href={pathTo(show.id, 'posts', post.id)}>
        <span class="posts-item-hour">{atMs === undefined ? <span class="soft">—</span> : <Hour atMs={atMs} />}</span>
        <span class="posts-item-main">
          <span class="posts-item-head">
            <span class="strong">{segment ? shortTitle(rows, segment) : common().kinds[post.kind]}</span>
            {post.starred && <Icon of={star} size={1} />}
            {post.pinned && <Icon of={pin} size={1} />}
            {photosOf(rows, post.id).length > 0 && <Icon of={image} size={1} />}
          </span>
          <span class="clip">{said || post.title || t.noWords}</span>
          <span class="small soft">
            {[
              common().kinds[post.kind],
              post.state === 'fired' ? undefined : cueWords(cue, zone),
              channelsOf(rows, post)
                .map(({ id }) => channelName(rows, id))
                .join(', '),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        <span class="posts-item-status">
          {mark && <Squares marks={[mark]} says="" />}
          <Chip tone={mark === 'look' ? 'act' : mark === 'sent' ? 'done' : mark === 'ready' ? 'ready' : 'plain'}>
            {common().statuses[status]}
          </Chip>
        </span>
      </a>
      {corrects && post.state === 'fired' && (
        <a class="button button-plain posts-item-act" href={pathToCorrect(show.id, post.id)}>
          {t.correct}
          <span class="aside"> {said}</span>
        </a>
      )}
    </li>
  );
}
