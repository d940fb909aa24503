import { foreseenMs } from '../../shared/cue.ts';
import type { PostRow } from '../../shared/rows/post.ts';
import type { Rows } from '../../shared/rows/rows.ts';

/**
 * Hashes of the photos that the server lacks, as far as these rows tell, the most urgent first: those of fired posts,
 * which wait for nothing else; then in the order their posts are foreseen to fire; then those fired by hand.
 */
export function wantedPhotos(rows: Rows, atMs: number): readonly string[] {
  const wanted: { readonly hash: string; readonly urgency: number; readonly rank: number }[] = [];
  for (const photo of rows.all('photo')) {
    if (photo.received || photo.removed || photo.erased) continue;
    const post = rows.get('post', photo.post);
    wanted.push({ hash: photo.hash, urgency: post ? urgencyOf(rows, post, atMs) : LAST, rank: photo.rank });
  }
  wanted.sort((a, b) => a.urgency - b.urgency || a.rank - b.rank || (a.hash < b.hash ? -1 : 1));
  return [...new Set(wanted.map(({ hash }) => hash))];
}

const LAST = Number.MAX_VALUE;

/** Sorted by: a time, or before or after all times. */
function urgencyOf(rows: Rows, post: PostRow, atMs: number): number {
  switch (post.state) {
    case 'fired':
      return 0;
    case 'withdrawn':
      return LAST;
    case 'draft':
    case 'submitted':
    case 'approved':
      return foreseenMs(rows, post.cue, atMs) ?? LAST / 2;
  }
}
