import type * as v from 'valibot';
import type { Rows } from '../rows/rows.ts';
import type { Hat } from '../rows/staff.ts';
import type { Ruling } from './ruling.ts';

/** The parts of the server that push mutations through the same door as staff. */
export const ENGINES = [
  'scheduler',
  'publisher',
  'photos',
  'audience',
  'import',
  'ledger',
  'questions',
  'retention',
] as const;
export type Engine = (typeof ENGINES)[number];
export type EngineBy = `engine:${Engine}`;

/** The time a mutation is judged at, who makes it, and the ledger's present epoch. */
export interface Context {
  /** A staff row's id, or `engine:<name>`. */
  readonly by: string;
  /** The server's clock, never falling; a phone passes its estimate. */
  readonly atMs: number;
  readonly epoch: string;
}

/** One intended change, as it is saved, sent and kept. */
export interface Mutation<N extends string = string, A = unknown> {
  /** A phone's is a UUIDv7; an engine's is derived, so that a crash cannot repeat a step. */
  readonly id: string;
  readonly show: string;
  readonly name: N;
  readonly args: A;
  /** The phone's estimate of the server's clock when it was made. */
  readonly madeAtMs: number;
  /** The epoch it was made in. */
  readonly epoch: string;
}

/** `ever`: never too old. A number: refused `stale` when it arrives later than that after it was made. `own`: its rule decides. */
export type Fresh = 'ever' | 'own' | number;

export interface Definition<N extends string, S extends v.GenericSchema> {
  readonly name: N;
  readonly args: S;
  /** One of these hats is enough; `everyone`: any staff who is not revoked. */
  readonly who: 'everyone' | readonly Hat[];
  readonly engines: readonly Engine[];
  readonly freshMs: Fresh;
  readonly rule: (rows: Rows, mutation: Mutation<N, v.InferOutput<S>>, context: Context) => Ruling;
}

/** Types a family's definition; adds nothing at run time. */
export const define = <N extends string, S extends v.GenericSchema>(definition: Definition<N, S>): Definition<N, S> =>
  definition;

export const isEngine = (by: string): by is EngineBy => by.startsWith('engine:');
