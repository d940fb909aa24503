import * as v from 'valibot';
import { givenId, rowId } from '../rows/base.ts';
import { channelSchema } from '../rows/channel.ts';
import { personSchema } from '../rows/person.ts';
import { prizeSchema } from '../rows/prize.ts';
import { roomSchema } from '../rows/room.ts';
import type { RowOf, Unstamped } from '../rows/row.ts';
import type { Rows } from '../rows/rows.ts';
import { type StaffRow, staffSchema } from '../rows/staff.ts';
import { same } from '../same.ts';
import { changeOf, edit } from './change.ts';
import { define } from './mutation.ts';
import { type Ruling, refuse, write } from './ruling.ts';

const GIVEN = ['row', 'id', 'rev', 'by', 'atMs'] as const;

/** Rooms, prizes, channels, staff and people: a change to a row that makes the row where there is none. */
export const directoryDefinitions = {
  'room.edit': define({
    name: 'room.edit',
    args: v.strictObject({ room: givenId, change: changeOf(v.omit(roomSchema, GIVEN).entries) }),
    who: ['conduct', 'administer'],
    engines: ['import'],
    freshMs: 'ever',
    rule: (rows, { args }) =>
      edit(
        rows.get('room', args.room),
        { row: 'room', id: args.room, name: '', rank: 0, byTheClock: false },
        args.change,
      ),
  }),

  'prize.edit': define({
    name: 'prize.edit',
    args: v.strictObject({
      prize: givenId,
      change: changeOf(v.omit(prizeSchema, [...GIVEN, 'winner', 'awardedBy']).entries),
    }),
    who: ['administer'],
    engines: ['import'],
    freshMs: 'ever',
    rule: (rows, { args }) =>
      edit(rows.get('prize', args.prize), { row: 'prize', id: args.prize, name: '', rank: 0 }, args.change),
  }),

  'channel.edit': define({
    name: 'channel.edit',
    args: v.strictObject({ channel: givenId, change: changeOf(v.omit(channelSchema, GIVEN).entries) }),
    who: ['administer'],
    engines: ['import'],
    freshMs: 'ever',
    rule: (rows, { args }) =>
      edit(
        rows.get('channel', args.channel),
        {
          row: 'channel',
          id: args.channel,
          network: 'other',
          account: '',
          rank: 0,
          spacingMs: 30_000,
          on: false,
          served: 'hand',
          default: false,
        },
        args.change,
      ),
  }),

  'staff.edit': define({
    name: 'staff.edit',
    args: v.strictObject({ staff: givenId, change: changeOf(v.omit(staffSchema, GIVEN).entries) }),
    who: ['administer'],
    // What was taken from a staff row is taken again by the ledger itself, from a copy made before.
    engines: ['import', 'ledger'],
    freshMs: 'ever',
    rule(rows, { args }, { by }) {
      const ruling = edit(
        rows.get('staff', args.staff),
        { row: 'staff', id: args.staff, name: '', hats: [], revoked: false },
        args.change,
      );
      // Who administers now may be known to the lost history only; the link printed at start lets one in.
      const mayLockOut = by === 'engine:ledger';
      return ruling.ok && !mayLockOut && locksOut(rows, ruling.rows) ? refuse('last-administrator') : ruling;
    },
  }),

  'person.edit': define({
    name: 'person.edit',
    args: v.strictObject({ person: givenId, change: changeOf(v.omit(personSchema, [...GIVEN, 'erased']).entries) }),
    who: ['write', 'administer'],
    engines: ['import'],
    freshMs: 'ever',
    rule(rows, { args }) {
      const now = rows.get('person', args.person);
      if (now?.erased) return refuse('erased', { row: 'person', id: args.person });
      return edit(
        now,
        {
          row: 'person',
          id: args.person,
          kind: 'human',
          name: '',
          handles: {},
          imageRights: 'to-confirm',
          restrictions: [],
        },
        args.change,
      );
    },
  }),

  'prize.award': define({
    name: 'prize.award',
    args: v.strictObject({ prize: rowId, from: v.optional(rowId), to: v.optional(rowId) }),
    who: ['write'],
    engines: [],
    freshMs: 'ever',
    rule: (rows, { args }, { by }) => award(rows, args, by),
  }),
};

/** Names a prize's winner and fills the winner slots of its posts that have not fired. */
function award(
  rows: Rows,
  args: { prize: string; from?: string | undefined; to?: string | undefined },
  by: string,
): Ruling {
  const prize = rows.get('prize', args.prize);
  if (!prize) return refuse('unknown-row', { row: 'prize', id: args.prize });
  if (args.to !== undefined && !rows.get('person', args.to))
    return refuse('unknown-row', { row: 'person', id: args.to });
  if (same(prize.winner, args.to)) return write();
  if (!same(prize.winner, args.from)) {
    return refuse('changed', {
      row: 'prize',
      id: prize.id,
      field: 'winner',
      from: args.from,
      to: args.to,
      now: prize.winner,
    });
  }
  const written: Unstamped[] = [{ ...prize, winner: args.to, awardedBy: args.to === undefined ? undefined : by }];
  for (const post of rows.all('post')) {
    if (post.state === 'fired' || !post.slots.some((slot) => slot.prize === prize.id)) continue;
    const slots = post.slots.map((slot): RowOf<'post'>['slots'][number] =>
      slot.kind === 'winner' && slot.prize === prize.id
        ? { ...slot, fill: args.to, filledBy: args.to === undefined ? undefined : by }
        : slot,
    );
    written.push({ ...post, slots });
  }
  return write(...written);
}

/** Nobody would be left to administer: a show that no one can mend. */
function locksOut(rows: Rows, written: readonly Unstamped[]): boolean {
  const next = new Map<string, Pick<StaffRow, 'hats' | 'revoked'>>();
  for (const staff of rows.all('staff')) next.set(staff.id, staff);
  const administers = (staff: Pick<StaffRow, 'hats' | 'revoked'>) =>
    !staff.revoked && staff.hats.includes('administer');
  if (![...next.values()].some(administers)) return false;
  for (const row of written) if (row.row === 'staff') next.set(row.id, row);
  return ![...next.values()].some(administers);
}
