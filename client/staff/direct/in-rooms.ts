import type { Rows } from '../../../shared/rows/rows.ts';
import type { RunningOrder } from '../../../shared/running-order.ts';

/** What a part of Direct is drawn from: the running order as it stands, in the rooms that are shown. */
export interface InRooms {
  readonly rows: Rows;
  readonly order: RunningOrder;
  readonly rooms: readonly string[];
}
