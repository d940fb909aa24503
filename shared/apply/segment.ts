import * as v from 'valibot';
import { givenId, instantMs, signedSpanMs } from '../rows/base.ts';
import type { Rows } from '../rows/rows.ts';
import { type SegmentRow, segmentSchema } from '../rows/segment.ts';
import { runningOrder } from '../running-order.ts';
import { changed, changeOf, edit, type FieldSet } from './change.ts';
import { define } from './mutation.ts';
import { end, isOvertaken, top, undo } from './press.ts';
import { wasOverwritten } from './replaced.ts';
import { type Ruling, refuse, write } from './ruling.ts';

/** How long an undo may be on its way; it may undo a press of any age ("undo, then Top" after an incident). */
const UNDO_FRESH_MS = 60_000;

const editable = v.pick(segmentSchema, [
  'rooms',
  'rank',
  'title',
  'kind',
  'people',
  'plannedMs',
  'durationMs',
  'beside',
  'exact',
  'restrictions',
  'language',
]);

const press = v.strictObject({ segment: givenId, pressedAtMs: instantMs });

/** The running order: edited, moved, and conducted live. */
export const segmentDefinitions = {
  'segment.edit': define({
    name: 'segment.edit',
    /** Makes the segment where there is none: then rooms, rank, title, kind, plannedMs and durationMs must be said. */
    args: v.strictObject({ segment: givenId, change: changeOf(editable.entries) }),
    who: ['conduct'],
    engines: ['import'],
    freshMs: 'ever',
    rule(rows, { args }) {
      const room = args.change.rooms?.to?.find((id) => !rows.get('room', id));
      if (room !== undefined) return refuse('unknown-row', { row: 'room', id: room });
      return edit(rows.get('segment', args.segment), blank(args.segment), args.change);
    },
  }),

  'segment.cancel': define({
    name: 'segment.cancel',
    args: v.strictObject({ segment: givenId, from: v.boolean(), to: v.boolean() }),
    who: ['conduct'],
    engines: ['import'],
    freshMs: 'ever',
    rule: (rows, { args }) =>
      onSegment(rows, args.segment, (segment) => set(segment, 'cancelled', { from: args.from, to: args.to })),
  }),

  'segment.delay': define({
    name: 'segment.delay',
    /** Of its overrun once it has begun (it lasts longer), else of its delay (it starts later). */
    args: v.strictObject({ segment: givenId, from: signedSpanMs, to: signedSpanMs }),
    who: ['conduct'],
    engines: [],
    freshMs: 'ever',
    rule: (rows, { args }, { atMs }) =>
      onSegment(rows, args.segment, (segment) => {
        const order = runningOrder(rows, atMs);
        if (!order.isBegun(segment.id)) return set(segment, 'delayMs', args);
        // An end by the clock may still be put off; one that was pressed, or that another start made, is past.
        if (segment.endMs !== undefined || (order.isEnded(segment.id) && isOvertaken(rows, segment, atMs))) {
          return refuse('wrong-state', { row: 'segment', id: segment.id, field: 'endMs', now: segment.endMs });
        }
        return set(segment, 'overrunMs', args);
      }),
  }),

  'segment.top': define({
    name: 'segment.top',
    /** It starts now. Its mutation id is the press that an undo names. */
    args: press,
    who: ['conduct'],
    engines: [],
    freshMs: 'ever',
    rule: (rows, { id, args }, { atMs }) =>
      onSegment(rows, args.segment, (segment) => {
        if (segment.startMs !== undefined || segment.endMs !== undefined) return write();
        if (segment.cancelled) return refuse('wrong-state', { row: 'segment', id: segment.id, field: 'cancelled' });
        return write(...top(rows, segment, { id, atMs: Math.min(args.pressedAtMs, atMs) }));
      }),
  }),

  'segment.end': define({
    name: 'segment.end',
    args: press,
    who: ['conduct'],
    engines: [],
    freshMs: 'ever',
    rule: (rows, { id, args }, { atMs }) =>
      onSegment(rows, args.segment, (segment) => {
        const order = runningOrder(rows, atMs);
        if (!order.isBegun(segment.id)) {
          return refuse('wrong-state', { row: 'segment', id: segment.id, field: 'startMs' });
        }
        if (order.isEnded(segment.id)) return write();
        return write(end(rows, segment, { id, atMs: Math.min(args.pressedAtMs, atMs) }));
      }),
  }),

  'segment.undo': define({
    name: 'segment.undo',
    /** `press`: the id of the Top or End to undo. Posts fired meanwhile stay (`firedSince` names them). */
    args: v.strictObject({ segment: givenId, press: v.pipe(v.string(), v.minLength(1), v.maxLength(300)) }),
    who: ['conduct'],
    engines: [],
    freshMs: UNDO_FRESH_MS,
    rule: (rows, { args }) =>
      onSegment(rows, args.segment, (segment) => {
        const { startedBy, endedBy } = segment;
        const isThere = startedBy === args.press || endedBy === args.press || wasOverwritten(segment, args.press);
        return isThere ? write(...undo(rows, args.press)) : write();
      }),
  }),
};

/** What a new segment is where nobody says; the fields that must be said are not there, so that the schema asks. */
const blank = (id: string): SegmentRow =>
  ({
    row: 'segment',
    id,
    people: [],
    delayMs: 0,
    overrunMs: 0,
    cancelled: false,
    beside: false,
    exact: false,
    restrictions: [],
  }) as unknown as SegmentRow;

function onSegment(rows: Rows, id: string, rule: (segment: SegmentRow) => Ruling): Ruling {
  const segment = rows.get('segment', id);
  return segment ? rule(segment) : refuse('unknown-row', { row: 'segment', id });
}

function set(segment: SegmentRow, field: keyof SegmentRow, { from, to }: FieldSet): Ruling {
  const result = changed(segment, { [field]: { from, to } });
  if ('ok' in result) return result;
  return result.differs ? write(result.row) : write();
}
