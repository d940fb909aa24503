import { approvalOf, dueOf } from './post-status.ts';
import { OVERDUE_AFTER_MS, questionOf } from './question.ts';
import type { PostRow } from './rows/post.ts';
import { type Rows, showOf } from './rows/rows.ts';
import type { Hat, StaffRow } from './rows/staff.ts';
import { type TrayItem, trayOf } from './tray.ts';

/** What a person can ask to be told of, or not. */
export const NOTICE_KINDS = ['approve', 'refused', 'missed', 'unknown', 'hold', 'question'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const NOTICE_REASONS = [
  'submitted',
  'returned',
  'second-person',
  'refused',
  'missed',
  'unknown',
  'hold',
  'question-given',
  'question-reply',
  'question-late',
] as const;
export type NoticeReason = (typeof NOTICE_REASONS)[number];

/** Something that certain people are told of once. It is derived from the rows, and is gone when it is no longer so. */
export interface Notice {
  /** The same for as long as it is the same thing: a round anew, a post submitted anew, is another. */
  readonly key: string;
  readonly kind: NoticeKind;
  readonly reason: NoticeReason;
  /** Since when it is so. */
  readonly sinceMs: number;
  /** Staff row ids. */
  readonly to: readonly string[];
  readonly post?: PostRow;
  readonly publication?: string;
  readonly message?: string;
}

/** Everything that somebody of the team is to be told of now. */
export function noticesOf(rows: Rows, atMs: number): readonly Notice[] {
  const show = showOf(rows);
  if (!show) return [];
  const team = [...rows.all('staff')].filter(({ revoked }) => !revoked);
  const questions = questionNotices(rows, team, atMs);
  // Once it is over, what is left is reviewed there and then; questions are answered until the next day.
  if (show.endedMs !== undefined) return questions;
  return [...holdNotices(rows, team), ...submitted(rows, team), ...trayNotices(rows, team, atMs), ...questions];
}

function holdNotices(rows: Rows, team: readonly StaffRow[]): readonly Notice[] {
  const held = showOf(rows)?.held;
  if (!held) return [];
  const to = team.map(({ id }) => id).filter((id) => id !== held.by);
  return [{ key: `hold/${held.atMs}`, kind: 'hold', reason: 'hold', sinceMs: held.atMs, to }];
}

function submitted(rows: Rows, team: readonly StaffRow[]): readonly Notice[] {
  const notices: Notice[] = [];
  for (const post of rows.all('post')) {
    if (post.erased) continue;
    if (post.state === 'draft' && post.returned !== undefined) notices.push(returned(post, team));
    if (post.state !== 'submitted') continue;
    const sinceMs = post.submittedMs ?? post.atMs;
    const key = `submitted/${post.id}/${sinceMs}`;
    // Who wrote it and may approve it knows that it is there.
    const to = wearing(team, ['approve']).filter((id) => id !== post.madeBy);
    notices.push({ key, kind: 'approve', reason: 'submitted', sinceMs, to, post });
  }
  return notices;
}

/** Sent back: for who wrote it, until they have it in hand. */
function returned(post: PostRow, team: readonly StaffRow[]): Notice {
  const key = `returned/${post.id}/${post.submittedMs ?? 0}`;
  const to = team.map(({ id }) => id).filter((id) => id === post.madeBy && id !== post.by);
  return { key, kind: 'approve', reason: 'returned', sinceMs: post.atMs, to, post };
}

function trayNotices(rows: Rows, team: readonly StaffRow[], atMs: number): readonly Notice[] {
  return trayOf(rows, atMs).flatMap((item) => {
    const post = rows.get('post', item.post);
    const told = post && trayNotice(rows, item, post, atMs);
    return told ? [{ ...told, post, to: tellable(rows, team, told.reason, post) }] : [];
  });
}

function trayNotice(rows: Rows, item: TrayItem, post: PostRow, atMs: number): Omit<Notice, 'to' | 'post'> | undefined {
  const publication = item.publication === undefined ? undefined : rows.get('publication', item.publication);
  if (publication) {
    const { id, round } = publication;
    const of = { publication: id, key: `${item.reason}/${id}/${round}` };
    if (item.reason === 'refused') return { ...of, kind: 'refused', reason: 'refused', sinceMs: publication.atMs };
    if (item.reason === 'missed') return { ...of, kind: 'missed', reason: 'missed', sinceMs: publication.freshUntilMs };
    // Until it has been looked up, nobody can do anything about it.
    if (item.reason === 'unknown' && publication.asks) {
      return { ...of, kind: 'unknown', reason: 'unknown', sinceMs: publication.atMs };
    }
    return undefined;
  }
  const due = dueOf(rows, post, atMs) ?? post.atMs;
  const of = { key: `${item.reason}/${post.id}/${post.approval}/${due}`, sinceMs: due };
  if (item.reason === 'needs-two') return { ...of, kind: 'approve', reason: 'second-person' };
  if (item.reason !== 'missed') return undefined;
  const freshForMs = approvalOf(rows, post)?.freshForMs ?? post.freshForMs;
  // Left at a release, it was missed by a person's word, who needs not be told.
  return atMs > due + freshForMs ? { ...of, kind: 'missed', reason: 'missed', sinceMs: due + freshForMs } : undefined;
}

/** Who can do something about it. */
function tellable(rows: Rows, team: readonly StaffRow[], reason: NoticeReason, post: PostRow): readonly string[] {
  if (reason === 'unknown') return wearing(team, ['approve']);
  if (reason === 'second-person') {
    const approver = approvalOf(rows, post)?.by;
    return wearing(team, ['approve', 'write']).filter((id) => id !== approver);
  }
  const writer = team.filter(({ id }) => id === post.madeBy).map(({ id }) => id);
  return [...new Set([...wearing(team, ['approve']), ...writer])];
}

function questionNotices(rows: Rows, team: readonly StaffRow[], atMs: number): readonly Notice[] {
  const notices: Notice[] = [];
  for (const message of rows.all('message')) {
    const question = questionOf(message, atMs);
    if (!question || question.state === 'answered') continue;
    const { id, given, reply } = message;
    const of = { kind: 'question', message: id } as const;
    const answerer = given && 'staff' in given.to ? given.to.staff : undefined;
    if (given && answerer !== undefined && answerer !== given.by && !reply) {
      const key = `given/${id}/${given.atMs}`;
      notices.push({ ...of, key, reason: 'question-given', sinceMs: given.atMs, to: [answerer] });
    }
    if (reply) {
      const brought = new Set([given?.by ?? '', ...wearing(team, ['moderate'])]);
      const to = team.map((staff) => staff.id).filter((staff) => brought.has(staff) && staff !== reply.by);
      notices.push({ ...of, key: `reply/${id}/${reply.atMs}`, reason: 'question-reply', sinceMs: reply.atMs, to });
    }
    if (question.overdue) {
      const sinceMs = question.askedMs + OVERDUE_AFTER_MS;
      const asked = new Set([answerer ?? '', given?.by ?? '', ...wearing(team, ['moderate'])]);
      const to = team.map((staff) => staff.id).filter((staff) => asked.has(staff));
      notices.push({ ...of, key: `late/${id}/${question.askedMs}`, reason: 'question-late', sinceMs, to });
    }
  }
  return notices;
}

const wearing = (team: readonly StaffRow[], hats: readonly Hat[]): readonly string[] =>
  team.filter((staff) => hats.some((hat) => staff.hats.includes(hat))).map(({ id }) => id);
