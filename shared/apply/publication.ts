import * as v from 'valibot';
import { approvalBehind } from '../post-status.ts';
import { prose, rowId } from '../rows/base.ts';
import { type PublicationRow, publicationSchema, remoteSchema } from '../rows/publication.ts';
import { type Rows, showOf } from '../rows/rows.ts';
import {
  askedAgain,
  called,
  calledEntries,
  callNumber,
  hasOpenCall,
  mayHaveTrouble,
  troubled,
  troubledEntries,
} from './called.ts';
import { correctionsOf, overtaken, replaced, stands } from './correction-done.ts';
import { type Context, define, isEngine } from './mutation.ts';
import { type Ruling, refuse, write } from './ruling.ts';

const round = publicationSchema.entries.round;

/** What becomes of each post on each channel: tries, outcomes, look-ups, and what people decide when nobody can know. */
export const publicationDefinitions = {
  'publication.try': define({
    name: 'publication.try',
    args: v.strictObject({ publication: rowId, round, n: callNumber }),
    who: [],
    engines: ['publisher'],
    freshMs: 'ever',
    rule: (rows, { args }, { atMs }) =>
      on(rows, args.publication, (publication) => {
        if (publication.round !== args.round || publication.state !== 'owed') return wrongState(publication);
        const stopped = whyNoCall(rows, publication, { ...publication, atMs });
        if (stopped) return stopped;
        const tries = [...publication.tries, { round: args.round, n: args.n, atMs }];
        return write({ ...publication, state: 'sending', tries, trouble: undefined });
      }),
  }),

  'publication.outcome': define({
    name: 'publication.outcome',
    /** `says`: the words that stand under our key already, where they are not the approved ones. */
    args: v.strictObject({ publication: rowId, round, ...calledEntries, says: v.optional(prose) }),
    who: [],
    engines: ['publisher'],
    freshMs: 'ever',
    rule: (rows, { args }, { atMs }) =>
      on(rows, args.publication, (publication) => {
        if (publication.round !== args.round || !hasOpenCall(publication)) return wrongState(publication);
        const isCall = ({ round, n }: { readonly round?: number; readonly n: number }) =>
          round === args.round && n === args.n;
        const { says } = args;
        const there = (row: PublicationRow, remote: PublicationRow['remote']) => found(row, { remote, says, atMs });
        const told = called(publication, args, { isCall, there, absent, atMs });
        return write(told.state === 'refused' && told.correction ? overtaken(told, told.correction, atMs) : told);
      }),
  }),

  'publication.find': define({
    name: 'publication.find',
    args: v.union([
      /** `says`: the words that stand there, where they are not the approved ones. */
      v.strictObject({ publication: rowId, round, remote: remoteSchema, says: v.optional(prose) }),
      /**
       * `proved`: the network has a record key of ours and nothing under it, or it took back what was there;
       * `same-key`: nothing seen, and the same words under the same key do nothing twice; `not-found`: nothing seen, which proves nothing; `said`: a person looked and it is not there.
       */
      v.strictObject({ publication: rowId, round, none: v.picklist(['proved', 'same-key', 'not-found', 'said']) }),
      /** It can be neither sent, nor looked for, nor taken back for now, and why. */
      v.strictObject({ publication: rowId, round, ...troubledEntries }),
    ]),
    who: ['approve'],
    engines: ['publisher'],
    freshMs: 'ever',
    rule: (rows, { args }, context) =>
      on(rows, args.publication, (publication) => {
        if (publication.round !== args.round) return wrongState(publication);
        if ('remote' in args) {
          if (!isFindable(publication)) return write();
          return write(found(publication, { ...args, atMs: context.atMs }));
        }
        if ('trouble' in args) {
          if (!mayHaveTrouble(publication)) return write();
          const told = troubled(publication, args, context.atMs);
          // Nobody may look but a person, who is asked at once.
          return write(told.state === 'unknown' ? { ...told, asks: true } : told);
        }
        return notFound(publication, args.none, context);
      }),
  }),

  /** What is unknown, or may have been corrected, is looked at at once; what the network would not take back is tried again at once. */
  'publication.look': define({
    name: 'publication.look',
    args: v.strictObject({ publication: rowId, round }),
    who: ['approve'],
    engines: [],
    freshMs: 60_000,
    rule: (rows, { args }, { atMs }) =>
      on(rows, args.publication, (publication) => {
        if (publication.round !== args.round) return wrongState(publication);
        const again = askedAgain(publication, atMs);
        if (again) return write(again);
        const correction = publication.correction && askedAgain(publication.correction, atMs);
        if (correction && publication.state === 'published') return write({ ...publication, correction });
        return publication.state === 'unknown' ? write({ ...publication, lookAskedMs: atMs }) : wrongState(publication);
      }),
  }),

  'publication.again': define({
    name: 'publication.again',
    /** `without`: a picture that its network will not have stays out, there alone; the rest goes as it was approved. */
    args: v.strictObject({ publication: rowId, round, without: v.optional(v.literal('photos')) }),
    who: ['approve'],
    engines: [],
    freshMs: 60_000,
    rule: (rows, { args, epoch }, context) =>
      on(rows, args.publication, (publication) => {
        if (publication.round !== args.round) return wrongState(publication);
        const post = rows.get('post', publication.post);
        if (post?.state === 'withdrawn' || publication.gone)
          return refuse('withdrawn', { row: 'post', id: publication.post });
        // Of what may be there nobody knows with which pictures.
        const mayLeaveOut = publication.state !== 'unknown' || args.without === undefined;
        if (!canGoAgain(publication, context.atMs) || !mayLeaveOut) return wrongState(publication);
        const { correction } = publication;
        const { payload } = correction ?? publication;
        const freshForMs =
          (correction ? rows.get('approval', correction.approval) : approvalBehind(rows, publication))?.freshForMs ?? 0;
        // A round asked for in another epoch may have been sent in the timeline that was lost.
        const bornUnknown = epoch !== context.epoch;
        return write({
          ...publication,
          // What was approved last is what a person sends.
          ...(correction && {
            approval: correction.approval,
            correction: undefined,
            corrections: correctionsOf(publication),
          }),
          state: bornUnknown ? 'unknown' : 'owed',
          bornUnknown,
          payload: args.without === undefined ? payload : { ...payload, photos: [] },
          round: publication.round + 1,
          notBeforeMs: context.atMs,
          freshUntilMs: context.atMs + freshForMs,
          asks: false,
          lookedMs: undefined,
          trouble: undefined,
        });
      }),
  }),

  'publication.drop': define({
    name: 'publication.drop',
    args: v.strictObject({ publication: rowId }),
    who: ['approve'],
    engines: [],
    freshMs: 'ever',
    rule: (rows, { args }) =>
      on(rows, args.publication, (publication) => {
        switch (publication.state) {
          case 'owed':
          case 'refused':
          case 'unknown':
            return write({ ...publication, state: 'dropped', asks: false, trouble: undefined });
          case 'dropped':
            return write();
          case 'sending':
          case 'published':
          case 'removing':
          case 'removed':
            return wrongState(publication);
        }
      }),
  }),

  'publication.done': define({
    name: 'publication.done',
    args: v.strictObject({ publication: rowId, url: v.optional(prose) }),
    who: ['write', 'approve'],
    engines: [],
    freshMs: 'ever',
    rule: (rows, { args }, { atMs }) =>
      on(rows, args.publication, (publication) => {
        if (rows.get('channel', publication.channel)?.served !== 'hand') return wrongState(publication);
        const remote = { id: args.url ?? '', url: args.url };
        if (publication.state === 'published') {
          const now = { ...publication, remote: args.url === undefined ? publication.remote : remote };
          return write(now.correction ? stands(now, now.correction, atMs) : now);
        }
        if (publication.state === 'removing') return write({ ...publication, state: 'removed', trouble: undefined });
        return publication.state === 'owed' ? write(found(publication, { remote, atMs })) : wrongState(publication);
      }),
  }),

  'publication.count': define({
    name: 'publication.count',
    args: v.strictObject({
      publication: rowId,
      counts: v.omit(v.unwrap(publicationSchema.entries.counts), ['atMs']),
    }),
    who: [],
    engines: ['publisher'],
    freshMs: 'ever',
    rule: (rows, { args }, { atMs }) =>
      on(rows, args.publication, (publication) => write({ ...publication, counts: { ...args.counts, atMs } })),
  }),
};

/** Why no call may be made now; checked again in the very transaction that commits the try. */
export function whyNoCall(
  rows: Rows,
  publication: PublicationRow,
  { notBeforeMs, freshUntilMs, atMs }: Pick<PublicationRow, 'notBeforeMs' | 'freshUntilMs' | 'atMs'>,
): Ruling | undefined {
  const of = { row: 'publication', id: publication.id };
  const show = showOf(rows);
  const post = rows.get('post', publication.post);
  if (publication.gone || post?.state === 'withdrawn' || post?.erased) return refuse('withdrawn', of);
  if (show?.held || post?.held) return refuse('held', of);
  if (notBeforeMs > atMs) return refuse('not-due', of);
  return freshUntilMs < atMs ? refuse('missed', of) : undefined;
}

/** It is there: published, or on its way out again where the post was taken back meanwhile. */
function found(
  publication: PublicationRow,
  {
    remote = publication.remote,
    says,
    atMs,
  }: Pick<PublicationRow, 'remote' | 'atMs'> & { readonly says?: string | undefined },
): PublicationRow {
  const publishedMs = publication.publishedMs ?? atMs;
  const state = publication.gone ? 'removing' : 'published';
  const there = { ...publication, state, remote, publishedMs, asks: false, trouble: undefined } as const;
  return says === undefined ? there : otherwise(there, says, atMs);
}

/**
 * A lost timeline sent it in other words. The row says what stands there, and what was approved is a correction that a
 * person has made, or leaves.
 */
function otherwise(publication: PublicationRow, says: string, atMs: number): PublicationRow {
  const { payload, approval, state } = publication;
  if (state !== 'published' || approval === undefined || says === payload.words) return publication;
  const n = correctionsOf(publication) + 1;
  const call = { round: n, n: 1, atMs, outcome: 'refused', reason: 'restart', endedMs: atMs } as const;
  const correction = publication.correction ?? {
    n,
    way: 'replace',
    approval,
    payload,
    state: 'refused',
    tries: [call],
    notBeforeMs: atMs,
    freshUntilMs: atMs,
    bornUnknown: true,
  };
  return { ...publication, payload: { ...payload, words: says }, correction, corrections: correction.n };
}

/**
 * It is provably not there: owed again in the same round, in a new one where other words were approved meanwhile, or
 * dropped where it was taken back.
 */
function absent(publication: PublicationRow, notBeforeMs: number): PublicationRow {
  const { correction } = publication;
  if (publication.gone) return { ...publication, state: 'dropped', asks: false, trouble: undefined };
  return correction ? overtaken(publication, correction, notBeforeMs) : sameRound(publication, notBeforeMs);
}

function sameRound(publication: PublicationRow, notBeforeMs: number): PublicationRow {
  return { ...publication, state: 'owed', bornUnknown: false, notBeforeMs, asks: false, trouble: undefined };
}

type None = 'proved' | 'same-key' | 'not-found' | 'said';

function notFound(publication: PublicationRow, none: None, { by, atMs }: Context): Ruling {
  if (publication.state === 'removing') {
    if (none === 'not-found' || none === 'same-key') return write({ ...publication, lookedMs: atMs });
    if (none === 'said' && isEngine(by)) return refuse('not-allowed');
    const { correction } = publication;
    return write(
      correction ? replaced(publication, correction, atMs) : { ...publication, state: 'removed', trouble: undefined },
    );
  }
  if (publication.state !== 'unknown') return write();
  if (none === 'not-found') {
    const looks = publication.lookedMs === undefined ? 1 : (publication.looks ?? 1) + 1;
    return write({ ...publication, asks: true, lookedMs: atMs, looks, trouble: undefined });
  }
  if (none === 'said' && isEngine(by)) return refuse('not-allowed');
  // Under another key it could be there twice: the words that were called go first, and are corrected where they stand.
  const isKept = none === 'same-key' && !publication.gone;
  const now = isKept ? sameRound(publication, atMs) : absent(publication, atMs);
  return write({ ...now, lookedMs: now.round === publication.round ? atMs : undefined });
}

const isFindable = ({ state }: PublicationRow): boolean =>
  state === 'unknown' || state === 'sending' || state === 'dropped' || state === 'refused';

/** A person may have sent anew what ended with nothing out, what nobody can know, and what was missed. */
function canGoAgain({ state, freshUntilMs }: PublicationRow, atMs: number): boolean {
  if (state === 'refused' || state === 'unknown' || state === 'dropped') return true;
  return state === 'owed' && atMs > freshUntilMs;
}

function on(rows: Rows, id: string, rule: (publication: PublicationRow) => Ruling): Ruling {
  const publication = rows.get('publication', id);
  return publication ? rule(publication) : refuse('unknown-row', { row: 'publication', id });
}

export const wrongState = ({ id, state, round: now }: PublicationRow): Ruling =>
  refuse('wrong-state', { row: 'publication', id, field: 'state', now: `${state}/${now}` });
