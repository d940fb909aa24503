import { dueOf, isMissed, isPublicationMissed } from '../../../shared/post-status.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import type { PublicationRow } from '../../../shared/rows/publication.ts';
import type { Rows } from '../../../shared/rows/rows.ts';

/** What a release must decide on. */
export interface CameDue {
  /** Approved posts whose time came, the first due first. */
  readonly posts: readonly { readonly post: PostRow; readonly dueMs: number; readonly missed: boolean }[];
  /** What was fired before the hold and is still owed to a network. */
  readonly publications: readonly PublicationRow[];
}

/** What came due while everything was held, and what had been fired and not yet gone. */
export function cameDue(rows: Rows, atMs: number): CameDue {
  const posts: { post: PostRow; dueMs: number; missed: boolean }[] = [];
  for (const post of rows.all('post')) {
    if (post.state !== 'approved' || post.erased) continue;
    const dueMs = dueOf(rows, post, atMs);
    // What a release or a person has already set aside for this cue is not asked again.
    if (dueMs === undefined || dueMs > atMs || (post.leftMs !== undefined && post.leftMs >= dueMs)) continue;
    posts.push({ post, dueMs, missed: isMissed(rows, post, atMs) });
  }
  const publications = [...rows.all('publication')].filter(
    (each) =>
      each.state === 'owed' &&
      rows.get('channel', each.channel)?.served === 'server' &&
      !isPublicationMissed(rows, each, atMs),
  );
  return { posts: posts.sort((a, b) => a.dueMs - b.dueMs), publications };
}
