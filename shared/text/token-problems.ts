import type { Slot } from '../rows/post.ts';
import type { Rows } from '../rows/rows.ts';
import { NEXT, parseTokens, type Token, winnerSlotOf } from './tokens.ts';

export const TOKEN_PROBLEMS = [
  'unknown-person',
  'unknown-segment',
  'cancelled-segment',
  'unknown-slot',
  'odd-braces',
] as const;
export interface TokenProblem {
  readonly code: (typeof TOKEN_PROBLEMS)[number];
  readonly token: Token;
}

/**
 * Tokens that would go out as they stand, whatever is filled. `slots` are the post's; `{university}` and `{thesis}` need
 * no slot of their own where there is a winner's.
 */
export function problemsIn(words: string, rows: Rows, slots?: readonly Pick<Slot, 'name'>[]): readonly TokenProblem[] {
  const problems: TokenProblem[] = [];
  for (const token of parseTokens(words)) {
    const code = problemOf(token, rows, slots);
    if (code) problems.push({ code, token });
  }
  return problems;
}

function problemOf(
  token: Token,
  rows: Rows,
  slots: readonly Pick<Slot, 'name'>[] | undefined,
): TokenProblem['code'] | undefined {
  switch (token.kind) {
    case 'mention': {
      const person = rows.get('person', token.person);
      return person && !person.erased ? undefined : 'unknown-person';
    }
    case 'time': {
      if (token.segment === NEXT) return undefined;
      const segment = rows.get('segment', token.segment);
      if (!segment) return 'unknown-segment';
      return segment.cancelled ? 'cancelled-segment' : undefined;
    }
    case 'slot': {
      const winner = winnerSlotOf(token.name);
      const names = slots?.map((slot) => slot.name) ?? [];
      return names.includes(token.name) || (winner !== undefined && names.includes(winner))
        ? undefined
        : 'unknown-slot';
    }
    case 'hashtags':
      return undefined;
    case 'odd':
      return 'odd-braces';
  }
}
