import type { MessageRow, Verdict } from '../../../shared/rows/message.ts';
import type { Rows } from '../../../shared/rows/rows.ts';

export interface SortedMessages {
  /** Nobody has judged them; the oldest first, so that the one under the thumb stays while others arrive. */
  readonly fresh: readonly MessageRow[];
  /** On the wall, newest first. */
  readonly shown: readonly MessageRow[];
  readonly aside: readonly MessageRow[];
  readonly refused: readonly MessageRow[];
}

/** The audience's messages by what a person made of them; erased ones are nobody's to see. */
export function sortedMessages(rows: Rows): SortedMessages {
  const all = [...rows.all('message')]
    .filter(({ erased }) => !erased)
    .sort((a, b) => a.saidMs - b.saidMs || (a.id < b.id ? -1 : 1));
  const newestFirst = (verdict: MessageRow['verdict']) =>
    all.filter((message) => message.verdict === verdict).sort((a, b) => b.atMs - a.atMs || (a.id < b.id ? 1 : -1));
  return {
    fresh: all.filter(({ verdict }) => verdict === 'new'),
    shown: newestFirst('shown'),
    aside: newestFirst('aside'),
    refused: newestFirst('refused'),
  };
}

export interface Judged {
  /** As it was before. */
  readonly message: MessageRow;
  readonly to: Verdict;
}

/** Whether a judgement still stands: one refused as stale, or changed by another person since, is not there to undo. */
export const stands = (rows: Rows, { message, to }: Judged): boolean => {
  const now = rows.get('message', message.id);
  return now !== undefined && !now.erased && now.verdict === to;
};
