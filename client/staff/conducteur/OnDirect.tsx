import clapperboard from 'lucide-static/icons/clapperboard.svg?raw';
import type { RunningOrder } from '../../../shared/running-order.ts';
import { shortTitle } from '../../words/segments.ts';
import { Icon } from '../parts/Icon.tsx';
import { useShow } from '../shell/show-context.ts';
import { Delays, useConducting } from './Conducting.tsx';
import { words } from './words.ts';
import './conducting.css';

/** Top and the delays where whoever conducts already looks: on Direct, under what is on. */
export function OnDirect({ order, rooms }: { readonly order: RunningOrder; readonly rooms: readonly string[] }) {
  const rows = useShow().rows.value;
  const { next, late, asking, top, delay } = useConducting(order, rooms);
  if (asking) return <div class="conducting-ask">{asking}</div>;
  if (!next && !late) return null;
  return (
    <div class="conducting">
      {next && (
        <button type="button" class="button button-quiet conducting-top" onClick={() => top(next)}>
          <Icon of={clapperboard} size={1.25} />
          <span class="clip clip-one">
            {words().dock.top} <small>{shortTitle(rows, next)}</small>
          </span>
        </button>
      )}
      {late && <Delays of={late} onAsk={delay} />}
    </div>
  );
}
