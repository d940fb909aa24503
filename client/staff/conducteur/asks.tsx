import type { ComponentChildren } from 'preact';
import type { MovePreview } from '../../../shared/move-preview.ts';
import type { SegmentRow } from '../../../shared/rows/segment.ts';
import { runningOrder } from '../../../shared/running-order.ts';
import { shortTitle } from '../../words/segments.ts';
import { Ask } from '../parts/Ask.tsx';
import { Button } from '../parts/Button.tsx';
import { useShow } from '../shell/show-context.ts';
import { delay, delayArgs, move, setCancelled } from './acts.ts';
import { Looks } from './Looks.tsx';
import { comingWith, moveTo } from './moves.ts';
import { passedBy } from './passed-by.ts';
import { pressTop } from './press.ts';
import { previewOf, previewOrder, reasonsOf } from './preview.ts';
import { words } from './words.ts';

const NAMED = 3;

interface AskProps {
  readonly segment: SegmentRow;
  readonly onClose: () => void;
}

/** +N, with what it moves. */
export function AskDelay({ segment, minutes, onClose }: AskProps & { readonly minutes: number }) {
  const show = useShow();
  const rows = show.rows.value;
  const atMs = show.second.value;
  const t = words().ask;
  const title = shortTitle(rows, segment);
  const byMs = minutes * 60_000;
  const args = delayArgs(rows, { segment, byMs, atMs });
  const preview = previewOf(rows, { name: 'segment.delay', args, atMs });
  const runs = runningOrder(rows, atMs).isBegun(segment.id);
  return (
    <MoveAsk
      question={runs ? t.longer(minutes, title) : t.delay(minutes, title)}
      preview={preview}
      act={t.shift}
      onAct={() => delay(show, segment, byMs)}
      onClose={onClose}
    />
  );
}

/** Cancelling, or bringing back, with what it moves. */
export function AskCancel({ segment, onClose }: AskProps) {
  const show = useShow();
  const rows = show.rows.value;
  const atMs = show.second.value;
  const t = words().ask;
  const title = shortTitle(rows, segment);
  const to = !segment.cancelled;
  const args = { segment: segment.id, from: !to, to };
  return (
    <MoveAsk
      question={to ? t.cancel(title) : t.restore(title)}
      preview={previewOf(rows, { name: 'segment.cancel', args, atMs })}
      act={to ? t.doCancel : t.doRestore}
      onAct={() => setCancelled(show, segment, to)}
      onClose={onClose}
    />
  );
}

/** Another place in the order, with what it moves: all between the old place and the new one start at other times. */
export function AskMove({ segment, place, onClose }: AskProps & { readonly place: number }) {
  const show = useShow();
  const rows = show.rows.value;
  const atMs = show.second.value;
  const t = words().ask;
  const coming = comingWith(runningOrder(rows, atMs), segment);
  const others = coming.filter(({ id }) => id !== segment.id);
  const before = others[place - 1];
  const moves = moveTo(coming, { segment: segment.id, place });
  return (
    <MoveAsk
      question={t.move(shortTitle(rows, segment), before && shortTitle(rows, before))}
      preview={previewOrder(rows, moves, atMs)}
      more={t.segments(moves.length)}
      act={t.doMove}
      onAct={() => move(show, coming, { segment, place })}
      onClose={onClose}
    />
  );
}

/** A Top asks only where it leaves others aside. */
export function AskJump({ segment, onClose }: AskProps) {
  const show = useShow();
  const rows = show.rows.value;
  const atMs = show.second.value;
  const t = words().ask;
  const passed = passedBy(rows, segment, atMs);
  const args = { segment: segment.id, pressedAtMs: atMs };
  return (
    <MoveAsk
      question={t.jump(shortTitle(rows, segment), passed.length)}
      preview={previewOf(rows, { name: 'segment.top', args, atMs })}
      more={t.passed(namesOf(passed.map((each) => shortTitle(rows, each))))}
      act={words().dock.top}
      onAct={() => pressTop(show, segment)}
      onClose={onClose}
    />
  );
}

/** What will happen in one sentence, and the look beside the act. */
function MoveAsk({
  question,
  preview,
  more,
  act,
  onAct,
  onClose,
}: {
  readonly question: string;
  readonly preview: MovePreview | undefined;
  readonly more?: ComponentChildren;
  readonly act: string;
  readonly onAct: () => Promise<void>;
  readonly onClose: () => void;
}) {
  const t = words().ask;
  const looks = preview?.looks ?? [];
  return (
    <div class="dock">
      <Ask
        question={question}
        sentence={
          <>
            {preview && sentenceOf(preview)} {more}
          </>
        }
        onCancel={onClose}
      >
        {looks.length > 0 ? (
          <Looks looks={looks} />
        ) : (
          <Button tone="paper-quiet" onClick={onClose}>
            {t.keep}
          </Button>
        )}
        <Button
          tone="paper"
          onClick={() => {
            onClose();
            void onAct();
          }}
        >
          {act}
        </Button>
      </Ask>
    </div>
  );
}

/**
 * "23 posts move, 2 need a look: an hour written out in words. 1 post will wait in the tray." What loses its time waits;
 * the rest moves.
 */
export function sentenceOf(preview: MovePreview): string {
  const t = words().ask;
  const waiting = preview.moved.filter(({ toMs }) => toMs === undefined).length;
  const moving = preview.moved.length - waiting;
  const reasons = reasonsOf(preview).map((reason) => t.reasons[reason]);
  const moves = t.moves(moving, preview.looks.length) + (reasons.length > 0 ? t.because + reasons.join(', ') : '');
  const says = [(moving > 0 || preview.looks.length > 0 || waiting === 0) && moves, waiting > 0 && t.waits(waiting)];
  return `${says.filter(Boolean).join('. ')}.`;
}

/** The first few by name: a list that fills the screen is not read. */
function namesOf(names: readonly string[]): string {
  const left = names.length - NAMED;
  const named = names.slice(0, left === 1 ? undefined : NAMED).join(', ');
  return left > 1 ? `${named}${words().ask.andMore(left)}` : named;
}
