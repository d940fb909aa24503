import { useState } from 'preact/hooks';
import type { Cue } from '../../../shared/rows/post.ts';
import { runningOrder } from '../../../shared/running-order.ts';
import { shortTitle } from '../../words/segments.ts';
import { Field } from '../parts/Field.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { useShow } from '../shell/show-context.ts';
import { cueOn, type Edge, edgeOf } from './segment-cue.ts';
import { words } from './words.ts';

/** A segment, one of its edges, and how far from it. */
export function SegmentCue({
  cue,
  about,
  onSet,
}: {
  readonly cue: Cue;
  readonly about: string | undefined;
  readonly onSet: (cue: Cue) => void;
}) {
  const show = useShow();
  const rows = show.rows.value;
  const now = edgeOf(cue);
  const [segment, setSegment] = useState(now?.segment ?? about ?? '');
  const [edge, setEdge] = useState<Edge>(now?.edge ?? 'after-start');
  const [seconds, setSeconds] = useState(now?.seconds ?? 0);
  const t = words().cue;
  const order = runningOrder(rows, show.second.value);
  const set = (next: { segment?: string; edge?: Edge; seconds?: number }) => {
    const chosen = { segment, edge, seconds, ...next };
    setSegment(chosen.segment);
    setEdge(chosen.edge);
    setSeconds(chosen.seconds);
    if (chosen.segment !== '') onSet(cueOn(chosen));
  };
  const number = (value: string): number => Math.max(0, Math.round(Number(value) || 0));
  return (
    <>
      <Field label={t.which}>
        {(described) => (
          <select
            {...described}
            class="input"
            value={segment}
            onChange={(event) => set({ segment: event.currentTarget.value })}
          >
            <option value="">{t.choose}</option>
            {order.segments().map((each) => (
              <option key={each.id} value={each.id}>
                {shortTitle(rows, each)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Segmented
        label={t.edge}
        value={edge}
        onChoose={(next) => set({ edge: next })}
        options={[
          { value: 'before-start', label: t.beforeStart },
          { value: 'after-start', label: t.afterStart },
          { value: 'after-end', label: t.afterEnd },
        ]}
      />
      <div class="compose-pair">
        <Field label={t.minutes}>
          {(described) => (
            <input
              {...described}
              class="input"
              type="number"
              inputmode="numeric"
              min="0"
              value={Math.floor(seconds / 60)}
              onChange={(event) => set({ seconds: number(event.currentTarget.value) * 60 + (seconds % 60) })}
            />
          )}
        </Field>
        <Field label={t.seconds}>
          {(described) => (
            <input
              {...described}
              class="input"
              type="number"
              inputmode="numeric"
              min="0"
              max="59"
              step="5"
              value={seconds % 60}
              onChange={(event) =>
                set({ seconds: seconds - (seconds % 60) + Math.min(59, number(event.currentTarget.value)) })
              }
            />
          )}
        </Field>
      </div>
      <p class="small soft">{edge === 'before-start' ? t.beforeWhy : t.afterWhy}</p>
    </>
  );
}
