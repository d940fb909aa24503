import * as v from 'valibot';
import { tooLongFor } from '../payload.ts';
import { seenOf } from '../post-status.ts';
import { givenId, instantMs, prose, rowId } from '../rows/base.ts';
import { type PostRow, postSchema } from '../rows/post.ts';
import type { Rows } from '../rows/rows.ts';
import type { Hat } from '../rows/staff.ts';
import { ALL_CHANNELS } from '../rows/variant.ts';
import { same } from '../same.ts';
import { approvalDefinitions } from './approval.ts';
import { changed, changeOf } from './change.ts';
import { define, isEngine } from './mutation.ts';
import { relaysBack } from './relay.ts';
import { type Ruling, refuse, write } from './ruling.ts';
import { takenBack } from './withdrawing.ts';

/** What a writer says of a post; the rest is the door's, or comes from other mutations. */
const fields = v.pick(postSchema, [
  'segment',
  'kind',
  'cue',
  'freshForMs',
  'channels',
  'language',
  'needsTwo',
  'slots',
  'after',
  'corrects',
  'title',
  'note',
]);

/** Writing, filling, submitting, holding and withdrawing posts. */
export const postDefinitions = {
  ...approvalDefinitions,

  'post.create': define({
    name: 'post.create',
    args: v.strictObject({ post: givenId, fields, words: v.optional(prose) }),
    who: ['write'],
    engines: ['import'],
    freshMs: 'ever',
    rule(rows, { id, args, epoch }, { by }) {
      if (rows.get('post', args.post)) return refuse('exists', { row: 'post', id: args.post });
      const missing = unknownNames(rows, args.fields);
      if (missing) return missing;
      const post = {
        row: 'post',
        id: args.post,
        epoch,
        ...args.fields,
        channels: [...args.fields.channels].sort(),
        state: 'draft',
        madeBy: by,
        starred: false,
        pinned: false,
      } as const;
      if (args.words === undefined) return write(post);
      const words = args.words.normalize('NFC');
      return write(post, { row: 'text', id, post: args.post, variant: ALL_CHANNELS, parents: [], words });
    },
  }),

  'post.edit': define({
    name: 'post.edit',
    args: v.strictObject({ post: rowId, change: changeOf(fields.entries) }),
    who: ['write'],
    engines: [],
    freshMs: 'ever',
    rule: (rows, { args }) =>
      onPost(rows, args.post, (post) => {
        const result = changed(post, args.change);
        if ('ok' in result) return result;
        const missing = unknownNames(rows, result.row);
        if (missing) return missing;
        return result.differs ? write({ ...result.row, channels: [...result.row.channels].sort() }) : write();
      }),
  }),

  'post.fill': define({
    name: 'post.fill',
    args: v.strictObject({ post: rowId, slot: v.string(), from: v.optional(prose), to: v.optional(prose) }),
    who: ['write'],
    engines: [],
    freshMs: 'ever',
    rule: (rows, { args }, { by, atMs }) =>
      onPost(rows, args.post, (post) => {
        const slot = post.slots.find(({ name, kind }) => name === args.slot && kind !== 'photo');
        if (!slot) return refuse('unknown-row', { row: 'post', id: post.id, slot: args.slot });
        const to = args.to?.normalize('NFC');
        if (same(slot.fill, to)) return write();
        if (!same(slot.fill, args.from)) {
          return refuse('changed', {
            row: 'post',
            id: post.id,
            field: 'slots',
            slot: slot.name,
            from: args.from,
            to,
            now: slot.fill,
          });
        }
        const slots = post.slots.map((other) =>
          other === slot ? { ...slot, fill: to, filledBy: to === undefined ? undefined : by } : other,
        );
        const next: PostRow = { ...post, slots };
        const long = tooLongFor(rows, { post: next, seen: seenOf(rows, next), atMs });
        return long ? refuse('too-long', { row: 'post', id: post.id, ...long }) : write(next);
      }),
  }),

  'post.write': define({
    name: 'post.write',
    args: v.strictObject({
      post: rowId,
      variant: rowId,
      parents: v.pipe(v.array(rowId), v.maxLength(50)),
      words: prose,
    }),
    who: ['write'],
    engines: ['import'],
    freshMs: 'ever',
    rule: (rows, { id, args }) =>
      onPost(rows, args.post, (post) => {
        if (args.variant !== ALL_CHANNELS && !rows.get('channel', args.variant)) {
          return refuse('unknown-row', { row: 'channel', id: args.variant });
        }
        for (const parent of args.parents) {
          const text = rows.get('text', parent);
          if (text?.post !== post.id || text.variant !== args.variant) {
            return refuse('unknown-row', { row: 'text', id: parent });
          }
        }
        const words = args.words.normalize('NFC');
        return write({ row: 'text', id, post: post.id, variant: args.variant, parents: args.parents, words });
      }),
  }),

  'post.take': define({
    name: 'post.take',
    args: v.strictObject({ post: rowId, owner: v.optional(rowId) }),
    who: 'everyone',
    engines: [],
    freshMs: 60_000,
    rule: (rows, { args }) =>
      onPost(rows, args.post, (post) => (post.owner === args.owner ? write() : write({ ...post, owner: args.owner }))),
  }),

  'post.star': define({
    name: 'post.star',
    args: v.strictObject({
      post: rowId,
      change: changeOf({
        starred: postSchema.entries.starred,
        pinned: postSchema.entries.pinned,
        leftOut: postSchema.entries.leftOut,
      }),
    }),
    who: 'everyone',
    engines: [],
    freshMs: 'ever',
    rule: (rows, { args }) =>
      onPost(rows, args.post, (post) => {
        const result = changed(post, args.change);
        if ('ok' in result) return result;
        return result.differs ? write(result.row) : write();
      }),
  }),

  'post.leave': define({
    name: 'post.leave',
    /** Its moment is gone and it may stay as it is: nobody is asked again, until another moment is missed. */
    args: v.strictObject({
      post: rowId,
      from: postSchema.entries.unaskedMs,
      to: postSchema.entries.unaskedMs,
    }),
    who: ['write', 'approve'],
    engines: [],
    freshMs: 'ever',
    rule: (rows, { args }) =>
      onPost(rows, args.post, (post) => {
        const result = changed(post, { unaskedMs: { from: args.from, to: args.to } });
        if ('ok' in result) return result;
        return result.differs ? write(result.row) : write();
      }),
  }),

  'post.submit': define({
    name: 'post.submit',
    args: v.strictObject({ post: rowId }),
    who: ['write'],
    engines: [],
    freshMs: 'ever',
    rule: (rows, { args }, { atMs }) =>
      onPost(rows, args.post, (post) => {
        if (post.state === 'withdrawn') return refuse('withdrawn', { row: 'post', id: post.id });
        if (post.state !== 'draft') return write();
        return write({ ...post, state: 'submitted', submittedMs: atMs, returned: undefined });
      }),
  }),

  'post.hold': define({
    name: 'post.hold',
    args: v.strictObject({ post: rowId, reason: prose }),
    who: 'everyone',
    engines: [],
    // A hold that was acknowledged and comes again after a restore still stands, however late.
    freshMs: 'ever',
    rule: (rows, { args }, { by, atMs }) =>
      onPost(rows, args.post, (post) =>
        post.held ? write() : write({ ...post, held: { by, reason: args.reason, atMs } }),
      ),
  }),

  'post.release': define({
    name: 'post.release',
    args: v.strictObject({ post: rowId, saw: instantMs }),
    who: ['approve'],
    engines: [],
    freshMs: 15_000,
    rule: (rows, { args }) =>
      onPost(rows, args.post, (post) => {
        if (!post.held) return write();
        if (post.held.atMs !== args.saw) {
          return refuse('changed', { row: 'post', id: post.id, field: 'held', from: args.saw, now: post.held });
        }
        return write({ ...post, held: undefined });
      }),
  }),

  'post.withdraw': define({
    name: 'post.withdraw',
    args: v.strictObject({ post: rowId }),
    who: ['approve', 'moderate', 'write'],
    engines: [],
    freshMs: 'ever',
    rule: (rows, { args }, context) =>
      onPost(rows, args.post, (post) => {
        const { by } = context;
        if (post.state === 'withdrawn') return write();
        const ownDraft = post.madeBy === by && (post.state === 'draft' || post.state === 'submitted');
        if (!ownDraft && !wears(rows, by, ['approve', 'moderate'])) return refuse('not-allowed');
        return write(
          { ...post, state: 'withdrawn' },
          ...takenBack(rows, post, context),
          ...relaysBack(rows, post, context),
        );
      }),
  }),

  'post.restore': define({
    name: 'post.restore',
    args: v.strictObject({ post: rowId }),
    who: ['write'],
    engines: [],
    freshMs: 'ever',
    rule: (rows, { args }) =>
      onPost(rows, args.post, (post) =>
        post.state === 'withdrawn'
          ? write({ ...post, state: 'draft', approval: undefined, firedMs: undefined, firedBy: undefined })
          : write(),
      ),
  }),
};

/** Runs a rule on a post that is there and not erased. */
function onPost(rows: Rows, id: string, rule: (post: PostRow) => Ruling): Ruling {
  const post = rows.get('post', id);
  if (!post) return refuse('unknown-row', { row: 'post', id });
  return post.erased ? refuse('erased', { row: 'post', id }) : rule(post);
}

const wears = (rows: Rows, by: string, hats: readonly Hat[]): boolean =>
  isEngine(by) || hats.some((hat) => rows.get('staff', by)?.hats.includes(hat));

type Named = Pick<PostRow, 'segment' | 'channels' | 'after' | 'corrects' | 'cue'>;

/** A name that stands for no row of the show. */
function unknownNames(rows: Rows, post: Named): Ruling | undefined {
  if (post.segment !== undefined && !rows.get('segment', post.segment)) {
    return refuse('unknown-row', { row: 'segment', id: post.segment });
  }
  if (post.cue.kind === 'segment') {
    if (!rows.get('segment', post.cue.segment)) return refuse('unknown-row', { row: 'segment', id: post.cue.segment });
    if (post.cue.edge === 'end' && post.cue.offsetMs < 0) return refuse('bad-time', { row: 'post', field: 'cue' });
  }
  const channel = post.channels.find((id) => !rows.get('channel', id));
  if (channel !== undefined) return refuse('unknown-row', { row: 'channel', id: channel });
  const other = [post.after, post.corrects].find((id) => id !== undefined && !rows.get('post', id));
  return other === undefined ? undefined : refuse('unknown-row', { row: 'post', id: other });
}
