import type { RehearsalPost } from '../../../shared/rehearsal.ts';
import { common } from '../../words/common.ts';
import { accountName } from '../parts/account-name.ts';
import { Chip } from '../parts/Chip.tsx';
import { channelName } from '../parts/channel-name.ts';
import { Hour } from '../parts/Hour.tsx';
import { Photo } from '../parts/Photo.tsx';
import { useShow } from '../shell/show-context.ts';
import { words } from './words.ts';

/** A post as its network would show it. */
export function NetworkPost({
  post,
  answers,
}: {
  readonly post: RehearsalPost;
  readonly answers: RehearsalPost | undefined;
}) {
  const show = useShow();
  const rows = show.rows.value;
  const channel = rows.get('channel', post.channel);
  const relayed = post.relayOf === undefined ? undefined : rows.get('channel', post.relayOf);
  const t = words();
  return (
    <li id={post.id} class="panel rehearsal-post" data-removed={post.removed}>
      <p class="row">
        <span class="grow">
          <span class="strong">{(channel && accountName(channel)) || common().app}</span>
          <span class="soft small"> · {channel ? common().networks[channel.network] : post.channel}</span>
        </span>
        <Hour atMs={post.atMs} />
      </p>
      {post.relayOf !== undefined && (
        <p class="small soft">{t.relays((relayed && accountName(relayed)) || channelName(rows, post.relayOf))}</p>
      )}
      {post.replyTo !== undefined && (
        <p class="rehearsal-reply small">
          {answers ? (
            <>
              {t.reply} <a href={`#${answers.id}`}>{answers.removed ? t.removed : start(answers.words)}</a>
            </>
          ) : (
            t.replyGone
          )}
        </p>
      )}
      {post.removed ? (
        <p>
          <Chip tone="air">{t.removed}</Chip>
        </p>
      ) : (
        <p class="rehearsal-words" lang={post.language} dir="auto">
          {post.words}
        </p>
      )}
      {post.photos.length > 0 && (
        <div class="rehearsal-photos">
          {post.photos.map((photo) => (
            <figure key={photo.id}>
              <Photo photo={{ ...photo, received: true }} />
              <figcaption class="small soft">{photo.alt}</figcaption>
            </figure>
          ))}
        </div>
      )}
    </li>
  );
}

const START_LENGTH = 50;
const start = (said: string): string =>
  said.length > START_LENGTH ? `${said.slice(0, START_LENGTH).trimEnd()}…` : said;
