import type { Channel } from '../../server/channels/channel.ts';
import { apply } from '../../shared/apply/apply.ts';
import type { Context, Mutation } from '../../shared/apply/mutation.ts';
import type { Ruling } from '../../shared/apply/ruling.ts';
import { headsOf } from '../../shared/post-status.ts';
import type { Patch } from '../../shared/protocol.ts';
import type { Unstamped } from '../../shared/rows/row.ts';
import type { Rows } from '../../shared/rows/rows.ts';

/**
 * Régie with one of its rules taken away, to show that the simulation would notice. `fixed` is Régie as it is.
 */
export const VARIANTS = [
  'fixed',
  'no dedupe',
  'dedupe by counter',
  'last writer wins',
  'no cursor',
  'no settled in a patch or a load',
  'resend on unknown',
  'no try before the call',
  'restore without settled',
  'restore without born-unknown',
  'one store for two people',
  'resend after a crash',
  'withdrawal forgets what may have landed',
  'restore leaves what was withdrawn',
] as const;
export type Variant = (typeof VARIANTS)[number];

/** The rules as the variant has them. */
export function applyOf(variant: Variant): (rows: Rows, mutation: Mutation, context: Context) => Ruling {
  switch (variant) {
    case 'last writer wins':
      return (rows, mutation, context) => apply(rows, overwriting(rows, mutation), context);
    case 'restore without born-unknown':
      return publicationsAs((row) => (row.bornUnknown ? { ...row, state: 'owed', bornUnknown: false } : row));
    case 'resend after a crash':
      return publicationsAs((row, { name }) =>
        name === 'publication.outcome' && row.tries.at(-1)?.reason === 'restart' ? { ...row, state: 'owed' } : row,
      );
    case 'withdrawal forgets what may have landed':
      return publicationsAs((row, { name }) => (name === 'post.withdraw' && row.gone ? undefined : row));
    case 'restore leaves what was withdrawn':
      return publicationsAs((row, { name }) =>
        name === 'show.hold' && (row.gone || row.state === 'removing') ? undefined : row,
      );
    default:
      return apply;
  }
}

/** The rules, but for what they write of publications. Undefined: nothing. */
function publicationsAs(
  of: (row: Extract<Unstamped, { row: 'publication' }>, mutation: Mutation) => Unstamped | undefined,
): typeof apply {
  return (rows, mutation, context) => {
    const ruling = apply(rows, mutation, context);
    if (!ruling.ok) return ruling;
    return {
      ok: true,
      rows: ruling.rows.flatMap((row) => (row.row === 'publication' ? (of(row, mutation) ?? []) : row)),
    };
  };
}

/** A patch, live or loaded, as the variant sends it to a phone. */
export function patchOf(variant: Variant, patch: Patch): Patch {
  if (variant === 'no settled in a patch or a load') return { ...patch, settled: [] };
  // Without a cursor no gap is ever seen: whatever comes is taken.
  if (variant === 'no cursor' && patch.from > 0) return { ...patch, from: 0 };
  return patch;
}

/** A channel as the variant's publisher uses it. */
export function channelOf(variant: Variant, channel: Channel): Channel {
  if (variant === 'resend on unknown') {
    return {
      ...channel,
      lookUp: async (parcel, signal) => {
        const found = await channel.lookUp(parcel, signal);
        return 'found' in found && parcel.payload.network !== 'x' ? found : { absent: 'proved' };
      },
    };
  }
  if (variant === 'no try before the call') {
    return {
      ...channel,
      prepare: async (parcel, signal) => ({
        outcome: 'ready',
        prepared: await channel.send(parcel, undefined, signal),
      }),
      send: async (_parcel, prepared) => prepared as Awaited<ReturnType<Channel['send']>>,
    };
  }
  return channel;
}

/** What a person saw is taken to be whatever is there now. */
function overwriting(rows: Rows, mutation: Mutation): Mutation {
  const args = mutation.args as Record<string, unknown>;
  if (mutation.name === 'post.write') {
    const heads = headsOf(rows, String(args.post))[String(args.variant)] ?? [];
    return { ...mutation, args: { ...args, parents: heads.map(({ id }) => id) } };
  }
  if (mutation.name !== 'post.edit') return mutation;
  const post = rows.get('post', String(args.post)) as unknown as Record<string, unknown> | undefined;
  const change = Object.fromEntries(
    Object.entries(args.change as Record<string, { to: unknown }>).map(([field, { to }]) => [
      field,
      { from: post?.[field], to },
    ]),
  );
  return { ...mutation, args: { ...args, change } };
}
