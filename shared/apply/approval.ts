import * as v from 'valibot';
import { type ApprovingBy, approvingBy } from '../in-advance.ts';
import { approvalOf, dueOf, isMissed } from '../post-status.ts';
import { seenSchema } from '../rows/approval.ts';
import { prose, rowId } from '../rows/base.ts';
import type { PostRow } from '../rows/post.ts';
import type { Rows } from '../rows/rows.ts';
import { firedRows, owedRows, type Warrant, warrantOf, whyNotTwo, whyStopped } from './firing.ts';
import { type Context, define, isEngine, type Mutation } from './mutation.ts';
import { whyNotApprove } from './ready.ts';
import { type Refusal, type Ruling, refuse, write } from './ruling.ts';

/** A person's word on a post: it may go out as seen, it may not, it goes now. */
export const approvalDefinitions = {
  'post.return': define({
    name: 'post.return',
    args: v.strictObject({ post: rowId, reason: prose }),
    who: ['approve'],
    engines: [],
    freshMs: 'ever',
    rule(rows, { args }) {
      const post = rows.get('post', args.post);
      if (!post) return refuse('unknown-row', { row: 'post', id: args.post });
      if (post.state === 'fired' || post.state === 'withdrawn') {
        return refuse('wrong-state', { row: 'post', id: post.id, field: 'state', now: post.state });
      }
      if (post.state === 'draft' && post.returned === args.reason) return write();
      return write({ ...post, state: 'draft', approval: undefined, returned: args.reason });
    },
  }),

  'post.approve': define({
    name: 'post.approve',
    args: v.strictObject({ post: rowId, seen: seenSchema }),
    // A writer too, where the show has approved the kind in advance: the rule looks.
    who: ['approve', 'write'],
    engines: ['import'],
    freshMs: 'ever',
    rule(rows, { id, args }, context) {
      const post = rows.get('post', args.post);
      if (!post) return refuse('unknown-row', { row: 'post', id: args.post });
      const right = rightOf(rows, post, context);
      if (!right) return refuse('not-allowed', { row: 'post', id: post.id });
      if (post.erased) return refuse('erased', { row: 'post', id: post.id });
      if (post.state === 'withdrawn') return refuse('withdrawn', { row: 'post', id: post.id });
      const refusal = whyNotApprove(rows, post, args.seen, context.atMs);
      if (refusal) return refuse(refusal.code, refusal.detail);
      const approval = { row: 'approval', id, post: post.id, ...args.seen, ...recorded(right) } as const;
      const approved = { ...post, approval: id, returned: undefined, leftMs: undefined, unaskedMs: undefined };
      if (post.state !== 'fired') return write(approval, { ...approved, state: 'approved' });
      // Approving what has fired sends the new words where nothing is out, under way or possibly out.
      const warrant: Warrant = { id, by: context.by, seen: args.seen };
      const freshUntilMs = context.atMs + args.seen.freshForMs;
      return write(approval, approved, ...owedRows(rows, { post: approved, warrant, freshUntilMs }, context));
    },
  }),

  'post.unapprove': define({
    name: 'post.unapprove',
    args: v.strictObject({ post: rowId }),
    who: ['approve'],
    engines: [],
    freshMs: 'ever',
    rule(rows, { args }) {
      const post = rows.get('post', args.post);
      if (!post) return refuse('unknown-row', { row: 'post', id: args.post });
      if (post.state === 'fired') return refuse('wrong-state', { row: 'post', id: post.id, now: post.state });
      return post.state === 'approved' ? write({ ...post, state: 'submitted', approval: undefined }) : write();
    },
  }),

  'post.fire': define({
    name: 'post.fire',
    args: v.union([
      v.strictObject({ post: rowId, seen: seenSchema }),
      v.strictObject({ post: rowId, approval: rowId }),
    ]),
    who: ['write', 'approve'],
    engines: ['scheduler'],
    freshMs: 'own',
    rule: fire,
  }),
};

type Sight = v.InferOutput<typeof seenSchema>;
type FireArgs = { readonly post: string; readonly seen: Sight } | { readonly post: string; readonly approval: string };

function fire(rows: Rows, mutation: Mutation<'post.fire', FireArgs>, context: Context): Ruling {
  const { args } = mutation;
  const post = rows.get('post', args.post);
  if (!post) return refuse('unknown-row', { row: 'post', id: args.post });
  if (post.state === 'fired') return write();
  const stopped = whyStopped(rows, post);
  if (stopped) return refuse(stopped.code, stopped.detail);

  const warrant =
    'seen' in args
      ? approveNow(rows, { post, id: mutation.id, seen: args.seen }, context)
      : inForce(rows, post, args.approval);
  if ('code' in warrant) return refuse(warrant.code, warrant.detail);
  const refusal =
    (isEngine(context.by) ? whyNotByItself(rows, post, context) : whyTooLate(warrant, mutation, context)) ??
    whyNotTwo(rows, post, warrant, context);
  if (refusal) return refuse(refusal.code, refusal.detail);

  const windowFromMs = (isEngine(context.by) ? dueOf(rows, post, context.atMs) : undefined) ?? context.atMs;
  const freshUntilMs = windowFromMs + warrant.seen.freshForMs;
  const fired = firedRows(rows, { post, warrant, freshUntilMs }, context);
  if ('code' in fired) return refuse(fired.code, fired.detail);
  if (!('seen' in args)) return write(...fired);
  const right = recorded(rightOf(rows, post, context));
  return write({ row: 'approval', id: mutation.id, post: post.id, ...args.seen, ...right }, ...fired);
}

/** A fire on a post not approved is approval and firing in one: it needs the right, and the post as it was seen. */
function approveNow(
  rows: Rows,
  { post, id, seen }: { post: PostRow; id: string; seen: Sight },
  context: Context,
): Warrant | Refusal {
  const detail = { row: 'post', id: post.id };
  if (isEngine(context.by) || !rightOf(rows, post, context)) return { code: 'not-approved', detail };
  return whyNotApprove(rows, post, seen, context.atMs) ?? { id, by: context.by, seen };
}

const rightOf = (rows: Rows, post: PostRow, { by }: Context): ApprovingBy | undefined =>
  isEngine(by) ? 'hat' : approvingBy(rows, post, rows.get('staff', by));

/** What an approval row says of a writer's own word. */
const recorded = (right: ApprovingBy | undefined): { readonly inAdvance?: true } =>
  right === 'in-advance' ? { inAdvance: true } : {};

/** The approval that the presser saw must still be the one in force. */
function inForce(rows: Rows, post: PostRow, saw: string): Warrant | Refusal {
  const detail = { row: 'post', id: post.id };
  if (post.state !== 'approved') return { code: 'not-approved', detail };
  if (post.approval !== saw) {
    return { code: 'changed', detail: { ...detail, field: 'approval', from: saw, now: post.approval } };
  }
  // A prize that was made one since asks for an approver's word: a writer's own never was.
  if (post.needsTwo && approvalOf(rows, post)?.inAdvance) return { code: 'not-approved', detail };
  return warrantOf(rows, post) ?? { code: 'not-approved', detail };
}

/** The scheduler fires only what is due and fresh, and never what needs two. */
function whyNotByItself(rows: Rows, post: PostRow, { atMs }: Context): Refusal | undefined {
  const detail = { row: 'post', id: post.id };
  if (post.needsTwo) return { code: 'needs-two', detail };
  const due = dueOf(rows, post, atMs);
  if (due === undefined || due > atMs) return { code: 'not-due', detail };
  return isMissed(rows, post, atMs) ? { code: 'missed', detail } : undefined;
}

/** A "now" that was made long ago, offline, is no longer now: the person is asked again. */
function whyTooLate(warrant: Warrant, { madeAtMs }: Mutation, { atMs }: Context): Refusal | undefined {
  return atMs - madeAtMs > warrant.seen.freshForMs ? { code: 'stale' } : undefined;
}
