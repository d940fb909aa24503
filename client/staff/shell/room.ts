import { type ReadonlySignal, signal } from '@preact/signals';
import type { RoomRow } from '../../../shared/rows/room.ts';
import type { Rows } from '../../../shared/rows/rows.ts';

const KEY = 'regie.room';
/** All rooms, where a person covers the whole show. */
export const ALL_ROOMS = '*';
const chosen = signal<Readonly<Record<string, string>>>(kept());
export const rooms: ReadonlySignal<Readonly<Record<string, string>>> = chosen;

/** My room, on this phone; undefined: all of them. Until one is chosen, the room where most happens. */
export function myRoom(rows: Rows, show: string): string | undefined {
  const wanted = chosen.value[show];
  if (wanted === ALL_ROOMS) return undefined;
  if (wanted !== undefined && rows.get('room', wanted)) return wanted;
  return busiest(rows);
}

export function chooseRoom(show: string, room: string): void {
  chosen.value = { ...chosen.peek(), [show]: room };
  try {
    localStorage.setItem(KEY, JSON.stringify(chosen.peek()));
  } catch {
    // Storage refused: the choice lasts as long as the page.
  }
}

export const roomsOf = (rows: Rows): readonly RoomRow[] =>
  [...rows.all('room')].sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));

function busiest(rows: Rows): string | undefined {
  const counts = new Map<string, number>();
  for (const { rooms, cancelled } of rows.all('segment')) {
    if (!cancelled) for (const room of rooms) counts.set(room, (counts.get(room) ?? 0) + 1);
  }
  let best: RoomRow | undefined;
  for (const room of roomsOf(rows))
    if ((counts.get(room.id) ?? 0) > (best ? (counts.get(best.id) ?? 0) : -1)) best = room;
  return best?.id;
}

function kept(): Readonly<Record<string, string>> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof found === 'object' && found !== null ? (found as Record<string, string>) : {};
  } catch {
    return {};
  }
}
