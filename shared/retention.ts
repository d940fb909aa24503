import type { MessageRow } from './rows/message.ts';
import type { PostRow } from './rows/post.ts';
import { type Rows, showOf } from './rows/rows.ts';
import type { ShowRow } from './rows/show.ts';

/** What a show keeps when nobody chose: drafts a month after its end, messages half a year. */
export const DRAFTS_KEPT_DAYS = 30;
export const MESSAGES_KEPT_DAYS = 183;
const DAY_MS = 24 * 3_600_000;

/** What was kept long enough, and is erased. */
export interface Outlived {
  readonly posts: readonly PostRow[];
  readonly messages: readonly MessageRow[];
}

/** Undefined as long as the show has not ended. */
export const draftsLeaveMs = ({ endedMs, draftsKeptDays }: ShowRow): number | undefined =>
  endedMs === undefined ? undefined : endedMs + (draftsKeptDays ?? DRAFTS_KEPT_DAYS) * DAY_MS;

export const messageLeavesMs = ({ messagesKeptDays }: ShowRow, saidMs: number): number =>
  saidMs + (messagesKeptDays ?? MESSAGES_KEPT_DAYS) * DAY_MS;

/** Posts of which nothing ever went out, nor may have. */
export function draftsIn(rows: Rows): readonly PostRow[] {
  return [...rows.all('post')].filter(
    ({ id, state, erased }) => state !== 'fired' && !erased && rows.ofPost('publication', id).length === 0,
  );
}

export function outlived(rows: Rows, nowMs: number): Outlived {
  const show = showOf(rows);
  if (!show) return { posts: [], messages: [] };
  const leaveMs = draftsLeaveMs(show);
  return {
    posts: leaveMs !== undefined && nowMs >= leaveMs ? draftsIn(rows) : [],
    messages: [...rows.all('message')].filter(
      ({ saidMs, erased }) => !erased && nowMs >= messageLeavesMs(show, saidMs),
    ),
  };
}
