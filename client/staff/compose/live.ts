import { seenOf } from '../../../shared/post-status.ts';
import type { ChannelRow } from '../../../shared/rows/channel.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { ALL_CHANNELS } from '../../../shared/rows/variant.ts';
import { measure } from '../../../shared/text/length.ts';
import { render } from '../../../shared/text/tokens.ts';
import type { Measured } from '../direct/previews.ts';

/** The words being typed, in one variant. */
export interface Editing {
  readonly variant: string;
  readonly words: string;
}

/** The post as it would stand on each of its channels with the words being typed, in the channels' order. */
export function livePreviews(
  rows: Rows,
  { post, editing, atMs }: { readonly post: PostRow; readonly editing: Editing | undefined; readonly atMs: number },
): readonly Measured[] {
  const { texts, fills } = seenOf(rows, post);
  const wordsIn = (variant: string): string | undefined => {
    if (editing?.variant === variant) return editing.words;
    const text = texts[variant];
    return text === undefined ? undefined : rows.get('text', text)?.words;
  };
  return channelsOf(rows, post).map((channel) => {
    const words = render(wordsIn(channel.id) ?? wordsIn(ALL_CHANNELS) ?? '', {
      rows,
      network: channel.network,
      language: post.language,
      atMs,
      fills,
      segment: post.segment,
      hashtags: channel.hashtags,
    });
    return { channel, words, measure: measure(channel.network, words) };
  });
}

/** The post's channels, in the channels' order. */
export const channelsOf = (rows: Rows, post: PostRow): readonly ChannelRow[] =>
  post.channels
    .flatMap((id) => rows.get('channel', id) ?? [])
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));

/** Channels that read the same, once. */
export function grouped(previews: readonly Measured[]): readonly (readonly Measured[])[] {
  const groups = new Map<string, Measured[]>();
  for (const preview of previews) {
    const group = groups.get(preview.words);
    if (group) group.push(preview);
    else groups.set(preview.words, [preview]);
  }
  return [...groups.values()];
}

/** The variants a post has words of its own in, besides those for all. */
export const ownVariants = (rows: Rows, post: string): readonly string[] => [
  ...new Set(rows.ofPost('text', post).flatMap(({ variant }) => (variant === ALL_CHANNELS ? [] : [variant]))),
];
