import { canBeRelayed } from '../../shared/relaying.ts';
import type { RelayRow } from '../../shared/rows/relay.ts';
import { type Rows, showOf } from '../../shared/rows/rows.ts';
import { mayLookUp, mayTakeBack } from './back-off.ts';
import { type At, lastCallMs } from './next-step.ts';

export interface RelayStep {
  readonly kind: 'relay' | 'relay-look-up' | 'relay-remove';
  readonly relay: RelayRow;
}

/** What to do next of what a channel is to show again: taking back first, then what nobody knows yet, then what is owed. */
export function nextRelay(rows: Rows, { channel, atMs, notBefore, mendedMs }: At): RelayStep | undefined {
  const row = rows.get('channel', channel);
  if (row?.served !== 'server') return undefined;
  const here = relaysOn(rows, channel);
  if (here.length === 0) return undefined;
  const ready = here.filter(({ id }) => (notBefore(id) ?? 0) <= atMs).sort(inOrder);

  const leaving = ready.find((relay) => mayTakeBack(relay, { atMs, mendedMs }));
  if (leaving) return { kind: 'relay-remove', relay: leaving };
  const unknown = ready.find((relay) => mayLookUp(relay, { calledMs: calledMs(relay), atMs, mendedMs }));
  if (unknown) return { kind: 'relay-look-up', relay: unknown };
  if (!row.on || showOf(rows)?.held) return undefined;
  const out = [...rows.all('publication')].filter((publication) => publication.channel === channel);
  if (lastCallMs([...out, ...here]) + row.spacingMs > atMs) return undefined;
  const owed = ready.find((relay) => mayRelay(rows, relay, atMs));
  return owed && { kind: 'relay', relay: owed };
}

export function relaysOn(rows: Rows, channel: string): readonly RelayRow[] {
  const here: RelayRow[] = [];
  for (const relay of rows.all('relay')) if (relay.channel === channel) here.push(relay);
  return here;
}

/** After a restore, the lost timeline may have called until the very moment this one began. */
const calledMs = ({ tries, atMs }: RelayRow): number =>
  Math.max(tries.at(-1)?.endedMs ?? tries.at(-1)?.atMs ?? 0, tries.length === 0 ? atMs : 0);

function mayRelay(rows: Rows, relay: RelayRow, atMs: number): boolean {
  const { state, gone, notBeforeMs, freshUntilMs } = relay;
  if (state !== 'owed' || gone || notBeforeMs > atMs || freshUntilMs < atMs) return false;
  const publication = rows.get('publication', relay.publication);
  return (
    publication !== undefined &&
    canBeRelayed(publication) &&
    publication.remote?.id === relay.of.id &&
    !rows.get('post', relay.post)?.held
  );
}

const inOrder = (a: RelayRow, b: RelayRow): number => a.notBeforeMs - b.notBeforeMs || (a.id < b.id ? -1 : 1);
