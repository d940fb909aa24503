import { rerankAfter } from '../../../shared/rank.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import type { SegmentRow } from '../../../shared/rows/segment.ts';
import { runningOrder } from '../../../shared/running-order.ts';
import type { ShowModel } from '../../signals/show.ts';
import { common } from '../../words/common.ts';
import { cueTerms } from '../../words/cues.ts';
import { shortTitle } from '../../words/segments.ts';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { backOf, editOf, type Move, moveTo } from './moves.ts';
import { words } from './words.ts';

/** What +N changes: the length of what runs, the start of what is to come. */
export function delayArgs(
  rows: Rows,
  { segment, byMs, atMs }: { readonly segment: SegmentRow; readonly byMs: number; readonly atMs: number },
) {
  const from = runningOrder(rows, atMs).isBegun(segment.id) ? segment.overrunMs : segment.delayMs;
  return { segment: segment.id, from, to: from + byMs };
}

/** +N, undone for ten seconds. */
export async function delay(show: ShowModel, segment: SegmentRow, byMs: number): Promise<void> {
  const args = delayArgs(show.rows.value, { segment, byMs, atMs: show.nowMs() });
  if (!(await said(() => show.act('segment.delay', args)))) return;
  const title = shortTitle(show.rows.value, segment);
  const back = { segment: segment.id, from: args.to, to: args.from };
  withUndo(words().delayed(title, cueTerms().span(byMs)), () => show.act('segment.delay', back));
}

export async function setCancelled(show: ShowModel, segment: SegmentRow, to: boolean): Promise<void> {
  if (!(await said(() => show.act('segment.cancel', { segment: segment.id, from: !to, to })))) return;
  const title = shortTitle(show.rows.value, segment);
  withUndo(to ? words().wasCancelled(title) : words().wasRestored(title), () =>
    show.act('segment.cancel', { segment: segment.id, from: to, to: !to }),
  );
}

/** To another place among the coming ones of its room. */
export async function move(
  show: ShowModel,
  segments: readonly SegmentRow[],
  { segment, place }: { readonly segment: SegmentRow; readonly place: number },
): Promise<void> {
  const moves = moveTo(segments, { segment: segment.id, place });
  if (!(await makeMoves(show, moves))) return;
  withUndo(words().moved(shortTitle(show.rows.value, segment)), () => makeMoves(show, backOf(moves)));
}

/** What was passed comes after what is on: "they come later". */
export async function comeLater(show: ShowModel, passed: readonly SegmentRow[], after: SegmentRow): Promise<void> {
  const segments = [...show.rows.value.all('segment')];
  const ids = passed.map(({ id }) => id);
  for (const { segment, from, to } of rerankAfter(segments, ids, after.id)) {
    if (!(await said(() => show.act('segment.edit', { segment, change: { rank: { from, to } } })))) return;
  }
  toast(words().passed.done);
}

async function makeMoves(show: ShowModel, moves: readonly Move[]): Promise<boolean> {
  for (const move of moves) if (!(await said(() => show.act('segment.edit', editOf(move))))) return false;
  return moves.length > 0;
}

function withUndo(says: string, undo: () => Promise<unknown>): void {
  toast(says, { undo: { label: common().undo, run: () => void undo() } });
}
