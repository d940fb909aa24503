import type { RehearsalReply } from '../../shared/rehearsal.ts';
import { ALONE } from './node-phone.ts';

/** Of the posts whose words begin so, each with words of its own: those that stand twice on one rehearsal network. */
export async function doubled(
  url: string,
  { cookie, show, words: begin }: { readonly cookie: string; readonly show: string; readonly words: string },
): Promise<readonly string[]> {
  const answer = await fetch(`${url}/shows/${show}/rehearsal`, { headers: { cookie, ...ALONE } });
  const { posts } = (await answer.json()) as RehearsalReply;
  const seen = new Set<string>();
  return posts.flatMap(({ channel, words, removed }) => {
    const place = `${channel}: ${words}`;
    if (removed || !words.startsWith(begin)) return [];
    if (seen.has(place)) return [`published twice on ${place}`];
    seen.add(place);
    return [];
  });
}
