import { approvingBy } from '../../../shared/in-advance.ts';
import { approvalOf, dueOf, hasTwoVersions, isOpen, seenOf } from '../../../shared/post-status.ts';
import type { Seen } from '../../../shared/rows/approval.ts';
import type { PostRow, Slot } from '../../../shared/rows/post.ts';
import { type Rows, showOf } from '../../../shared/rows/rows.ts';
import type { StaffRow } from '../../../shared/rows/staff.ts';

/** What the one big button does now. `wait`: nothing can be done here by this person, and why. */
export type Primary =
  | {
      readonly act: 'publish';
      readonly approval: string /** Alone on the show, one confirms oneself. */;
      readonly long: boolean;
    }
  | { readonly act: 'approve-publish'; readonly seen: Seen; readonly long: boolean }
  | { readonly act: 'submit' }
  | { readonly act: 'fill'; readonly slot: Slot }
  | { readonly act: 'choose-version' }
  | { readonly act: 'wait'; readonly why: Wait };

export const WAITS = ['held', 'post-held', 'to-approve', 'to-write', 'second-person', 'not-due', 'ended'] as const;
export type Wait = (typeof WAITS)[number];

/** The next act a post needs, as far as this person may do it. The door has the last word. */
export function primaryOf(
  rows: Rows,
  { post, me, atMs }: { readonly post: PostRow; readonly me: StaffRow | undefined; readonly atMs: number },
): Primary {
  const show = showOf(rows);
  const writes = me?.hats.includes('write') ?? false;
  const approves = approvingBy(rows, post, me) !== undefined;
  if (show?.endedMs !== undefined) return { act: 'wait', why: 'ended' };
  const missing = post.slots.find((slot) => slot.required && isOpen(rows, post, slot));
  if (missing && writes) return { act: 'fill', slot: missing };
  if (hasTwoVersions(rows, post.id) && post.state !== 'approved') return { act: 'choose-version' };
  if (show?.held) return { act: 'wait', why: 'held' };
  if (post.held) return { act: 'wait', why: 'post-held' };

  const approval = post.state === 'approved' ? approvalOf(rows, post) : undefined;
  if (!approval && !approves) {
    if (post.state === 'draft' && writes) return { act: 'submit' };
    return { act: 'wait', why: post.state === 'draft' ? 'to-write' : 'to-approve' };
  }
  if (missing) return { act: 'wait', why: 'to-write' };
  const alone = isAlone(rows, me);
  if (post.needsTwo) {
    const cue = approval?.cue ?? post.cue;
    const due = cue.kind === 'hand' ? atMs : dueOf(rows, post, atMs);
    if (approval && (due === undefined || due > atMs)) return { act: 'wait', why: 'not-due' };
    const isSame =
      !approval ||
      approval.by === me?.id ||
      post.slots.some(({ kind, filledBy }) => kind === 'winner' && filledBy === me?.id);
    if (isSame && !alone) return { act: 'wait', why: 'second-person' };
  }
  const long = post.needsTwo && alone;
  if (approval) {
    return writes || approves ? { act: 'publish', approval: approval.id, long } : { act: 'wait', why: 'to-approve' };
  }
  return { act: 'approve-publish', seen: seenOf(rows, post), long };
}

/** The only one who approves: confirms their own word, by a long press. */
function isAlone(rows: Rows, me: StaffRow | undefined): boolean {
  const approvers = [...rows.all('staff')].filter(({ hats, revoked }) => !revoked && hats.includes('approve'));
  return approvers.length === 1 && approvers[0]?.id === me?.id;
}
