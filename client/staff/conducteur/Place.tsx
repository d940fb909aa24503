import type { SegmentRow } from '../../../shared/rows/segment.ts';
import { runningOrder } from '../../../shared/running-order.ts';
import { shortTitle } from '../../words/segments.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { useShow } from '../shell/show-context.ts';
import { comingWith } from './moves.ts';
import { words } from './words.ts';

/** Another place in the order, by buttons and a list: nothing here needs dragging. */
export function Place({
  segment,
  onAsk,
}: {
  readonly segment: SegmentRow;
  /** It is to be asked whether the segment goes to this place among what is to come. */
  readonly onAsk: (place: number) => void;
}) {
  const show = useShow();
  const rows = show.rows.value;
  const coming = comingWith(runningOrder(rows, show.second.value), segment);
  const at = coming.findIndex(({ id }) => id === segment.id);
  if (at < 0 || coming.length < 2) return null;
  const t = words().sheet;
  return (
    <>
      <div class="pair">
        <Button disabled={at === 0} onClick={() => onAsk(at - 1)}>
          {t.up}
        </Button>
        <Button disabled={at === coming.length - 1} onClick={() => onAsk(at + 1)}>
          {t.down}
        </Button>
      </div>
      <Field label={t.after}>
        {(described) => (
          <select
            {...described}
            class="input"
            value=""
            onChange={(event) => {
              const after = coming.findIndex(({ id }) => id === event.currentTarget.value);
              if (after >= 0) onAsk(after < at ? after + 1 : after);
            }}
          >
            <option value="">{t.choose}</option>
            {coming.map(
              (each) =>
                each.id !== segment.id && (
                  <option key={each.id} value={each.id}>
                    {shortTitle(rows, each)}
                  </option>
                ),
            )}
          </select>
        )}
      </Field>
    </>
  );
}
