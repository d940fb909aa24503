import * as v from 'valibot';
import { correctionWays } from '../correcting.ts';
import { payloadOf } from '../payload.ts';
import { seenSchema } from '../rows/approval.ts';
import { givenId, instantMs, prose, rowId } from '../rows/base.ts';
import {
  CORRECTION_WAYS,
  type Correction,
  type CorrectionWay,
  correctionSchema,
  OUTCOMES,
  type PublicationRow,
  type Try,
} from '../rows/publication.ts';
import type { Rows } from '../rows/rows.ts';
import { same } from '../same.ts';
import { ended, troubled, troubledEntries } from './called.ts';
import { correctionsOf, stands } from './correction-done.ts';
import { isAlone, owedRows, type Warrant } from './firing.ts';
import { type Context, define } from './mutation.ts';
import { whyNoCall, wrongState } from './publication.ts';
import { whyNotApprove } from './ready.ts';
import { relaysBack } from './relay.ts';
import { type Ruling, refuse, write } from './ruling.ts';
import { doubt } from './withdrawing.ts';

const n = correctionSchema.entries.n;
/** Of a correction's calls, those that a later one may still have to wait for. */
const TRIES_KEPT = 20;

/**
 * What is out is made to say something else: one approval, carried to each channel in the way its person saw. A
 * correction is a try like any other: committed before its call, its outcome after, looked up where nobody knows.
 */
export const correctionDefinitions = {
  'post.correct': define({
    name: 'post.correct',
    args: v.strictObject({
      post: rowId,
      seen: seenSchema,
      /** By channel: what was said would be done there. A channel not named is left as it is. */
      ways: v.record(givenId, v.picklist([...CORRECTION_WAYS, 'leave'])),
    }),
    who: ['approve'],
    engines: [],
    freshMs: 'ever',
    rule(rows, { id, args, epoch }, context) {
      const post = rows.get('post', args.post);
      if (!post) return refuse('unknown-row', { row: 'post', id: args.post });
      const of = { row: 'post', id: post.id };
      if (post.erased) return refuse('erased', of);
      if (post.state === 'withdrawn') return refuse('withdrawn', of);
      if (post.state !== 'fired') return refuse('wrong-state', { ...of, field: 'state', now: post.state });
      const refusal = whyNotApprove(rows, post, args.seen, context.atMs);
      if (refusal) return refuse(refusal.code, refusal.detail);
      const named = post.slots.some((slot) => slot.kind === 'winner' && slot.filledBy === context.by);
      if (post.needsTwo && named && !isAlone(rows, context.by)) return refuse('needs-two', of);

      const warrant: Warrant = { id, by: context.by, seen: args.seen };
      const approved = { ...post, approval: id, returned: undefined, leftMs: undefined };
      const written: PublicationRow[] = [];
      for (const publication of rows.ofPost('publication', post.id)) {
        const way = args.ways[publication.channel] ?? 'leave';
        const next = corrected(rows, { post: approved, publication, warrant, way, epoch }, context);
        if (next && 'ok' in next) return next;
        if (next) written.push(next);
      }
      const freshUntilMs = context.atMs + args.seen.freshForMs;
      return write(
        { row: 'approval', id, post: post.id, ...args.seen },
        approved,
        ...written,
        ...owedRows(rows, { post: approved, warrant, freshUntilMs }, context),
      );
    },
  }),

  'correction.try': define({
    name: 'correction.try',
    args: v.strictObject({ publication: rowId, n, call: n }),
    who: [],
    engines: ['publisher'],
    freshMs: 'ever',
    rule: (rows, { args }, context) =>
      on(rows, args, (publication, correction) => {
        const { atMs } = context;
        if (correction.state !== 'owed' || publication.state !== 'published') return wrongState(publication);
        const stopped = whyNoCall(rows, publication, { ...correction, atMs });
        if (stopped) return stopped;
        const tries = [...correction.tries, { round: args.n, n: args.call, atMs }].slice(-TRIES_KEPT);
        const calling = { ...publication, correction: { ...correction, state: 'sending' as const, tries } };
        if (correction.way === 'edit') return write(calling);
        const post = rows.get('post', publication.post);
        // What is sent anew is another post: those who showed this one no longer do, and a person may ask it of them again.
        const relays = relaysBack(rows, post, context, publication.id);
        return write({ ...calling, state: 'removing', ...doubt(post, publication, context) }, ...relays);
      }),
  }),

  'correction.outcome': define({
    name: 'correction.outcome',
    args: v.strictObject({
      publication: rowId,
      n,
      call: n,
      outcome: v.picklist(OUTCOMES),
      reason: v.optional(prose),
      retryAtMs: v.optional(instantMs),
    }),
    who: [],
    engines: ['publisher'],
    freshMs: 'ever',
    rule(rows, { args }, { atMs }) {
      const publication = rows.get('publication', args.publication);
      if (!publication) return refuse('unknown-row', { row: 'publication', id: args.publication });
      const { correction } = publication;
      // Withdrawn, erased or left meanwhile: there is nothing more to conclude.
      if (!correction) return write();
      const { outcome, reason } = args;
      const isCall = (call: Try) => call.round === args.n && call.n === args.call;
      const tries = ended(correction.tries, isCall, { outcome, reason, endedMs: atMs });
      const told = { ...publication, correction: { ...correction, tries } };
      // Of one that another has followed, only when its call ended: the later one looks, and waits for it.
      const isOpen = correction.state === 'sending' || correction.state === 'unknown';
      if (correction.n !== args.n || !isOpen || publication.state !== 'published') return write(told);
      switch (outcome) {
        case 'published':
          return write(stands(told, told.correction, atMs));
        case 'not-sent':
          return write(again(told, { notBeforeMs: args.retryAtMs ?? atMs }));
        case 'refused':
        case 'unknown':
          return write({ ...told, correction: { ...told.correction, ...UNSEEN, state: outcome } });
      }
    },
  }),

  /** It could not be made ready: nothing was called, and what is out stands as it did. */
  'correction.unready': define({
    name: 'correction.unready',
    args: v.strictObject({
      publication: rowId,
      n,
      outcome: v.picklist(['not-sent', 'refused']),
      reason: v.optional(prose),
      retryAtMs: v.optional(instantMs),
    }),
    who: [],
    engines: ['publisher'],
    freshMs: 'ever',
    rule(rows, { args }, { atMs }) {
      const publication = rows.get('publication', args.publication);
      const correction = publication?.correction;
      if (!publication || correction?.n !== args.n || correction.state !== 'owed') return write();
      const told = { ...publication, correction: withCall(correction, args, atMs) };
      return args.outcome === 'refused'
        ? write({ ...told, correction: { ...told.correction, state: 'refused' } })
        : write(again(told, { notBeforeMs: args.retryAtMs ?? atMs }));
    },
  }),

  'correction.find': define({
    name: 'correction.find',
    args: v.union([
      /** `corrected`: it says these words; `not`: it says others, and may be told again; `gone`: nothing is there. */
      v.strictObject({ publication: rowId, n, found: v.picklist(['corrected', 'not', 'gone']) }),
      /** Its account lets nobody look, and why. */
      v.strictObject({ publication: rowId, n, ...troubledEntries }),
    ]),
    who: ['approve'],
    engines: ['publisher'],
    freshMs: 'ever',
    rule: (rows, { args }, { atMs }) =>
      on(rows, args, (publication, correction) => {
        if (correction.state !== 'unknown' || publication.state !== 'published') return write();
        if ('trouble' in args) return write({ ...publication, correction: troubled(correction, args, atMs) });
        const looked = { ...correction, ...UNSEEN, lookedMs: atMs };
        if (args.found === 'corrected') return write(stands(publication, correction, atMs));
        const asks = args.found === 'gone' || correction.bornUnknown;
        if (!asks) return write(again({ ...publication, correction: looked }, { notBeforeMs: atMs }));
        const reason = args.found === 'gone' ? 'gone' : 'restart';
        const refused = withCall(looked, { outcome: 'refused', reason }, atMs);
        return write({ ...publication, correction: { ...refused, state: 'refused' } });
      }),
  }),

  'correction.again': define({
    name: 'correction.again',
    args: v.strictObject({ publication: rowId, n, way: v.optional(v.picklist(CORRECTION_WAYS)) }),
    who: ['approve'],
    engines: [],
    freshMs: 60_000,
    rule: (rows, { args }, { atMs }) =>
      on(rows, args, (publication, correction) => {
        const way = args.way ?? correction.way;
        const isMissed = correction.state === 'owed' && correction.freshUntilMs < atMs;
        if (publication.state !== 'published' || (correction.state !== 'refused' && !isMissed))
          return wrongState(publication);
        if (!correctionWays(rows, publication).includes(way)) return wrongState(publication);
        const freshForMs = rows.get('approval', correction.approval)?.freshForMs ?? 0;
        const freshUntilMs = atMs + freshForMs;
        return write(again(publication, { notBeforeMs: atMs, freshUntilMs, way, bornUnknown: undefined }));
      }),
  }),

  'correction.drop': define({
    name: 'correction.drop',
    args: v.strictObject({ publication: rowId, n }),
    who: ['approve'],
    engines: [],
    freshMs: 'ever',
    rule: (rows, { args }) =>
      on(rows, args, (publication, correction) =>
        correction.state === 'sending' ? wrongState(publication) : write({ ...publication, correction: undefined }),
      ),
  }),
};

interface Correcting {
  readonly post: Parameters<typeof payloadOf>[1]['post'];
  readonly publication: PublicationRow;
  readonly warrant: Warrant;
  readonly way: CorrectionWay | 'leave';
  readonly epoch: string;
}

/** The publication with its correction begun; undefined: nothing is to be corrected there. */
function corrected(
  rows: Rows,
  { post, publication, warrant, way, epoch }: Correcting,
  context: Context,
): PublicationRow | Extract<Ruling, { ok: false }> | undefined {
  const channel = rows.get('channel', publication.channel);
  const mayStand = ['published', 'sending', 'unknown'].includes(publication.state) || isReplacing(publication);
  if (!channel || !mayStand || publication.gone || !warrant.seen.channels.includes(channel.id)) return undefined;
  const { atMs } = context;
  const { replyTo } = publication.payload;
  // What it answers was settled when it went out: a correction does not move it in its thread.
  const { replyTo: _, ...fresh } = payloadOf(rows, { post, seen: warrant.seen, channel, atMs });
  const payload = { ...fresh, ...(replyTo === undefined ? {} : { replyTo }) };
  const now = publication.correction;
  if (!now && same(payload, publication.payload)) return { ...publication, approval: warrant.id };
  const next = { n: correctionsOf(publication) + 1, approval: warrant.id, payload };
  if (channel.network === 'wall') {
    return stands(
      publication,
      { ...next, way: 'edit', state: 'owed', tries: [], notBeforeMs: atMs, freshUntilMs: atMs },
      atMs,
    );
  }
  if (way === 'leave' && !isReplacing(publication)) return now && { ...publication, correction: undefined };
  const chosen = isReplacing(publication) || way === 'leave' ? 'replace' : way;
  if (!isReplacing(publication) && !correctionWays(rows, publication).includes(chosen)) {
    const { ok, refusal } = wrongState(publication) as Extract<Ruling, { ok: false }>;
    return { ok, refusal: { ...refusal, detail: { ...refusal.detail, channel: channel.id } } };
  }
  // An earlier correction's call may still land after this one's: it is waited for, then looked at.
  const isUnderWay = now?.state === 'sending' || now?.state === 'unknown';
  const bornUnknown = epoch !== context.epoch;
  const state = isReplacing(publication)
    ? 'sending'
    : isUnderWay || (bornUnknown && chosen === 'edit')
      ? 'unknown'
      : 'owed';
  return {
    ...publication,
    corrections: next.n,
    correction: {
      ...next,
      way: chosen,
      state,
      tries: (now?.tries ?? []).slice(-TRIES_KEPT),
      notBeforeMs: atMs,
      freshUntilMs: atMs + warrant.seen.freshForMs,
      ...(bornUnknown || now?.bornUnknown ? { bornUnknown: true } : {}),
    },
  };
}

/** What an earlier look told says nothing of what was called, or found, since. */
const UNSEEN = { lookedMs: undefined, trouble: undefined } as const;

/** Taken down to be sent again: nothing is there, or soon will be. */
const isReplacing = ({ state, correction }: PublicationRow): boolean =>
  state === 'removing' && correction !== undefined;

/** A step that was no call of ours on what is out, kept for its reason. */
function withCall(
  correction: Correction,
  { outcome, reason }: { readonly outcome: 'not-sent' | 'refused'; readonly reason?: string | undefined },
  atMs: number,
): Correction {
  const call = { round: correction.n, n: (correction.tries.at(-1)?.n ?? 0) + 1, atMs, outcome, reason, endedMs: atMs };
  return { ...correction, tries: [...correction.tries, call].slice(-TRIES_KEPT) };
}

function again(publication: PublicationRow, more: Partial<Correction>): PublicationRow {
  const { correction } = publication;
  return correction
    ? { ...publication, correction: { ...correction, trouble: undefined, ...more, state: 'owed' } }
    : publication;
}

function on(
  rows: Rows,
  { publication: id, n: number }: { readonly publication: string; readonly n: number },
  rule: (publication: PublicationRow, correction: Correction) => Ruling,
): Ruling {
  const publication = rows.get('publication', id);
  if (!publication) return refuse('unknown-row', { row: 'publication', id });
  const { correction } = publication;
  return correction?.n === number ? rule(publication, correction) : wrongState(publication);
}
