import { foreseenMs } from '../../../shared/cue.ts';
import { isEditedAfterApproval } from '../../../shared/post-status.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import type { Rows } from '../../../shared/rows/rows.ts';

/** A post that waits for someone who approves. */
export interface Waiting {
  readonly post: PostRow;
  /** Since when it stands as it does. */
  readonly sinceMs: number;
  /** Approved once, and edited since. */
  readonly again: boolean;
  readonly atMs: number | undefined;
}

/** What waits for approval, the soonest to go first; by hand, the longest waiting first. */
export function toApprove(rows: Rows, atMs: number): readonly Waiting[] {
  const waiting: Waiting[] = [];
  for (const post of rows.all('post')) {
    if (post.erased) continue;
    const again = post.state === 'approved' && isEditedAfterApproval(rows, post);
    if (post.state !== 'submitted' && !again) continue;
    waiting.push({ post, sinceMs: post.submittedMs ?? post.atMs, again, atMs: foreseenMs(rows, post.cue, atMs) });
  }
  return waiting.sort((a, b) => (a.atMs ?? Number.MAX_VALUE) - (b.atMs ?? Number.MAX_VALUE) || a.sinceMs - b.sinceMs);
}

/** Since when the one that has waited longest waits. */
export const oldestMs = (waiting: readonly Waiting[]): number | undefined =>
  waiting.length === 0 ? undefined : Math.min(...waiting.map(({ sinceMs }) => sinceMs));
