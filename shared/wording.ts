import type { Seen } from './rows/approval.ts';
import type { ChannelRow } from './rows/channel.ts';
import type { PostRow } from './rows/post.ts';
import type { Rows } from './rows/rows.ts';
import { ALL_CHANNELS } from './rows/variant.ts';
import { render } from './text/tokens.ts';

/** The words as they would stand on a channel now. */
export function wordsOf(
  rows: Rows,
  { post, seen, channel, atMs }: { post: PostRow; seen: Seen; channel: ChannelRow; atMs: number },
): string {
  const text = seen.texts[channel.id] ?? seen.texts[ALL_CHANNELS];
  const words = (text === undefined ? undefined : rows.get('text', text)?.words) ?? '';
  const fills: Record<string, string> = { ...seen.fills };
  for (const slot of post.slots) {
    if (slot.fill !== undefined && fills[slot.name] === undefined) fills[slot.name] = slot.fill;
  }
  return render(words, {
    rows,
    network: channel.network,
    language: seen.language,
    atMs,
    fills,
    hashtags: channel.hashtags,
    ...(post.segment === undefined ? {} : { segment: post.segment }),
  });
}
