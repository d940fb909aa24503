import type { PublicationRow, Try } from '../../shared/rows/publication.ts';
import { type Rows, showOf } from '../../shared/rows/rows.ts';
import { type Again, mayLookUp, mayTakeBack } from './back-off.ts';

export interface Step {
  /** `correct`: tells it anew in place, or takes it down to send it again; `re-read`: looks whether it was told anew. */
  readonly kind: 'send' | 'look-up' | 'remove' | 'correct' | 're-read';
  readonly publication: PublicationRow;
}

/** When a publication whose last step failed may be taken up again. Absent: now. */
export type NotBefore = (publication: string) => number | undefined;

export interface At extends Again {
  readonly channel: string;
  readonly notBefore: NotBefore;
}

/**
 * What to do next on a channel: one thing at a time. Taking back comes first, then what nobody knows yet, then what is
 * owed, in the order it fell due. Undefined: nothing for now.
 */
export function nextStep(rows: Rows, { channel, atMs, notBefore, mendedMs }: At): Step | undefined {
  const row = rows.get('channel', channel);
  if (row?.served !== 'server' || row.network === 'wall') return undefined;
  const ready = openOn(rows, channel).filter(({ id }) => (notBefore(id) ?? 0) <= atMs);
  if (ready.length === 0) return undefined;

  const leaving = ready.find((publication) => mayTakeBack(publication, { atMs, mendedMs }));
  if (leaving) return { kind: 'remove', publication: leaving };
  const unknown = ready.find((publication) =>
    mayLookUp(publication, { calledMs: calledMs(publication), atMs, mendedMs }),
  );
  if (unknown) return { kind: 'look-up', publication: unknown };
  const retold = ready.find((publication) => mayReRead(publication, { atMs, mendedMs }));
  if (retold) return { kind: 're-read', publication: retold };
  if (showOf(rows)?.held) return undefined;
  const wrong = ready.find((publication) => mayCorrect(rows, publication, atMs));
  if (wrong) return { kind: 'correct', publication: wrong };
  const called = [...rows.all('publication'), ...rows.all('relay')].filter((one) => one.channel === channel);
  if (lastCallMs(called) + row.spacingMs > atMs) return undefined;
  const owed = ready.find((publication) => maySend(rows, publication, atMs));
  return owed && { kind: 'send', publication: owed };
}

/** By show: what may be left to do on each channel. Looked at each second on every channel, sorted out once a change. */
const open = new WeakMap<
  Rows,
  { readonly puts: number; readonly on: ReadonlyMap<string, readonly PublicationRow[]> }
>();

/** What may be left to do on a channel, in the order it fell due. */
function openOn(rows: Rows, channel: string): readonly PublicationRow[] {
  const puts = rows.puts('publication');
  let known = open.get(rows);
  if (known?.puts !== puts) {
    known = { puts, on: Map.groupBy([...rows.all('publication')].filter(isOpen).sort(inOrder), (one) => one.channel) };
    open.set(rows, known);
  }
  return known.on.get(channel) ?? [];
}

/** Something may be left to do. */
const isOpen = ({ state, correction }: PublicationRow): boolean =>
  state === 'owed' ||
  state === 'unknown' ||
  state === 'removing' ||
  (state === 'published' && correction !== undefined);

/** The lost timeline may have called until the very moment this one began: its call, too, can still land. */
function calledMs({ tries, round, bornUnknown, atMs }: PublicationRow): number {
  const last = tries.findLast((call) => call.round === round);
  return Math.max(last?.endedMs ?? last?.atMs ?? 0, bornUnknown ? atMs : 0);
}

/** A call for a correction that timed out can still land, as any other. */
function mayReRead({ state, correction }: PublicationRow, again: Again): boolean {
  if (state !== 'published' || !correction) return false;
  const last = correction.tries.at(-1);
  return mayLookUp(correction, { calledMs: last ? (last.endedMs ?? last.atMs) : correction.notBeforeMs, ...again });
}

function mayCorrect(rows: Rows, { state, correction, channel, post }: PublicationRow, atMs: number): boolean {
  if (state !== 'published' || correction?.state !== 'owed') return false;
  if (correction.notBeforeMs > atMs || correction.freshUntilMs < atMs) return false;
  if (rows.get('channel', channel)?.on === false || rows.get('post', post)?.held) return false;
  return correction.payload.photos.every(({ id }) => rows.get('photo', id)?.received === true);
}

function maySend(rows: Rows, publication: PublicationRow, atMs: number): boolean {
  const { state, gone, notBeforeMs, freshUntilMs, payload } = publication;
  if (state !== 'owed' || gone || notBeforeMs > atMs || freshUntilMs < atMs) return false;
  if (rows.get('channel', publication.channel)?.on === false) return false;
  if (rows.get('post', publication.post)?.held) return false;
  if (payload.photos.some(({ id }) => rows.get('photo', id)?.received !== true)) return false;
  return payload.replyTo === undefined || !mayStillAppear(rows.get('publication', payload.replyTo), atMs);
}

/** The post this one answers is still on its way: a reply waits for it, and goes alone where it never comes. */
function mayStillAppear(parent: PublicationRow | undefined, atMs: number): boolean {
  if (!parent) return false;
  // Taken down to be sent again, corrected: what answers it waits for the new one.
  if (parent.state === 'removing') return parent.correction !== undefined;
  return parent.state === 'sending' || (parent.state === 'owed' && parent.freshUntilMs >= atMs);
}

type Called = Pick<Try, 'atMs' | 'outcome'>;

/** The last call that did or may have put something out: spacing counts from it. */
export function lastCallMs(publications: readonly { readonly tries: readonly Called[] }[]): number {
  let last = Number.NEGATIVE_INFINITY;
  for (const { tries } of publications) {
    for (const call of tries)
      if (call.outcome !== 'not-sent' && call.outcome !== 'refused') last = Math.max(last, call.atMs);
  }
  return last;
}

const inOrder = (a: PublicationRow, b: PublicationRow): number =>
  a.notBeforeMs - b.notBeforeMs || (a.id < b.id ? -1 : 1);
