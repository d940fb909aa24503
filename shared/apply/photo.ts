import * as v from 'valibot';
import { rowId } from '../rows/base.ts';
import { photoHash, photoSchema } from '../rows/photo.ts';
import type { Unstamped } from '../rows/row.ts';
import { changeOf, edit } from './change.ts';
import { define } from './mutation.ts';
import { refuse, write } from './ruling.ts';

const GIVEN = ['row', 'id', 'rev', 'by', 'atMs', 'received', 'removed', 'erased'] as const;

/** Photos of posts. Their bytes travel apart; `photo.receive` says that the server has them. */
export const photoDefinitions = {
  'photo.add': define({
    name: 'photo.add',
    args: v.omit(photoSchema, GIVEN),
    who: ['write'],
    engines: [],
    freshMs: 'ever',
    rule(rows, { id, args }) {
      const post = rows.get('post', args.post);
      if (!post) return refuse('unknown-row', { row: 'post', id: args.post });
      if (post.erased) return refuse('erased', { row: 'post', id: post.id });
      if (args.slot !== undefined && !post.slots.some((slot) => slot.kind === 'photo' && slot.name === args.slot)) {
        return refuse('unknown-row', { row: 'post', id: post.id, slot: args.slot });
      }
      return write({
        row: 'photo',
        id,
        ...args,
        alt: args.alt.normalize('NFC'),
        received: false,
        removed: false,
        erased: false,
      });
    },
  }),

  'photo.edit': define({
    name: 'photo.edit',
    args: v.strictObject({
      photo: rowId,
      change: changeOf(v.omit(photoSchema, [...GIVEN, 'post', 'hash', 'width', 'height']).entries),
    }),
    who: ['write'],
    engines: [],
    freshMs: 'ever',
    rule(rows, { args }) {
      const photo = rows.get('photo', args.photo);
      if (!photo) return refuse('unknown-row', { row: 'photo', id: args.photo });
      if (photo.erased) return refuse('erased', { row: 'photo', id: photo.id });
      return edit(photo, photo, args.change);
    },
  }),

  'photo.remove': define({
    name: 'photo.remove',
    args: v.strictObject({ photo: rowId, back: v.optional(v.boolean()) }),
    who: ['write'],
    engines: [],
    freshMs: 'ever',
    rule(rows, { args }) {
      const photo = rows.get('photo', args.photo);
      if (!photo) return refuse('unknown-row', { row: 'photo', id: args.photo });
      const removed = args.back !== true;
      return photo.removed === removed ? write() : write({ ...photo, removed });
    },
  }),

  'photo.receive': define({
    name: 'photo.receive',
    args: v.strictObject({ hash: photoHash }),
    who: [],
    engines: ['photos'],
    freshMs: 'ever',
    rule(rows, { args }) {
      const received: Unstamped[] = [];
      for (const photo of rows.all('photo')) {
        if (photo.hash === args.hash && !photo.received) received.push({ ...photo, received: true });
      }
      return write(...received);
    },
  }),
};
