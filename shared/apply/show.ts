import * as v from 'valibot';
import { dueOf } from '../post-status.ts';
import { instantMs, prose, rowId } from '../rows/base.ts';
import type { PostRow } from '../rows/post.ts';
import type { Correction } from '../rows/publication.ts';
import { type Row, rowSchema, type Unstamped } from '../rows/row.ts';
import { type Rows, showOf } from '../rows/rows.ts';
import { fullSchema, heldSchema, SCENES, type ShowRow, showSchema } from '../rows/show.ts';
import { same } from '../same.ts';
import { changed, changeOf } from './change.ts';
import { firedRows, warrantOf, whyNotTwo, whyStopped } from './firing.ts';
import { type Context, define, isEngine } from './mutation.ts';
import { type Ruling, refuse, write } from './ruling.ts';
import { takenBackAgain } from './withdrawing.ts';

/** The show as a whole: made, changed, ended, held, released, and what its wall shows. */
export const showDefinitions = {
  'show.create': define({
    name: 'show.create',
    args: v.strictObject({ rows: v.pipe(v.array(rowSchema), v.minLength(1), v.maxLength(20_000)) }),
    who: [],
    engines: ['import'],
    freshMs: 'ever',
    rule: (rows, { show, args }) =>
      showOf(rows) || !args.rows.some((row) => row.row === 'show' && row.id === show)
        ? refuse('exists', { row: 'show', id: show })
        : write(...(args.rows as readonly Row[])),
  }),

  'show.edit': define({
    name: 'show.edit',
    args: v.strictObject({
      change: changeOf(
        v.omit(showSchema, ['row', 'id', 'rev', 'by', 'atMs', 'rehearsal', 'held', 'scene', 'full']).entries,
      ),
    }),
    who: ['administer'],
    engines: [],
    freshMs: 'ever',
    rule: (rows, { args }) =>
      onShow(rows, (show) => {
        const result = changed(show, args.change);
        if ('ok' in result) return result;
        return result.differs ? write(result.row) : write();
      }),
  }),

  'show.templates': define({
    name: 'show.templates',
    args: v.strictObject({ change: changeOf({ templates: showSchema.entries.templates }) }),
    who: ['write', 'administer'],
    engines: [],
    freshMs: 'ever',
    rule: (rows, { args }) =>
      onShow(rows, (show) => {
        const result = changed(show, args.change);
        if ('ok' in result) return result;
        return result.differs ? write(result.row) : write();
      }),
  }),

  'show.end': define({
    name: 'show.end',
    /** `withdraw`: what has not fired goes to the bin; `keep`: it stays as drafts, no longer approved. */
    args: v.strictObject({ leftovers: v.picklist(['withdraw', 'keep']) }),
    who: ['administer', 'conduct'],
    engines: [],
    freshMs: 'ever',
    rule: (rows, { args }, { atMs }) =>
      onShow(rows, (show) => {
        if (show.endedMs !== undefined) return write();
        const leftovers = [...rows.all('post')].filter((post) => post.state !== 'fired' && post.state !== 'withdrawn');
        const state = args.leftovers === 'withdraw' ? 'withdrawn' : 'draft';
        return write(
          { ...show, endedMs: atMs },
          ...leftovers.map((post) => ({ ...post, state, approval: undefined }) as const),
        );
      }),
  }),

  'show.hold': define({
    name: 'show.hold',
    args: v.strictObject({ kind: heldSchema.entries.kind, reason: prose }),
    who: 'everyone',
    engines: ['scheduler', 'ledger'],
    freshMs: 60_000,
    rule: (rows, { args }, context) =>
      onShow(rows, (show) => {
        const kind = isEngine(context.by) ? args.kind : 'person';
        if (show.held && kind !== 'epoch') return write();
        const held = { by: context.by, kind, reason: args.reason, atMs: context.atMs };
        return write({ ...show, held }, ...(kind === 'epoch' ? doubted(rows, context) : []));
      }),
  }),

  'show.release': define({
    name: 'show.release',
    args: v.strictObject({
      /** When the hold that the person saw began. */
      saw: instantMs,
      /** What came due meanwhile and goes out now; all else that came due is left for a person. */
      send: v.pipe(v.array(rowId), v.maxLength(500)),
      drop: v.pipe(v.array(rowId), v.maxLength(500)),
    }),
    who: ['approve'],
    engines: [],
    freshMs: 15_000,
    rule: (rows, { args }, context) =>
      onShow(rows, (show) => {
        if (!show.held) return write();
        if (show.held.atMs !== args.saw) {
          return refuse('changed', { row: 'show', id: show.id, field: 'held', from: args.saw, now: show.held });
        }
        return write({ ...show, held: undefined }, ...released(rows, args, context));
      }),
  }),

  'show.scene': define({
    name: 'show.scene',
    args: v.strictObject({ scene: v.picklist(SCENES), full: v.optional(fullSchema) }),
    who: ['conduct', 'moderate'],
    engines: [],
    freshMs: 15_000,
    rule: (rows, { args }) =>
      onShow(rows, (show) => {
        const full = args.scene === 'full' ? (args.full ?? show.full) : show.full;
        if (args.scene === 'full' && !full) return refuse('bad-shape', { row: 'show', field: 'full' });
        return show.scene === args.scene && same(show.full, full)
          ? write()
          : write({ ...show, scene: args.scene, full });
      }),
  }),
};

/**
 * After a restore, what was owed may have been sent in the timeline that was lost; what was unknown is looked up anew,
 * since that timeline may have found it absent, sent it, and have its call still on the way; and what was withdrawn
 * lately may be standing.
 */
function doubted(rows: Rows, context: Context): readonly Unstamped[] {
  const doubtful: Unstamped[] = [];
  for (const publication of rows.all('publication')) {
    const { state, correction } = publication;
    if (rows.get('channel', publication.channel)?.served !== 'server') continue;
    const isOpen = state === 'owed' || state === 'sending' || state === 'unknown';
    if (!isOpen && !correction) continue;
    doubtful.push({
      ...publication,
      ...(isOpen ? { state: 'unknown', bornUnknown: true, lookedMs: undefined, asks: false, trouble: undefined } : {}),
      ...(correction ? { bornUnknown: true, correction: doubtedCorrection(correction) } : {}),
    });
  }
  for (const post of rows.all('post')) doubtful.push(...takenBackAgain(rows, post, context));
  for (const relay of rows.all('relay')) {
    const isOpen = relay.state === 'owed' || relay.state === 'sending' || relay.state === 'unknown';
    if (isOpen) doubtful.push({ ...relay, state: 'unknown', lookedMs: undefined, trouble: undefined });
  }
  return doubtful;
}

/** It may have been made there, or a later one after it: a look says so, and a person what to do. */
const doubtedCorrection = (correction: Correction): Correction => ({
  ...correction,
  bornUnknown: true,
  lookedMs: undefined,
  trouble: undefined,
  state: correction.way === 'edit' && correction.state !== 'refused' ? 'unknown' : correction.state,
});

/** What came due while all was held: sent, dropped, or left for a person; nothing floods out. */
function released(
  rows: Rows,
  { send, drop }: { readonly send: readonly string[]; readonly drop: readonly string[] },
  context: Context,
): readonly Unstamped[] {
  const written: Unstamped[] = [];
  for (const post of rows.all('post')) {
    if (post.state !== 'approved') continue;
    const due = dueOf(rows, post, context.atMs);
    if (due === undefined || due > context.atMs) continue;
    const sent = send.includes(post.id) ? sentNow(rows, post, context) : undefined;
    written.push(...(sent ?? [{ ...post, leftMs: context.atMs }]));
  }
  for (const publication of rows.all('publication')) {
    if (publication.state === 'owed' && drop.includes(publication.id))
      written.push({ ...publication, state: 'dropped', trouble: undefined });
  }
  return written;
}

function sentNow(rows: Rows, post: PostRow, context: Context): readonly Unstamped[] | undefined {
  const warrant = warrantOf(rows, post);
  const stopped = whyStopped(rows, post);
  // The show's own hold is what this mutation lifts; any other stop stands.
  if (!warrant || (stopped && stopped.detail?.row !== 'show') || whyNotTwo(rows, post, warrant, context))
    return undefined;
  const fired = firedRows(rows, { post, warrant, freshUntilMs: context.atMs + warrant.seen.freshForMs }, context);
  return 'code' in fired ? undefined : fired;
}

function onShow(rows: Rows, rule: (show: ShowRow) => Ruling): Ruling {
  const show = showOf(rows);
  return show ? rule(show) : refuse('unknown-show');
}
