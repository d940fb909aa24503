import type { SegmentRow } from '../../../shared/rows/segment.ts';
import { runningOrder } from '../../../shared/running-order.ts';
import { shortTitle } from '../../words/segments.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { useShow } from '../shell/show-context.ts';
import { move } from './acts.ts';
import { words } from './words.ts';

/** Another place in the order, by buttons and a list: nothing here needs dragging. */
export function Place({ segment, onDone }: { readonly segment: SegmentRow; readonly onDone: () => void }) {
  const show = useShow();
  const rows = show.rows.value;
  const order = runningOrder(rows, show.second.value);
  const room = segment.rooms[0] ?? '';
  const coming = order.inRoom(room).filter(({ id }) => !order.isBegun(id));
  const at = coming.findIndex(({ id }) => id === segment.id);
  if (at < 0 || coming.length < 2) return null;
  const t = words().sheet;
  const to = (place: number) => {
    onDone();
    void move(show, coming, { segment, place });
  };
  return (
    <>
      <div class="pair">
        <Button disabled={at === 0} onClick={() => to(at - 1)}>
          {t.up}
        </Button>
        <Button disabled={at === coming.length - 1} onClick={() => to(at + 1)}>
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
              if (after >= 0) to(after < at ? after + 1 : after);
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
