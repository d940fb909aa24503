import { useState } from 'preact/hooks';
import { showOf } from '../../../shared/rows/rows.ts';
import { hour } from '../../../shared/text/hours.ts';
import { shortTitle } from '../../words/segments.ts';
import { language } from '../../words/words.ts';
import { Ask } from '../parts/Ask.tsx';
import { Button } from '../parts/Button.tsx';
import { useShow } from '../shell/show-context.ts';
import { after } from './after.ts';
import type { InRooms } from './in-rooms.ts';

/** "Not yet" keeps it quiet for so long. */
const QUIET_MS = 2 * 60_000;

/** Two minutes past its time and no Top: has it begun? */
export function Begun({ rows, order, rooms }: InRooms) {
  const show = useShow();
  const [quiet, setQuiet] = useState<{ readonly segment: string; readonly untilMs: number }>();
  const segment = rooms.map((room) => order.asks(room)).find((each) => each !== undefined);
  if (!segment || (quiet?.segment === segment.id && order.atMs < quiet.untilMs)) return null;
  const t = after().asks;
  const zone = showOf(rows)?.zone ?? 'UTC';
  const at = hour(order.projected(segment.id) ?? segment.plannedMs, zone, language.value);
  const conducts = show.me.value?.hats.includes('conduct') ?? false;
  return (
    <Ask question={t.question(shortTitle(rows, segment))} sentence={conducts ? t.expected(at) : t.expectedOther(at)}>
      <Button tone="paper-quiet" onClick={() => setQuiet({ segment: segment.id, untilMs: order.atMs + QUIET_MS })}>
        {t.notYet}
      </Button>
      {conducts && (
        <Button
          tone="paper"
          onClick={() => void import('../conducteur/press.ts').then(({ pressTop }) => pressTop(show, segment))}
        >
          {t.top}
        </Button>
      )}
    </Ask>
  );
}
