import type { RehearsalPost } from '../../../shared/rehearsal.ts';

export interface ThreadPost {
  readonly post: RehearsalPost;
  /** The post it answers, where the network still knows it. */
  readonly answers: RehearsalPost | undefined;
}

/** The posts of one channel (undefined: of all), newest first, each beside the one it answers on the same channel. */
export function threadsOf(posts: readonly RehearsalPost[], channel: string | undefined): readonly ThreadPost[] {
  const byId = new Map(posts.map((post) => [`${post.channel}/${post.id}`, post]));
  return posts
    .filter((post) => channel === undefined || post.channel === channel)
    .map((post) => ({
      post,
      answers: post.replyTo === undefined ? undefined : byId.get(`${post.channel}/${post.replyTo}`),
    }));
}

/** What changes when something goes out or is taken back: the page asks the server anew when it does. */
export function sentMark(publications: Iterable<{ readonly rev: number }>): string {
  let count = 0;
  let last = 0;
  for (const { rev } of publications) {
    count++;
    last = Math.max(last, rev);
  }
  return `${count}/${last}`;
}
