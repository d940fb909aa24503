import chevron from 'lucide-static/icons/chevron-down.svg?raw';
import { common } from '../../words/common.ts';
import { Icon } from '../parts/Icon.tsx';
import { ALL_ROOMS, chooseRoom, myRoom, roomsOf } from './room.ts';
import { useShow } from './show-context.ts';

/** My room, in the little place it deserves: the phone's own list opens at the thumb. Nothing where there is one room. */
export function RoomChoice() {
  const show = useShow();
  const all = roomsOf(show.rows.value);
  if (all.length < 2) return null;
  const t = common().rooms;
  return (
    <span class="room-choice">
      <select
        aria-label={t.mine}
        value={myRoom(show.rows.value, show.id) ?? ALL_ROOMS}
        onChange={(event) => chooseRoom(show.id, event.currentTarget.value)}
      >
        {all.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        <option value={ALL_ROOMS}>{t.all}</option>
      </select>
      <Icon of={chevron} size={1} />
    </span>
  );
}
