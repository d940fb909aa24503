import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import type { StaffDown, StaffUp } from '../../shared/protocol.ts';
import type { Commit } from '../ledger/ledger.ts';
import type { Present } from './here.ts';
import type { SessionData } from './session.ts';

/** What a phone follows since its `hello`. */
export interface Follows {
  readonly device: string;
  /** The staff row it is, by show. */
  readonly shows: ReadonlyMap<string, string>;
}
export interface StaffData extends SessionData {
  /** Absent: it has not said hello, or is of another protocol. It may push, and is shown nothing. */
  follows?: Follows;
}
export type StaffSocket = Socket<StaffUp, StaffDown, DefaultEventsMap, StaffData>;
export type StaffNamespace = Namespace<StaffUp, StaffDown, DefaultEventsMap, StaffData>;

export function follow(socket: StaffSocket, follows: Follows): void {
  stopFollowing(socket);
  socket.data.follows = follows;
  for (const show of follows.shows.keys()) void socket.join([showRoom(show), deviceRoom(show, follows.device)]);
}

export function stopFollowing(socket: StaffSocket): void {
  const { follows } = socket.data;
  delete socket.data.follows;
  for (const show of follows?.shows.keys() ?? []) {
    void socket.leave(showRoom(show));
    void socket.leave(deviceRoom(show, follows?.device ?? ''));
  }
}

/** One encoding for all who follow the show; only a device with something settled gets its own. */
export function tellCommit(namespace: StaffNamespace, { settled, ...commit }: Commit): void {
  const named = [...settled.keys()].map((device) => deviceRoom(commit.show, device));
  namespace
    .to(showRoom(commit.show))
    .except(named)
    .emit('patch', { ...commit, settled: [] });
  for (const [device, ids] of settled) {
    namespace.to(deviceRoom(commit.show, device)).emit('patch', { ...commit, settled: [...ids] });
  }
}

export function followersOf(namespace: StaffNamespace, show: string): readonly StaffSocket[] {
  return [...(namespace.adapter.rooms.get(showRoom(show)) ?? [])].flatMap((id) => namespace.sockets.get(id) ?? []);
}

export function presentOn(namespace: StaffNamespace, show: string): readonly Present[] {
  return followersOf(namespace, show).flatMap(({ data: { follows } }) => {
    const staff = follows?.shows.get(show);
    return follows && staff !== undefined ? { staff, device: follows.device } : [];
  });
}

export const showRoom = (show: string): string => `show/${show}`;
/** No device's id has a slash, so this room is never another show's. */
const deviceRoom = (show: string, device: string): string => `show/${show}/${device}`;
