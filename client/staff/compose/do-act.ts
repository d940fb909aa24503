import { approvalOf, seenOf } from '../../../shared/post-status.ts';
import type { ShowModel } from '../../signals/show.ts';
import type { Acted } from '../../sync/acts.ts';
import type { Composer } from './composer.ts';
import type { PostAct } from './post-acts.ts';

export type Does = Acted;

export const needsReason = (act: PostAct): boolean => act === 'return' || act === 'hold';

/** Writes what is on the desk, then acts upon the post as this person now sees it. */
export async function doPostAct(
  show: ShowModel,
  composer: Composer,
  { act, reason }: { readonly act: PostAct; readonly reason: string },
): Promise<Does> {
  if (!composer.exists.peek()) composer.ensure();
  const written = await composer.settle();
  if (written?.ok === false) return written;
  return actOnPost(show, composer.post.peek().id, { act, reason });
}

/** One act of a person upon a post. */
export async function actOnPost(
  show: ShowModel,
  id: string,
  { act, reason = '' }: { readonly act: PostAct; readonly reason?: string },
): Promise<Does> {
  const rows = show.rows.peek();
  const post = rows.get('post', id);
  if (!post) return { ok: false, refusal: { code: 'unknown-row' } };
  switch (act) {
    case 'submit':
      return show.act('post.submit', { post: id });
    case 'approve':
      return show.act('post.approve', { post: id, seen: seenOf(rows, post) });
    case 'approve-fire':
      return show.act('post.fire', { post: id, seen: seenOf(rows, post) });
    case 'fire': {
      const approval = approvalOf(rows, post);
      if (!approval) return { ok: false, refusal: { code: 'not-approved' } };
      return show.act('post.fire', { post: id, approval: approval.id });
    }
    case 'return':
      return show.act('post.return', { post: id, reason });
    case 'hold':
      return show.act('post.hold', { post: id, reason });
    case 'release':
      return show.act('post.release', { post: id, saw: post.held?.atMs ?? 0 });
    case 'unapprove':
      return show.act('post.unapprove', { post: id });
    case 'withdraw':
      return show.act('post.withdraw', { post: id });
    case 'restore':
      return show.act('post.restore', { post: id });
    // Needs to know what is done on each channel, which its own panel asks.
    case 'mend':
    case 'correct':
      return { ok: false, refusal: { code: 'wrong-state' } };
  }
}
