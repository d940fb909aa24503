import type { UndoneReply } from '../../shared/import.ts';
import type { Rows } from '../../shared/rows/rows.ts';
import { same } from '../../shared/same.ts';
import type { HistoryEntry } from '../ledger/ledger.ts';

export interface Undoing {
  readonly acts: readonly { readonly name: string; readonly args: unknown }[];
  readonly undone: UndoneReply['undone'];
}

type Change = Readonly<Record<string, { readonly from?: unknown; readonly to?: unknown }>>;

/**
 * What puts back what an import did, where nobody has touched it since: segments it made are cancelled, values it replaced
 * come back. People and rooms it made stay in the directory, where they harm nothing.
 */
export function undoingOf(rows: Rows, entries: readonly HistoryEntry[]): Undoing {
  const acts: { name: string; args: unknown }[] = [];
  const undone = { cancelled: 0, putBack: 0, leftAlone: 0 };
  for (const { mutation, wrote } of [...entries].reverse()) {
    if (wrote.length === 0) continue;
    const args = mutation.args as Readonly<Record<string, unknown>>;
    if (mutation.name === 'segment.cancel') {
      const { segment, from, to } = args as { segment: string; from: boolean; to: boolean };
      if (rows.get('segment', segment)?.cancelled !== to) undone.leftAlone += 1;
      else {
        acts.push({ name: 'segment.cancel', args: { segment, from: to, to: from } });
        undone.putBack += 1;
      }
      continue;
    }
    const kind = mutation.name.split('.')[0] as 'room' | 'person' | 'segment';
    const id = String(args[kind]);
    const now = rows.get(kind, id) as Readonly<Record<string, unknown>> | undefined;
    const change = args.change as Change;
    if (!now || now.erased) continue;
    const isAsSet = Object.entries(change).every(([field, { to }]) => same(now[field], to));
    if (isMaking(kind, change)) {
      if (kind !== 'segment' || now.cancelled) continue;
      if (!isAsSet || now.startMs !== undefined) undone.leftAlone += 1;
      else {
        acts.push({ name: 'segment.cancel', args: { segment: id, from: false, to: true } });
        undone.cancelled += 1;
      }
    } else {
      const back = Object.entries(change).filter(([field, { to }]) => same(now[field], to));
      if (back.length < Object.keys(change).length) undone.leftAlone += 1;
      if (back.length === 0) continue;
      const reversed = Object.fromEntries(
        back.map(([field, { from, to }]) => [field, { from: to, ...(from !== undefined && { to: from }) }]),
      );
      acts.push({ name: `${kind}.edit`, args: { [kind]: id, change: reversed } });
      undone.putBack += 1;
    }
  }
  return { acts, undone };
}

/** A row that was not there: nothing of it was replaced, and all that it must have was said. */
export const isMaking = (kind: string, change: Change): boolean =>
  Object.values(change).every(({ from }) => from === undefined) &&
  (kind === 'segment' ? change.durationMs !== undefined && change.title !== undefined : change.name !== undefined);
