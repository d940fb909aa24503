import type { PostRow } from '../../../shared/rows/post.ts';
import type { ShowModel } from '../../signals/show.ts';
import { wordsReady } from '../../words/words.ts';
import { toast } from '../parts/toasts.ts';
import { takePhotos } from './take-photos.ts';
import { words } from './words.ts';

/** Takes photos into a post that is there, from outside its editor; what could not be taken is said in passing. */
export async function takeHere(
  show: ShowModel,
  post: PostRow,
  given: { readonly files: readonly File[]; readonly slot: string | undefined },
): Promise<void> {
  const now = () => show.rows.peek().get('post', post.id) ?? post;
  const [failed] = await takePhotos(show, { post: { peek: now }, ensure: () => post.id }, given);
  if (failed === undefined) return;
  await wordsReady();
  toast(words().photos.failed[failed], { tone: 'wrong' });
}
