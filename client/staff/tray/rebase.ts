import type { MutationName } from '../../../shared/apply/apply.ts';
import type { Mutation } from '../../../shared/apply/mutation.ts';
import type { Refusal } from '../../../shared/apply/ruling.ts';

/** Both values of something that changed meanwhile. */
export interface Clash {
  readonly field: string;
  readonly wanted: unknown;
  readonly now: unknown;
}

/** What this phone wanted and what stands there, where that is why it was refused. */
export function clashOf({ code, detail }: Refusal): Clash | undefined {
  if (code !== 'changed' || detail?.field === undefined) return undefined;
  return { field: detail.field, wanted: detail.to, now: detail.now };
}

/**
 * The same wish, over what stands there now: a person has seen both values and wants theirs. Undefined where that is not
 * a single value to put back (an approval, a fire: those are looked at again).
 */
export function rebased(
  mutation: Mutation,
  refusal: Refusal,
): { readonly name: MutationName; readonly args: object } | undefined {
  const clash = clashOf(refusal);
  if (!clash || typeof mutation.args !== 'object' || mutation.args === null) return undefined;
  const args: Readonly<Record<string, unknown>> & { readonly change?: Readonly<Record<string, { to?: unknown }>> } = {
    ...mutation.args,
  };
  const set = args.change?.[clash.field];
  if (set) {
    const next = { to: set.to, ...(clash.now !== undefined && { from: clash.now }) };
    return { name: mutation.name as MutationName, args: { ...args, change: { ...args.change, [clash.field]: next } } };
  }
  if (mutation.name !== 'post.fill' && mutation.name !== 'prize.award') return undefined;
  const { from: _from, ...rest } = args;
  return { name: mutation.name, args: { ...rest, ...(clash.now !== undefined && { from: clash.now }) } };
}

/** The post that a mutation is about, where it is about one. */
export function postOf(args: unknown): string | undefined {
  if (typeof args !== 'object' || args === null) return undefined;
  const { post, publication } = args as Readonly<Record<string, unknown>>;
  if (typeof post === 'string') return post;
  return typeof publication === 'string' ? publication.split(':')[0] : undefined;
}
