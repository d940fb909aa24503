import { useState } from 'preact/hooks';
import { showOf } from '../../../shared/rows/rows.ts';
import type { SegmentRow } from '../../../shared/rows/segment.ts';
import { runningOrder } from '../../../shared/running-order.ts';
import { hour } from '../../../shared/text/hours.ts';
import { cueTerms } from '../../words/cues.ts';
import { affiliationOf, shortTitle } from '../../words/segments.ts';
import { language } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { Restrictions } from '../parts/Restrictions.tsx';
import { Sheet } from '../parts/Sheet.tsx';
import { useShow } from '../shell/show-context.ts';
import { delay } from './acts.ts';
import { AskCancel, AskDelay, AskJump, AskMove } from './asks.tsx';
import { Delays } from './Conducting.tsx';
import { Place } from './Place.tsx';
import { passedBy } from './passed-by.ts';
import { pathToPosts } from './path-to-posts.ts';
import { pressEnd, pressTop, undoPress } from './press.ts';
import { SegmentForm } from './SegmentForm.tsx';
import { words } from './words.ts';

interface SegmentSheetProps {
  readonly segment: SegmentRow;
  readonly onClose: () => void;
  readonly onAddAfter: () => void;
}

/** Everything one can do with a segment, the likeliest first. */
export function SegmentSheet({ segment, onClose, onAddAfter }: SegmentSheetProps) {
  const show = useShow();
  const rows = show.rows.value;
  const atMs = show.second.value;
  const [asking, ask] = useState<'cancel' | 'jump' | number | { readonly place: number }>();
  const [editing, edit] = useState(false);
  const order = runningOrder(rows, atMs);
  const t = words().sheet;
  const conducts = show.me.value?.hats.includes('conduct') ?? false;
  const begun = order.isBegun(segment.id);
  const ended = order.isEnded(segment.id);
  const posts = [...rows.all('post')].filter((post) => post.segment === segment.id && post.state !== 'withdrawn');
  if (editing) return <SegmentForm segment={segment} room={undefined} onClose={onClose} />;
  const thenClose = (acting: Promise<void>) => {
    onClose();
    void acting;
  };
  const press = segment.endedBy ?? segment.startedBy;
  return (
    <Sheet title={shortTitle(rows, segment)} onClose={onClose} {...(asking !== undefined && { foot: askingPanel() })}>
      <div class="stack">
        <Facts segment={segment} />
        <Restrictions rows={rows} segment={segment} />
        {conducts && (
          <>
            {!begun && !segment.cancelled && (
              <Button
                tone="act"
                wide
                large
                onClick={() =>
                  passedBy(rows, segment, atMs).length > 0 ? ask('jump') : thenClose(pressTop(show, segment))
                }
              >
                {t.top}
              </Button>
            )}
            {begun && !ended && (
              <Button wide large onClick={() => thenClose(pressEnd(show, segment))}>
                {t.end}
              </Button>
            )}
            {!ended && !segment.cancelled && (
              <div class="delays">
                <Delays of={segment} onAsk={ask} />
                {(begun ? segment.overrunMs : segment.delayMs) !== 0 && (
                  <Button
                    onClick={() => thenClose(delay(show, segment, -(begun ? segment.overrunMs : segment.delayMs)))}
                  >
                    {t.onTime}
                  </Button>
                )}
              </div>
            )}
            {press !== undefined && (
              <Button wide onClick={() => thenClose(undoPress(show, { segment: segment.id, press }))}>
                {segment.endedBy !== undefined && segment.endedBy !== segment.startedBy ? t.undoEnd : t.topAgain}
              </Button>
            )}
            {!begun && !segment.cancelled && <Place segment={segment} onAsk={(place) => ask({ place })} />}
            <div class="pair">
              <Button onClick={() => edit(true)}>{t.edit}</Button>
              <Button onClick={onAddAfter}>{t.addAfter}</Button>
            </div>
          </>
        )}
        <a class="button button-quiet" href={pathToPosts(show.id, segment.id)}>
          {t.posts(posts.length)}
        </a>
        {conducts && !begun && (
          <Button tone="stop" wide onClick={() => ask('cancel')}>
            {segment.cancelled ? t.restore : t.cancel}
          </Button>
        )}
      </div>
    </Sheet>
  );

  function askingPanel() {
    const close = () => {
      ask(undefined);
      onClose();
    };
    if (asking === 'cancel') return <AskCancel segment={segment} onClose={close} />;
    if (asking === 'jump') return <AskJump segment={segment} onClose={close} />;
    if (typeof asking === 'object') return <AskMove segment={segment} place={asking.place} onClose={close} />;
    return asking === undefined ? null : <AskDelay segment={segment} minutes={asking} onClose={close} />;
  }
}

/** Planned, begun, ended; where they come from. */
function Facts({ segment }: { readonly segment: SegmentRow }) {
  const rows = useShow().rows.value;
  const zone = showOf(rows)?.zone ?? 'UTC';
  const t = words().sheet;
  const at = (ms: number) => hour(ms, zone, language.value);
  const facts = [
    affiliationOf(rows, segment),
    t.planned(at(segment.plannedMs)),
    segment.durationMs > 0 && cueTerms().span(segment.durationMs),
    segment.startMs !== undefined && t.startedAt(at(segment.startMs)),
    segment.endMs !== undefined && t.endedAt(at(segment.endMs)),
  ];
  return <p class="soft">{facts.filter(Boolean).join(' · ')}</p>;
}
