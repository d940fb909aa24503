import * as v from 'valibot';
import { rowId } from '../rows/base.ts';
import type { Rows } from '../rows/rows.ts';
import { erasedPerson } from './erase-person.ts';
import { emptiedMessage, emptiedPhoto, erasedPost, withoutPhotos, withoutText } from './erase-row.ts';
import { type Context, define, isEngine } from './mutation.ts';
import { type Ruling, refuse, write } from './ruling.ts';

/** Rows that a person or the law can have emptied. */
export const ERASABLE = ['post', 'text', 'photo', 'person', 'message'] as const;

/** Takedown: words, alternative texts and names are emptied, what is out is taken back; the row stays, marked. */
export const eraseDefinitions = {
  'row.erase': define({
    name: 'row.erase',
    args: v.strictObject({ row: v.picklist(ERASABLE), id: rowId }),
    who: ['approve', 'administer'],
    // A restored copy is emptied again by the ledger itself; what was kept long enough is emptied by the retention.
    engines: ['ledger', 'retention'],
    freshMs: 'ever',
    rule: (rows, { args }, context) => erased(rows, args, context),
  }),
};

type Erasing = { readonly row: (typeof ERASABLE)[number]; readonly id: string };

function erased(rows: Rows, { row, id }: Erasing, context: Context): Ruling {
  const now = rows.get(row, id);
  if (!now) return refuse('unknown-row', { row, id });
  // One photo or post is taken down by who approves; a whole person leaves by an administrator's word.
  if (now.row === 'person' && !mayErasePeople(rows, context)) return refuse('not-allowed');
  if (now.erased) return write();
  switch (now.row) {
    case 'post':
      return write(...erasedPost(rows, now, context));
    case 'text':
      return write({ ...now, words: '', erased: true }, ...withoutText(rows, now, context));
    case 'photo':
      return write(emptiedPhoto(now), ...withoutPhotos(rows, { post: now.post, photos: [now] }, context));
    case 'person':
      return write(...erasedPerson(rows, now, context));
    case 'message':
      return write(emptiedMessage(now));
  }
}

const mayErasePeople = (rows: Rows, { by }: Context): boolean =>
  isEngine(by) || (rows.get('staff', by)?.hats.includes('administer') ?? false);
