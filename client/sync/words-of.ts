import type { Mutation } from '../../shared/apply/mutation.ts';

/** The words a mutation carries, if it carries any: what a person wants back when it is refused. */
export function wordsOf({ args }: Mutation): string | undefined {
  if (typeof args !== 'object' || args === null) return undefined;
  const { words, reason, alt, to } = args as Readonly<Record<string, unknown>>;
  for (const said of [words, alt, reason, to]) if (typeof said === 'string' && said !== '') return said;
  return undefined;
}
