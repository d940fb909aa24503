import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import type { TrayItem } from '../../../shared/tray.ts';
import { common } from '../../words/common.ts';
import { shortTitle } from '../../words/segments.ts';
import { language } from '../../words/words.ts';
import { previewsOf } from '../direct/previews.ts';
import { Chip } from '../parts/Chip.tsx';
import { channelName } from '../parts/channel-name.ts';
import { useShow } from '../shell/show-context.ts';
import { AfterOut } from './AfterOut.tsx';
import { ByHand } from './ByHand.tsx';
import { CorrectionUnknown } from './CorrectionUnknown.tsx';
import { PostAsks } from './PostAsks.tsx';
import { PublicationAsks } from './PublicationAsks.tsx';
import { RelayAsks } from './RelayAsks.tsx';
import { RelayUnknown } from './RelayUnknown.tsx';
import { words } from './words.ts';

export interface ItemProps {
  readonly item: TrayItem;
  readonly atMs: number;
  readonly onOpen: (post: string) => void;
}

/** One thing to decide: what happened in plain words, of which post, and what can be done. */
export function Item({ item, atMs, onOpen }: ItemProps) {
  const show = useShow();
  const rows = show.rows.value;
  const post = rows.get('post', item.post);
  if (!post) return null;
  const relay = item.relay === undefined ? undefined : rows.get('relay', item.relay);
  const publication = rows.get('publication', item.publication ?? relay?.publication ?? '');
  const segment = post.segment === undefined ? undefined : rows.get('segment', post.segment);
  const said = publication?.payload.words ?? previewsOf(rows, post, atMs)[0]?.words ?? post.title ?? '';
  const t = words().reasons[item.reason];
  const channel = publication && channelName(rows, relay?.channel ?? publication.channel);
  const lastMs = (relay ?? publication)?.tries.at(-1)?.atMs;
  const zone = showOf(rows)?.zone ?? 'UTC';
  return (
    <article class="panel tray-item" data-reason={item.reason}>
      <header class="tray-head">
        <h2 class="grow">{t.title}</h2>
        {channel && <Chip>{channel}</Chip>}
      </header>
      <p class="small soft">
        {[
          segment ? shortTitle(rows, segment) : common().kinds[post.kind],
          lastMs !== undefined && hour(lastMs, zone, language.value),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p class="clip tray-words" lang={post.language}>
        {said || words().noWords}
      </p>
      <p>{t.why}</p>
      {item.reason === 'relay-unknown' && relay ? (
        <RelayUnknown relay={relay} atMs={atMs} />
      ) : relay ? (
        <RelayAsks relay={relay} atMs={atMs} />
      ) : (item.reason === 'not-removed' || item.reason === 'not-corrected') && publication ? (
        <AfterOut publication={publication} reason={item.reason} atMs={atMs} />
      ) : item.reason === 'correction-unknown' && publication ? (
        <CorrectionUnknown publication={publication} atMs={atMs} />
      ) : item.reason === 'by-hand' && publication ? (
        <ByHand publication={publication} />
      ) : publication ? (
        <PublicationAsks publication={publication} reason={item.reason} atMs={atMs} onOpen={() => onOpen(post.id)} />
      ) : (
        <PostAsks item={item} post={post} atMs={atMs} onOpen={() => onOpen(post.id)} />
      )}
    </article>
  );
}
