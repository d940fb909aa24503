import down from 'lucide-static/icons/arrow-down.svg?raw';
import up from 'lucide-static/icons/arrow-up.svg?raw';
import type { RoomRow } from '../../../shared/rows/room.ts';
import { Button } from '../parts/Button.tsx';
import { Switch } from '../parts/Switch.tsx';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { AddByName } from './AddByName.tsx';
import { byRank, lastRank, movedRank } from './ordering.ts';
import { words } from './words.ts';

/** The rooms, in the order the wall and the choices show them. */
export function RoomsPage() {
  const show = useShow();
  const rooms = [...show.rows.value.all('room')].sort(byRank);
  const hats = show.me.value?.hats ?? [];
  const may = hats.includes('conduct') || hats.includes('administer');
  const t = words().rooms;
  const add = (name: string) => {
    const change = { name: { to: name }, rank: { to: lastRank(rooms) } };
    return said(() => show.act('room.edit', { room: show.newId(), change }));
  };
  return (
    <div class="stack">
      <p class="soft">{may ? t.why : words().form.conduct}</p>
      <ul class="stack">
        {rooms.map((room) => (
          <Room key={room.id} room={room} rooms={rooms} may={may} />
        ))}
      </ul>
      {may && <AddByName label={t.newName} act={t.add} maxLength={120} onAdd={add} />}
    </div>
  );
}

function Room({
  room,
  rooms,
  may,
}: {
  readonly room: RoomRow;
  readonly rooms: readonly RoomRow[];
  readonly may: boolean;
}) {
  const show = useShow();
  const t = words().rooms;
  const edit = (change: Parameters<typeof show.act<'room.edit'>>[1]['change']) =>
    said(() => show.act('room.edit', { room: room.id, change }));
  const move = (by: -1 | 1) => {
    const rank = movedRank(rooms, room.id, by);
    if (rank !== undefined) void edit({ rank: { from: room.rank, to: rank } });
  };
  return (
    <li class="panel stack">
      <div class="row">
        <input
          class="input grow"
          aria-label={t.name}
          maxLength={120}
          defaultValue={room.name}
          key={room.name}
          disabled={!may}
          onChange={(event) => {
            const to = event.currentTarget.value.trim();
            if (to !== '' && to !== room.name) void edit({ name: { from: room.name, to } });
          }}
        />
        {may && rooms.length > 1 && (
          <>
            <Button
              tone="plain"
              drawing={up}
              aria-label={t.up(room.name)}
              disabled={rooms[0] === room}
              onClick={() => move(-1)}
            />
            <Button
              tone="plain"
              drawing={down}
              aria-label={t.down(room.name)}
              disabled={rooms.at(-1) === room}
              onClick={() => move(1)}
            />
          </>
        )}
      </div>
      <Switch
        label={t.byTheClock}
        hint={t.byTheClockHint}
        on={room.byTheClock}
        disabled={!may}
        onChange={(to) => void edit({ byTheClock: { from: room.byTheClock, to } })}
      />
    </li>
  );
}
