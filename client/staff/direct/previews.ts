import { approvalOf, seenOf } from '../../../shared/post-status.ts';
import type { Seen } from '../../../shared/rows/approval.ts';
import type { ChannelRow } from '../../../shared/rows/channel.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import type { Measure } from '../../../shared/text/length.ts';
import { wordsOf } from '../../../shared/wording.ts';

/** A post as it would stand on one channel now. */
export interface Preview {
  readonly channel: ChannelRow;
  readonly words: string;
}

/** The same, with its length there. */
export interface Measured extends Preview {
  readonly measure: Measure;
}

/** On each of its channels that is on, in the channels' order: what was approved, once it is; else what stands now. */
export function previewsOf(rows: Rows, post: PostRow, atMs: number): readonly Preview[] {
  const seen: Seen = (post.state === 'approved' ? approvalOf(rows, post) : undefined) ?? seenOf(rows, post);
  const previews: Preview[] = [];
  for (const id of seen.channels) {
    const channel = rows.get('channel', id);
    if (!channel?.on) continue;
    previews.push({ channel, words: wordsOf(rows, { post, seen, channel, atMs }) });
  }
  return previews.sort((a, b) => a.channel.rank - b.channel.rank || (a.channel.id < b.channel.id ? -1 : 1));
}

export interface Piece {
  readonly words: string;
  readonly kind: 'plain' | 'tag' | 'open';
}

const MARKED =
  /(?<tag>https?:\/\/\S+|(?<![\p{L}\p{N}])[@#][\p{L}\p{N}_][\p{L}\p{N}_.@-]*(?<![.-]))|(?<open>@?\{[^{}\n]+\})/gu;

/** Rendered words cut where they should be coloured: mentions, hashtags and links; places still open. */
export function piecesOf(words: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of words.matchAll(MARKED)) {
    if (found.index > from) pieces.push({ words: words.slice(from, found.index), kind: 'plain' });
    pieces.push({ words: found[0], kind: found.groups?.open === undefined ? 'tag' : 'open' });
    from = found.index + found[0].length;
  }
  if (from < words.length) pieces.push({ words: words.slice(from), kind: 'plain' });
  return pieces;
}
