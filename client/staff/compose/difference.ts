import { approvalOf, seenOf } from '../../../shared/post-status.ts';
import type { Seen } from '../../../shared/rows/approval.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { same } from '../../../shared/same.ts';

/** One thing that is no longer what was approved. */
export type Difference =
  | { readonly field: 'texts'; readonly variant: string; readonly approved: string; readonly now: string }
  | { readonly field: Exclude<keyof Seen, 'texts' | 'openSlots'> };

/** Everything in which a post differs from its approval; what goes out is what was approved. */
export function differencesOf(rows: Rows, post: PostRow): readonly Difference[] {
  const approval = approvalOf(rows, post);
  if (!approval) return [];
  const now = seenOf(rows, post);
  const found: Difference[] = [];
  const wordsOf = (text: string | undefined) => (text === undefined ? '' : (rows.get('text', text)?.words ?? ''));
  for (const variant of new Set([...Object.keys(approval.texts), ...Object.keys(now.texts)])) {
    const before = approval.texts[variant];
    const after = now.texts[variant];
    if (before !== after) {
      found.push({ field: 'texts', variant, approved: wordsOf(before), now: wordsOf(after) });
    }
  }
  const open = new Set(approval.openSlots);
  const filled = (photo: string) => open.has(rows.get('photo', photo)?.slot ?? '');
  const photos = now.photos.filter(({ id }) => approval.photos.some((one) => one.id === id) || !filled(id));
  if (!same(approval.photos, photos)) found.push({ field: 'photos' });
  for (const field of ['channels', 'cue', 'language', 'freshForMs', 'after'] as const) {
    if (!same(approval[field], now[field])) found.push({ field });
  }
  const fills = Object.fromEntries(Object.entries(now.fills).filter(([slot]) => !open.has(slot)));
  if (!same(approval.fills, fills)) found.push({ field: 'fills' });
  return found;
}
