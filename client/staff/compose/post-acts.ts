import { approvingBy } from '../../../shared/in-advance.ts';
import { approvalOf, hasTwoVersions, isEditedAfterApproval, isMissed } from '../../../shared/post-status.ts';
import type { PostRow } from '../../../shared/rows/post.ts';
import type { Rows } from '../../../shared/rows/rows.ts';
import type { StaffRow } from '../../../shared/rows/staff.ts';
import { primaryOf, type Wait } from '../direct/primary.ts';

export const POST_ACTS = [
  'submit',
  'approve',
  'approve-fire',
  'fire',
  'return',
  'hold',
  'release',
  'unapprove',
  'withdraw',
  'restore',
  'mend',
  'correct',
] as const;
export type PostAct = (typeof POST_ACTS)[number];

export interface PostActs {
  /** At the thumb; undefined: there is nothing for this person to do now, and `why`. */
  readonly primary: PostAct | undefined;
  readonly why: Wait | 'two-versions' | 'missing' | 'out' | 'goes-alone' | undefined;
  readonly others: readonly PostAct[];
  /** Alone on the show, one confirms oneself by a long press. */
  readonly long: boolean;
}

interface Given {
  readonly post: PostRow;
  readonly me: StaffRow | undefined;
  readonly atMs: number;
  /** Words are on the desk that no row has yet: acting writes them first. */
  readonly typed?: boolean;
}

/** What this person may do with a post now, the likeliest first. The door has the last word. */
export function postActs(rows: Rows, { post, me, atMs, typed = false }: Given): PostActs {
  const hats = new Set(me?.hats);
  const writes = hats.has('write');
  const approves = hats.has('approve');
  const own = post.madeBy === me?.id && (post.state === 'draft' || post.state === 'submitted');
  const mayWithdraw = approves || hats.has('moderate') || (writes && own);
  const withdraw: readonly PostAct[] = mayWithdraw ? ['withdraw'] : [];
  const correct: readonly PostAct[] = writes ? ['correct'] : [];
  const held: readonly PostAct[] = post.held ? (approves ? ['release'] : []) : ['hold'];
  const nothing = { primary: undefined, why: undefined, long: false };
  switch (post.state) {
    case 'withdrawn':
      return { ...nothing, primary: writes ? 'restore' : undefined, others: [] };
    case 'fired': {
      const again =
        approvingBy(rows, post, me) !== undefined &&
        (typed || isEditedAfterApproval(rows, post)) &&
        !hasTwoVersions(rows, post.id);
      const primary = again ? (isOutSomewhere(rows, post) ? 'mend' : 'approve') : undefined;
      return { ...nothing, primary, why: 'out', others: [...correct, ...withdraw] };
    }
    case 'approved':
      return approvedActs(rows, { post, me, atMs }, [
        ...held,
        ...(approves ? (['unapprove', 'return'] as const) : []),
        ...withdraw,
      ]);
    case 'draft':
    case 'submitted':
      return draftActs(rows, { post, me, atMs }, [...held, ...withdraw]);
  }
}

/** It stands somewhere, or may: to approve what it says now is to correct what was said. */
const isOutSomewhere = (rows: Rows, post: PostRow): boolean =>
  rows
    .ofPost('publication', post.id)
    .some(({ state, gone }) => !gone && (state === 'published' || state === 'sending' || state === 'unknown'));

function approvedActs(rows: Rows, given: Given, others: readonly PostAct[]): PostActs {
  const { post, me } = given;
  const approves = approvingBy(rows, post, me) !== undefined;
  if (hasTwoVersions(rows, post.id)) return { primary: undefined, why: 'two-versions', others, long: false };
  const primary = primaryOf(rows, given);
  const fires = primary.act === 'publish';
  const long = fires && primary.long;
  if (approves && isEditedAfterApproval(rows, post)) {
    return { primary: 'approve', why: undefined, others: fires && !long ? ['fire', ...others] : others, long: false };
  }
  // What has its moment to come goes by itself: the big button must not send it early by a slip of the thumb.
  const alone = !post.needsTwo && approvalOf(rows, post)?.cue.kind !== 'hand' && !isMissed(rows, post, given.atMs);
  if (fires && alone) return { primary: undefined, why: 'goes-alone', others: ['fire', ...others], long: false };
  if (fires) return { primary: 'fire', why: undefined, others, long };
  return { primary: undefined, why: primary.act === 'wait' ? primary.why : 'missing', others, long: false };
}

function draftActs(rows: Rows, given: Given, others: readonly PostAct[]): PostActs {
  const { post, me } = given;
  const writes = me?.hats.includes('write') ?? false;
  if (hasTwoVersions(rows, post.id)) return { primary: undefined, why: 'two-versions', others, long: false };
  const submit: readonly PostAct[] = writes && post.state === 'draft' ? ['submit'] : [];
  if (approvingBy(rows, post, me) === undefined) {
    const [first] = submit;
    return { primary: first, why: first ? undefined : 'to-approve', others, long: false };
  }
  const primary = primaryOf(rows, given);
  const canFire = primary.act === 'approve-publish';
  const back: readonly PostAct[] = post.state === 'submitted' ? ['return'] : [];
  // What goes out by hand is approved to go out; what has its moment waits for it.
  if (canFire && post.cue.kind === 'hand') {
    const long = primary.long;
    return { primary: 'approve-fire', why: undefined, others: ['approve', ...submit, ...back, ...others], long };
  }
  const fire: readonly PostAct[] = canFire && !primary.long ? ['approve-fire'] : [];
  return { primary: 'approve', why: undefined, others: [...fire, ...submit, ...back, ...others], long: false };
}
