import type { ArgsOf } from '../../../shared/apply/apply.ts';
import { type LookReason, type MovePreview, previewMove, previewMoves } from '../../../shared/move-preview.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import { editOf, type Move } from './moves.ts';

type SegmentName = 'segment.top' | 'segment.end' | 'segment.delay' | 'segment.cancel' | 'segment.edit' | 'segment.undo';

/** What an act on the running order would move, in figures; undefined where it cannot be done. */
export function previewOf<N extends SegmentName>(
  rows: Rows,
  { name, args, atMs }: { readonly name: N; readonly args: ArgsOf<N>; readonly atMs: number },
): MovePreview | undefined {
  const preview = previewMove(rows, { id: 'preview', show: '', name, args, madeAtMs: atMs, epoch: '' }, atMs);
  return preview.ok ? preview : undefined;
}

/** The same of a new order: all its moves together, since each alone would be another order. */
export function previewOrder(rows: Rows, moves: readonly Move[], atMs: number): MovePreview | undefined {
  const edits = moves.map((move) => ({
    id: 'preview',
    show: '',
    name: 'segment.edit',
    args: editOf(move),
    madeAtMs: atMs,
    epoch: '',
  }));
  const preview = previewMoves(rows, edits, atMs);
  return preview.ok ? preview : undefined;
}

/** Why some of what moves needs a look: each reason once, the most frequent first. */
export function reasonsOf(preview: MovePreview): readonly LookReason[] {
  const counts = new Map<LookReason, number>();
  for (const look of preview.looks) {
    for (const reason of look.reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([reason]) => reason);
}
