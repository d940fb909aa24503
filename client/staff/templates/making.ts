import type { Planned } from '../../../shared/templates.ts';
import { isStopped } from '../../../shared/templates.ts';
import type { ShowModel } from '../../signals/show.ts';

/** What is ready to be made: not there yet, and nothing stops it. */
export const readyIn = (planned: readonly Planned[]): readonly Planned[] =>
  planned.filter((each) => !each.isThere && !isStopped(each));

/** Makes each as a draft, saved here one after the other; gives the ids of those that were. */
export async function makePosts(
  show: Pick<ShowModel, 'act' | 'newId'>,
  planned: readonly Planned[],
  onMade: (count: number) => void,
): Promise<readonly string[]> {
  const made: string[] = [];
  for (const { fields, words } of readyIn(planned)) {
    const post = show.newId();
    const acted = await show.act('post.create', { post, fields, words });
    // What the show no longer takes (a channel taken away meanwhile) is seen again in the list, as not made.
    if (acted.ok) made.push(post);
    onMade(made.length);
  }
  return made;
}

/** Takes back what was just made: into the bin, where it can still be found. */
export async function unmakePosts(show: Pick<ShowModel, 'act'>, posts: readonly string[]): Promise<void> {
  for (const post of posts) await show.act('post.withdraw', { post });
}
