import { showOf } from '../../../shared/rows/rows.ts';
import { runningOrder } from '../../../shared/running-order.ts';
import { hour } from '../../../shared/text/hours.ts';
import { NEXT } from '../../../shared/text/tokens.ts';
import { shortTitle } from '../../words/segments.ts';
import { language } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { Hour } from '../parts/Hour.tsx';
import { useShow } from '../shell/show-context.ts';
import { words } from './words.ts';

/** An hour that follows the running order: of what comes next, or of any segment to come. */
export function HourPicker({
  onChoose,
  onClose,
}: {
  readonly onChoose: (segment: string) => void;
  readonly onClose: () => void;
}) {
  const show = useShow();
  const rows = show.rows.value;
  const order = runningOrder(rows, show.second.value);
  const coming = order.segments().filter(({ id }) => !order.isBegun(id));
  const [next] = coming;
  const zone = showOf(rows)?.zone ?? 'UTC';
  const t = words().hours;
  return (
    <div class="compose-picker compose-hours">
      <p class="small soft">{t.why}</p>
      <div class="row">
        <Button onClick={() => onChoose(NEXT)}>
          {t.next} {next && <Hour atMs={order.expected(next.id) ?? next.plannedMs} />}
        </Button>
        <Button tone="plain" onClick={onClose}>
          {t.none}
        </Button>
      </div>
      <Field label={t.of}>
        {(described) => (
          <select
            {...described}
            class="input"
            value=""
            onChange={(event) => event.currentTarget.value && onChoose(event.currentTarget.value)}
          >
            <option value="">{t.choose}</option>
            {coming.map((segment) => (
              <option key={segment.id} value={segment.id}>
                {hour(order.expected(segment.id) ?? segment.plannedMs, zone, language.value)} ·{' '}
                {shortTitle(rows, segment)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}
