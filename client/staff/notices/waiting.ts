import { type Notice, noticesOf } from '../../../shared/notices.ts';
import { needsTeam, questionsOf } from '../../../shared/question.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import type { StaffRow } from '../../../shared/rows/staff.ts';
import type { LocalTrayEntry } from '../../signals/show.ts';
import { toSeeCount } from '../tray/count.ts';

/** The notices of one person, the newest first. */
export function noticesFor(rows: Rows, me: string | undefined, atMs: number): readonly Notice[] {
  if (me === undefined) return [];
  return noticesOf(rows, atMs)
    .filter(({ to }) => to.includes(me))
    .sort((a, b) => b.sinceMs - a.sinceMs);
}

/** How many things wait for this person: the number on the app's icon. */
export function waitingCount(
  rows: Rows,
  { me, tray, atMs }: { readonly me: StaffRow; readonly tray: readonly LocalTrayEntry[]; readonly atMs: number },
): number {
  let approvals = 0;
  if (me.hats.includes('approve')) for (const { state } of rows.all('post')) approvals += state === 'submitted' ? 1 : 0;
  return approvals + toSeeCount(rows, tray, atMs) + questionsFor(rows, me, atMs);
}

/** Questions that wait for this person: theirs to answer, or the team's for who brings them on. */
function questionsFor(rows: Rows, me: StaffRow, atMs: number): number {
  const brings = me.hats.includes('moderate');
  return questionsOf(rows, atMs).filter((question) => {
    if (question.state === 'answered') return false;
    const { given, reply } = question.message;
    const mine = given && 'staff' in given.to && given.to.staff === me.id && !reply;
    return mine || (brings && needsTeam(question));
  }).length;
}
