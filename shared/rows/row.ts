import * as v from 'valibot';
import { approvalSchema } from './approval.ts';
import type { Stamp } from './base.ts';
import { channelSchema } from './channel.ts';
import { messageSchema } from './message.ts';
import { personSchema } from './person.ts';
import { photoSchema } from './photo.ts';
import { postSchema } from './post.ts';
import { prizeSchema } from './prize.ts';
import { publicationSchema } from './publication.ts';
import { relaySchema } from './relay.ts';
import { roomSchema } from './room.ts';
import { segmentSchema } from './segment.ts';
import { showSchema } from './show.ts';
import { staffSchema } from './staff.ts';
import { textSchema } from './text.ts';

/** Every row there is, told apart by `row`. */
export const rowSchema = v.variant('row', [
  showSchema,
  roomSchema,
  prizeSchema,
  segmentSchema,
  personSchema,
  staffSchema,
  channelSchema,
  postSchema,
  textSchema,
  photoSchema,
  approvalSchema,
  publicationSchema,
  relaySchema,
  messageSchema,
]);
export type Row = v.InferOutput<typeof rowSchema>;
export type RowName = Row['row'];
export type RowOf<N extends RowName> = Extract<Row, { row: N }>;

/** Omit over a union, member by member. */
type Without<R, K extends PropertyKey> = R extends unknown ? Omit<R, K> : never;
/** A row as `apply` returns it: the door adds `rev`, `by` and `atMs`. */
export type Unstamped<R extends Row = Row> = Without<R, keyof Stamp>;

export function stamp(row: Unstamped, by: Stamp): Row {
  return { ...row, rev: by.rev, by: by.by, atMs: by.atMs } as Row;
}
