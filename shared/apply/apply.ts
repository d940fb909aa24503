import * as v from 'valibot';
import { mutationSchema } from '../protocol.ts';
import { type Rows, showOf } from '../rows/rows.ts';
import { correctionDefinitions } from './correction.ts';
import { directoryDefinitions } from './directory.ts';
import { eraseDefinitions } from './erase.ts';
import { messageDefinitions } from './message.ts';
import { type Context, type Engine, isEngine, type Mutation } from './mutation.ts';
import { photoDefinitions } from './photo.ts';
import { postDefinitions } from './post.ts';
import { publicationDefinitions } from './publication.ts';
import { relayDefinitions } from './relay.ts';
import { type RefusalCode, type Ruling, refuse } from './ruling.ts';
import { segmentDefinitions } from './segment.ts';
import { showDefinitions } from './show.ts';

/** Every mutation there is. A show changes in no other way. */
export const definitions = {
  ...showDefinitions,
  ...directoryDefinitions,
  ...segmentDefinitions,
  ...postDefinitions,
  ...photoDefinitions,
  ...publicationDefinitions,
  ...correctionDefinitions,
  ...relayDefinitions,
  ...messageDefinitions,
  ...eraseDefinitions,
};
export type MutationName = keyof typeof definitions & string;
export type ArgsOf<N extends MutationName> = v.InferOutput<(typeof definitions)[N]['args']>;

export const isMutationName = (name: string): name is MutationName => Object.hasOwn(definitions, name);

/**
 * The one function that changes a show: the phone runs it to show a result at once, the server to decide. It reads its
 * arguments only. A mutation whose wish is already true is applied with no rows to write.
 */
export function apply(rows: Rows, mutation: Mutation, context: Context): Ruling {
  if (!isMutationName(mutation.name)) return refuse('bad-shape');
  const definition = definitions[mutation.name];
  if (mutation.name !== 'show.create' && !showOf(rows)) return refuse('unknown-show');
  const denied = denial(rows, definition, context);
  if (denied) return refuse(denied);
  if (
    typeof definition.freshMs === 'number' &&
    !isEngine(context.by) &&
    context.atMs - mutation.madeAtMs > definition.freshMs
  ) {
    return refuse('stale');
  }
  const rule = definition.rule as (rows: Rows, mutation: Mutation, context: Context) => Ruling;
  return rule(rows, mutation, context);
}

/** How long after it was made a phone may still send it; undefined: for ever, or its own rule says. */
export function windowMs(name: MutationName): number | undefined {
  const fresh = definitions[name].freshMs;
  return typeof fresh === 'number' ? fresh : undefined;
}

/** What came over the wire, with its arguments checked and NFC left to the rules; undefined when it is no mutation. */
export function parseMutation(raw: unknown): Mutation | undefined {
  const envelope = v.safeParse(mutationSchema, raw);
  if (!envelope.success || !isMutationName(envelope.output.name)) return undefined;
  const args = v.safeParse(definitions[envelope.output.name].args as v.GenericSchema, envelope.output.args);
  return args.success ? { ...envelope.output, args: args.output } : undefined;
}

type AnyDefinition = (typeof definitions)[MutationName];

function denial(rows: Rows, definition: AnyDefinition, { by }: Context): RefusalCode | undefined {
  const engines: readonly Engine[] = definition.engines;
  if (isEngine(by)) return engines.includes(by.slice('engine:'.length) as Engine) ? undefined : 'not-allowed';
  const staff = rows.get('staff', by);
  if (!staff) return 'not-allowed';
  if (staff.revoked) return 'revoked';
  if (definition.who === 'everyone') return undefined;
  return definition.who.some((hat) => staff.hats.includes(hat)) ? undefined : 'not-allowed';
}
