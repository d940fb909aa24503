import clapperboard from 'lucide-static/icons/clapperboard.svg?raw';
import plus from 'lucide-static/icons/plus.svg?raw';
import { Fragment } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { runningOrder } from '../../../shared/running-order.ts';
import { byRank } from '../../../shared/running-plan.ts';
import { language } from '../../words/words.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { pathTo } from '../shell/address.ts';
import { RoomChoice } from '../shell/RoomChoice.tsx';
import { myRoom, roomsOf } from '../shell/room.ts';
import type { ScreenProps } from '../shell/screens.ts';
import { useShow } from '../shell/show-context.ts';
import './conducteur.css';
import { Delay } from './Delay.tsx';
import { Dock } from './Dock.tsx';
import { daysOf } from './days.ts';
import { OnStage } from './OnStage.tsx';
import { Passed } from './Passed.tsx';
import { Row } from './Row.tsx';
import { SegmentForm } from './SegmentForm.tsx';
import { SegmentSheet } from './SegmentSheet.tsx';
import { squaresOf } from './squares.ts';
import { words } from './words.ts';
import '../parts/forms.css';

/** The running order of a room, and the one who conducts it. The address may name a segment, to open it at once. */
export function Conducteur({ id }: ScreenProps) {
  const show = useShow();
  const rows = show.rows.value;
  const atMs = show.second.value;
  const [opened, open] = useState<string | undefined>(id);
  const [adding, add] = useState<{ readonly after: string | undefined }>();
  const tenSeconds = Math.floor(atMs / 10_000) * 10_000;
  const squares = useMemo(() => squaresOf(rows, tenSeconds), [rows, tenSeconds]);

  const order = runningOrder(rows, atMs);
  const room = myRoom(rows, show.id);
  const days = useMemo(
    () => daysOf(rows, room, { nowMs: show.nowMs(), language: language.value }),
    [rows, room, language.value],
  );
  const conducts = show.me.value?.hats.includes('conduct') ?? false;
  const shown = [...rows.all('segment')]
    .filter(({ id: each, rooms }) => (room === undefined || rooms.includes(room)) && !order.isPassed(each))
    .sort(byRank);
  const done = shown.filter(({ id: each, cancelled }) => (cancelled ? false : order.isEnded(each)));
  const left = shown.filter((segment) => !done.includes(segment));
  const running = left.filter(({ id: each, cancelled }) => !cancelled && order.isBegun(each));
  const rooms = room === undefined ? roomsOf(rows).map((each) => each.id) : [room];
  const last = running.at(-1) ?? done.at(-1);
  const segment = opened === undefined ? undefined : rows.get('segment', opened);
  const t = words();

  return (
    <div class="conducteur">
      <div class="scroll conducteur-scroll">
        <header class="conducteur-head">
          <h1 class="grow">{t.title}</h1>
          <Delay order={order} rooms={rooms} />
          <div class="row conducteur-tools">
            <RoomChoice />
            {conducts && (
              <Button drawing={plus} onClick={() => add({ after: last?.id })}>
                {t.add}
              </Button>
            )}
          </div>
        </header>
        {shown.length === 0 && (
          <Empty drawing={clapperboard} title={t.none}>
            <p class="soft">{conducts ? t.noneWhy : t.noneRead}</p>
            {conducts && (
              <a class="button button-quiet" href={pathTo(show.id, 'settings', 'import')}>
                {t.import}
              </a>
            )}
          </Empty>
        )}
        {done.length > 0 && (
          <details class="conducteur-done">
            <summary class="unfold">{t.doneCount(done.length)}</summary>
            <ol>
              {done.map((each) => (
                <Row key={each.id} segment={each} order={order} squares={squares(each.id)} onOpen={open} />
              ))}
            </ol>
          </details>
        )}
        <Passed order={order} rooms={rooms} conducts={conducts} onOpen={open} />
        <ol class="conducteur-list">
          {left.map((each) => (
            <Fragment key={each.id}>
              {days.get(each.id) && <li class="conducteur-day">{days.get(each.id)}</li>}
              {running.includes(each) ? (
                <OnStage segment={each} order={order} squares={squares(each.id)} onOpen={open} />
              ) : (
                <Row segment={each} order={order} squares={squares(each.id)} onOpen={open} />
              )}
            </Fragment>
          ))}
        </ol>
      </div>
      {conducts && shown.length > 0 && <Dock order={order} rooms={rooms} />}
      {segment && (
        <SegmentSheet
          segment={segment}
          onClose={() => open(undefined)}
          onAddAfter={() => {
            open(undefined);
            add({ after: segment.id });
          }}
        />
      )}
      {adding && <SegmentForm after={adding.after} room={room} onClose={() => add(undefined)} />}
    </div>
  );
}
