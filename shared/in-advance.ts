import { approvalOf, headsOf, photosOf } from './post-status.ts';
import type { PostRow } from './rows/post.ts';
import { type Rows, showOf } from './rows/rows.ts';
import type { StaffRow } from './rows/staff.ts';
import { parseTokens } from './text/tokens.ts';

/** By which right someone may approve a post: their hat, or its kind, which the show approved in advance. */
export type ApprovingBy = 'hat' | 'in-advance';

/**
 * Undefined: they may not. In advance, only a writer's own post, and only while no approver has had it in hand: what was
 * submitted, sent back, or approved by a person of the hat stays with them. Never a post for two, nor one about someone
 * whose image rights are refused.
 */
export function approvingBy(rows: Rows, post: PostRow, staff: StaffRow | undefined): ApprovingBy | undefined {
  if (!staff || staff.revoked) return undefined;
  if (staff.hats.includes('approve')) return 'hat';
  if (!staff.hats.includes('write') || post.madeBy !== staff.id) return undefined;
  if (!showOf(rows)?.approvedKinds?.includes(post.kind) || post.needsTwo) return undefined;
  const isTheirs = post.state === 'draft' ? post.returned === undefined : approvalOf(rows, post)?.inAdvance === true;
  return isTheirs && !namesRefused(rows, post) ? 'in-advance' : undefined;
}

/** Whether anyone it shows, names or is filled with refuses to be shown. */
function namesRefused(rows: Rows, post: PostRow): boolean {
  const named = new Set<string | undefined>();
  for (const photo of photosOf(rows, post.id)) for (const person of photo.people) named.add(person);
  for (const slot of post.slots) if (slot.kind === 'winner') named.add(slot.fill);
  for (const heads of Object.values(headsOf(rows, post.id))) {
    for (const { words } of heads) {
      for (const token of parseTokens(words)) if (token.kind === 'mention') named.add(token.person);
    }
  }
  return [...named].some((id) => id !== undefined && rows.get('person', id)?.imageRights === 'refused');
}
