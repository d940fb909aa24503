import type { MessageRow } from '../../shared/rows/message.ts';
import type { Row } from '../../shared/rows/row.ts';
import type { Rows } from '../../shared/rows/rows.ts';
import type { StaffRow } from '../../shared/rows/staff.ts';
import { same } from '../../shared/same.ts';
import { placeOf, type RevokedList, type StaffLeft } from '../revoked.ts';

type May = Pick<StaffRow, 'hats' | 'revoked'>;

/** What a mutation writes where, and whether it is of a history that a restore has ended. */
export interface Written {
  readonly show: string;
  readonly before: Rows;
  readonly rows: readonly Row[];
  readonly isOfLostEpoch: boolean;
  readonly atMs: number;
}

/**
 * What mutations take from people: hats, a place on the team, a question to answer. It is written down before the
 * COMMIT, outside the data folder, so that no copy of that folder gives it back.
 */
export class TakenBack {
  readonly #ledger: string;
  readonly #list: RevokedList;
  readonly #left = new Map<string, StaffLeft>();

  constructor(ledger: string, list: RevokedList) {
    this.#ledger = ledger;
    this.#list = list;
    for (const one of list.all()) if ('staff' in one && one.ledger === ledger) this.#left.set(placeOf(one), one);
  }

  note({ show, before, rows, isOfLostEpoch, atMs }: Written): void {
    for (const row of rows) {
      if (row.row === 'staff') this.#noteStaff({ show, was: before.get('staff', row.id), row, isOfLostEpoch, atMs });
      if (row.row === 'message') this.#noteGiven({ show, was: before.get('message', row.id), row, atMs });
    }
  }

  /**
   * A hat given back is noted too, or the next restore would take it again. What comes from a lost epoch is a step of
   * what the list has the end of: it adds nothing to a staff row that is listed.
   */
  #noteStaff(about: {
    readonly show: string;
    readonly was: StaffRow | undefined;
    readonly row: StaffRow;
    readonly isOfLostEpoch: boolean;
    readonly atMs: number;
  }): void {
    const { show, was, row, isOfLostEpoch, atMs } = about;
    const { id: staff, hats, revoked } = row;
    const place = { ledger: this.#ledger, show, staff };
    const listed = this.#left.get(placeOf(place));
    const isLess = was !== undefined && lessened(was, row) !== undefined;
    if (listed ? isOfLostEpoch || isSame(listed, row) : !isLess) return;
    const left: StaffLeft = { ...place, hats, revoked, atMs };
    this.#left.set(placeOf(place), left);
    this.#list.add(left);
  }

  #noteGiven(about: {
    readonly show: string;
    readonly was: MessageRow | undefined;
    readonly row: MessageRow;
    readonly atMs: number;
  }): void {
    const { show, was, row, atMs } = about;
    if (!was?.given || was.given.atMs === row.given?.atMs) return;
    this.#list.add({ show, message: row.id, givenMs: was.given.atMs, atMs });
  }

  /** Staff rows that may do more than they were left with, and what they are to become. */
  *excess(shows: Iterable<readonly [show: string, rows: Rows]>): Iterable<{ show: string; now: StaffRow; to: May }> {
    const rowsOf = new Map(shows);
    for (const left of this.#left.values()) {
      const now = rowsOf.get(left.show)?.get('staff', left.staff);
      const to = now && lessened(now, left);
      if (now && to) yield { show: left.show, now, to };
    }
  }
}

/** What is left of `now` with no more than `left`; undefined: all of it. */
function lessened(now: May, left: May): May | undefined {
  const to = { hats: now.hats.filter((hat) => left.hats.includes(hat)), revoked: now.revoked || left.revoked };
  return isSame(now, to) ? undefined : to;
}

const isSame = (one: May, other: May): boolean =>
  one.revoked === other.revoked && same([...one.hats].sort(), [...other.hats].sort());
