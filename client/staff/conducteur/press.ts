import { firedSince } from '../../../shared/move-preview.ts';
import type { SegmentRow } from '../../../shared/rows/segment.ts';
import type { ShowModel } from '../../signals/show.ts';
import { common } from '../../words/common.ts';
import { shortTitle } from '../../words/segments.ts';
import { toast } from '../parts/toasts.ts';
import { said } from '../shell/act.ts';
import { askUndo } from './asking.ts';
import { previewOf } from './preview.ts';
import { words } from './words.ts';

/** Top: it starts now, and what follows moves. Done at once, undone for ten seconds: the stage does not wait for a question. */
export async function pressTop(show: ShowModel, segment: SegmentRow): Promise<void> {
  const atMs = show.nowMs();
  const args = { segment: segment.id, pressedAtMs: atMs };
  const preview = previewOf(show.rows.value, { name: 'segment.top', args, atMs });
  const press = await said(() => show.act('segment.top', args));
  if (press === undefined) return;
  const title = shortTitle(show.rows.value, segment);
  toast(preview ? words().topped(title, preview.moved.length, preview.looks.length) : words().toppedOnly(title), {
    undo: { label: common().undo, run: () => void undoPress(show, { segment: segment.id, press }) },
  });
}

export async function pressEnd(show: ShowModel, segment: SegmentRow): Promise<void> {
  const args = { segment: segment.id, pressedAtMs: show.nowMs() };
  const press = await said(() => show.act('segment.end', args));
  if (press === undefined) return;
  toast(words().ended(shortTitle(show.rows.value, segment)), {
    undo: { label: common().undo, run: () => void undoPress(show, { segment: segment.id, press }) },
  });
}

/** Undoes a Top or an End. Posts fired meanwhile stay: they are named first. */
export async function undoPress(
  show: ShowModel,
  { segment, press }: { readonly segment: string; readonly press: string },
): Promise<void> {
  const fired = firedSince(show.rows.value, press);
  if (fired.length > 0) askUndo({ segment, press, fired });
  else await undoNow(show, { segment, press });
}

export async function undoNow(
  show: ShowModel,
  { segment, press }: { readonly segment: string; readonly press: string },
): Promise<void> {
  if (await said(() => show.act('segment.undo', { segment, press }))) toast(common().undone);
}
