import {
  type ImportAsked,
  type ImportProblem,
  type ImportReply,
  type ImportUnread,
  isLeftOut,
} from '../../../shared/import.ts';
import { ask } from '../../sync/session-http.ts';
import type { HttpFailure } from '../../words/http-refusals.ts';

/** What was pasted or chosen, and what the person said of it. */
export type Given = Omit<ImportAsked, 'saw' | 'import'>;

export type Answer =
  | { readonly kind: 'read'; readonly reply: ImportReply }
  | { readonly kind: 'unread'; readonly unread: ImportUnread['unread'] }
  | { readonly kind: 'failed'; readonly code: HttpFailure };

/** Has the server read and compare; with `saw` and an id, do it. */
export async function importTo(
  show: string,
  given: Given,
  confirmed?: { readonly saw: string; readonly import: string },
): Promise<Answer> {
  const answered = await ask<ImportReply | ImportUnread>(`/shows/${encodeURIComponent(show)}/import`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...given, ...confirmed } satisfies ImportAsked),
  });
  if (!answered.ok) return { kind: 'failed', code: answered.code };
  return 'unread' in answered ? { kind: 'unread', unread: answered.unread } : { kind: 'read', reply: answered };
}

const CHUNK = 0x8000;

/** As the server takes them; in pieces, for a call takes so many arguments and no more. */
export function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary);
}

export interface Tally {
  readonly segments: number;
  readonly people: number;
  readonly changed: number;
  readonly kept: number;
  readonly gone: number;
  /** Lines that stay outside. */
  readonly leftOut: number;
  /** There is something to do. */
  readonly does: boolean;
}

/** What the button says it will do. */
export function tallyOf({ lines, problems }: ImportReply, { cancelGone }: { readonly cancelGone: boolean }): Tally {
  const count = (state: string, row?: string) =>
    lines.filter((line) => line.state === state && (row === undefined || line.row === row)).length;
  const gone = count('gone');
  const changed = count('changed');
  return {
    segments: count('new', 'segment'),
    people: count('new', 'person'),
    changed,
    kept: lines.filter(({ fields }) => fields.some(({ kept }) => kept)).length,
    gone,
    leftOut: new Set(problems.filter(isLeftOut).map(({ line }) => line)).size,
    does: count('new') + changed > 0 || (cancelGone && gone > 0),
  };
}

/** What keeps lines out first, then what deserves a look; each by its line. */
export const inOrder = (problems: readonly ImportProblem[]): readonly ImportProblem[] =>
  [...problems].sort((a, b) => Number(isLeftOut(b)) - Number(isLeftOut(a)) || a.line - b.line);
