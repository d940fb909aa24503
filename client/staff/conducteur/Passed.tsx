import type { RunningOrder } from '../../../shared/running-order.ts';
import { shortTitle } from '../../words/segments.ts';
import { Button } from '../parts/Button.tsx';
import { useShow } from '../shell/show-context.ts';
import { comeLater } from './acts.ts';
import { words } from './words.ts';
import '../parts/forms.css';

/** What should have come and never began: kept in sight until someone says what becomes of it. */
export function Passed({
  order,
  rooms,
  conducts,
  onOpen,
}: {
  readonly order: RunningOrder;
  readonly rooms: readonly string[];
  readonly conducts: boolean;
  readonly onOpen: (segment: string) => void;
}) {
  const show = useShow();
  const passed = [...new Set(rooms.flatMap((room) => order.passedIn(room)))];
  const after = rooms.map((room) => order.inRoom(room).findLast(({ id }) => order.isBegun(id))).find(Boolean);
  if (passed.length === 0) return null;
  const t = words().passed;
  return (
    <section class="panel passed">
      <details>
        <summary class="unfold strong">{t.title(passed.length)}</summary>
        <ul>
          {passed.map((segment) => (
            <li key={segment.id}>
              <button type="button" class="passed-open" onClick={() => onOpen(segment.id)}>
                {shortTitle(show.rows.value, segment)}
              </button>
            </li>
          ))}
        </ul>
      </details>
      {conducts && after && (
        <Button wide onClick={() => void comeLater(show, passed, after)}>
          {passed.length === 1 ? t.laterOne : t.later}
        </Button>
      )}
    </section>
  );
}
