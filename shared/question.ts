import type { MessageRow } from './rows/message.ts';
import type { Rows } from './rows/rows.ts';

/** A question asked during a show is answered within this. */
export const ANSWER_WITHIN_MS = 4 * 3_600_000;
/** Half an hour before the end: the team is told, while there is still time. */
export const OVERDUE_AFTER_MS = ANSWER_WITHIN_MS - 30 * 60_000;

/** `open`: nobody's yet. `given`: someone's. `taken`: they said yes. `replied`: their answer is here, to be sent. */
export const QUESTION_STATES = ['replied', 'open', 'given', 'taken', 'answered'] as const;
export type QuestionState = (typeof QUESTION_STATES)[number];

export interface Question {
  readonly message: MessageRow;
  readonly state: QuestionState;
  readonly askedMs: number;
  /** The end of its four hours. */
  readonly dueMs: number;
  readonly overdue: boolean;
}

/** A message as a question; undefined: it is none. */
export function questionOf(message: MessageRow, atMs: number): Question | undefined {
  if (!message.question || message.erased) return undefined;
  // Marked by an app that kept no time: the message's own is the nearest there is.
  const askedMs = message.askedMs ?? message.saidMs;
  const state = stateOf(message);
  const overdue = state !== 'answered' && atMs >= askedMs + OVERDUE_AFTER_MS;
  return { message, state, askedMs, dueMs: askedMs + ANSWER_WITHIN_MS, overdue };
}

/** Every question: what waits for the team first, the oldest first; what is answered last, the newest first. */
export function questionsOf(rows: Rows, atMs: number): readonly Question[] {
  const all: Question[] = [];
  for (const message of rows.all('message')) {
    const question = questionOf(message, atMs);
    if (question) all.push(question);
  }
  const isDone = ({ state }: Question) => state === 'answered';
  return all.sort((a, b) => {
    if (isDone(a) !== isDone(b)) return isDone(a) ? 1 : -1;
    if (isDone(a)) return b.askedMs - a.askedMs || (a.message.id < b.message.id ? -1 : 1);
    return a.askedMs - b.askedMs || (a.message.id < b.message.id ? -1 : 1);
  });
}

/** How the team answered: what was asked, what was answered, and within how long half of these were; null: none was. */
export function answeringIn(rows: Rows): {
  readonly asked: number;
  readonly answered: number;
  readonly medianMs: number | null;
} {
  const asked = questionsOf(rows, 0);
  const tookMs = asked
    .flatMap(({ message, askedMs }) => (message.answeredMs === undefined ? [] : message.answeredMs - askedMs))
    .sort((a, b) => a - b);
  return {
    asked: asked.length,
    answered: tookMs.length,
    medianMs: tookMs[Math.floor((tookMs.length - 1) / 2)] ?? null,
  };
}

/** What someone of the team must do now: an answer to send on, a question nobody has, or one that grows late. */
export const needsTeam = ({ state, overdue }: Question): boolean =>
  state === 'replied' || state === 'open' || (overdue && state !== 'answered');

function stateOf({ answeredMs, reply, takenMs, given }: MessageRow): QuestionState {
  if (answeredMs !== undefined) return 'answered';
  if (reply) return 'replied';
  if (!given) return 'open';
  return takenMs === undefined ? 'given' : 'taken';
}
