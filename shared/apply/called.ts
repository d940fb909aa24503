import * as v from 'valibot';
import { instantMs, prose } from '../rows/base.ts';
import { OUTCOMES, type PublicationRow, type Remote, remoteSchema, type Try } from '../rows/publication.ts';
import type { RelayRow } from '../rows/relay.ts';

/** What is owed to a network: a post, or another account's post to be shown again. */
type Owed = PublicationRow | RelayRow;

export const callNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** What the publisher says of a call it made. */
export const calledEntries = {
  n: callNumber,
  outcome: v.picklist(OUTCOMES),
  remote: v.optional(remoteSchema),
  reason: v.optional(prose),
  /** Not sent: owed again, not before this. */
  retryAtMs: v.optional(instantMs),
};
const calledSchema = v.object(calledEntries);

/** What the publisher says of what it can neither send, look for nor take back for now; `refusals`: its account said no so often. */
export const troubledEntries = {
  trouble: prose,
  retryAtMs: v.optional(instantMs),
  refusals: v.optional(callNumber),
};
const troubledSchema = v.object(troubledEntries);

type Call = Omit<Try, 'round'> & { readonly round?: number };
interface Means<R extends Owed> {
  readonly isCall: (call: Call) => boolean;
  readonly there: (row: R, remote: Remote | undefined) => R;
  readonly absent: (row: R, notBeforeMs: number) => R;
  readonly atMs: number;
}

export const hasOpenCall = ({ state }: Owed): boolean => state === 'sending' || state === 'unknown';

/** The row once it is known, or not, what became of its call. */
export function called<R extends Owed>(
  row: R,
  { outcome, reason, remote, retryAtMs }: v.InferOutput<typeof calledSchema>,
  { isCall, there, absent, atMs }: Means<R>,
): R {
  const tries = ended<Call>(row.tries, isCall, { outcome, reason, endedMs: atMs });
  const told: R = { ...row, tries, trouble: undefined };
  switch (outcome) {
    case 'published':
      return there(told, remote);
    case 'not-sent':
      return absent(told, retryAtMs ?? atMs);
    case 'refused':
      return { ...told, state: row.gone ? 'dropped' : 'refused' };
    case 'unknown':
      // A look made before this call says nothing of it: this one, too, may land for a while.
      return { ...told, state: 'unknown', lookedMs: undefined };
  }
}

/** The calls, with what became of one of them. */
export const ended = <C extends Call>(
  tries: readonly C[],
  isCall: (call: C) => boolean,
  what: Pick<Try, 'outcome' | 'reason' | 'endedMs'>,
): C[] => tries.map((call) => (isCall(call) ? { ...call, ...what } : call));

/** It can be neither sent, nor looked for, nor taken back for now, and why. Said again it keeps since when. */
export function troubled<R extends Pick<Owed, 'trouble'>>(
  row: R,
  { trouble: reason, retryAtMs, refusals }: v.InferOutput<typeof troubledSchema>,
  atMs: number,
): R {
  const sinceMs = row.trouble?.sinceMs ?? atMs;
  const no = refusals === undefined ? {} : { refusals, refusedMs: atMs };
  return { ...row, trouble: { reason, sinceMs, ...no, ...(retryAtMs === undefined ? {} : { retryAtMs }) } };
}

/** A person has what the network would not take back, or let us look for, tried again at once; undefined: it is tried anyway. */
export const askedAgain = <R extends Pick<Owed, 'trouble'> & { readonly state: string }>(
  row: R,
  atMs: number,
): R | undefined =>
  (row.state === 'removing' || row.state === 'unknown') && row.trouble?.refusals !== undefined
    ? { ...row, trouble: { ...row.trouble, askedMs: atMs } }
    : undefined;

/** Only what is still to be done, or looked for, can have trouble. */
export const mayHaveTrouble = ({ state }: Owed): boolean =>
  state === 'removing' || state === 'owed' || state === 'unknown';
