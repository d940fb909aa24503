import type { Row } from '../../shared/rows/row.ts';
import { RowMap } from '../../shared/rows/rows.ts';
import { Latest } from './latest.ts';
import type { Commit } from './ledger.ts';

/** One show as it stands committed. */
export interface Committed {
  readonly rows: RowMap;
  readonly latest: Latest;
  rev: number;
  tip: string;
}

/** One show within an open transaction: an overlay that becomes the committed state after COMMIT, or is dropped. */
export interface Draft {
  readonly show: string;
  readonly from: number;
  readonly tip: string;
  readonly rows: RowMap;
  readonly settled: Map<string, string[]>;
  rev: number;
}

/** `rows`: in the order of their revs. */
export function committedOf(
  rows: readonly Row[],
  { rev, tip }: { readonly rev: number; readonly tip: string },
): Committed {
  const map = new RowMap(rows);
  const latest = new Latest(map);
  latest.add(rows);
  return { rows: map, latest, rev, tip };
}

export const draftOf = (show: string, committed: Committed | undefined, tip: string): Draft => ({
  show,
  from: committed?.rev ?? 0,
  tip,
  rows: new RowMap([], committed?.rows),
  settled: new Map(),
  rev: committed?.rev ?? 0,
});

export function addApplied(
  draft: Draft,
  applied: { rows: readonly Row[]; id: string; device: string | undefined },
): void {
  draft.rev += 1;
  for (const row of applied.rows) draft.rows.put(row);
  if (applied.device === undefined) return;
  const ids = draft.settled.get(applied.device);
  if (ids) ids.push(applied.id);
  else draft.settled.set(applied.device, [applied.id]);
}

/** After COMMIT only. */
export function adopt(committed: Committed, { rows, to, tip }: Commit): void {
  for (const row of rows) committed.rows.put(row);
  committed.latest.add(rows.toSorted((one, other) => one.rev - other.rev));
  committed.rev = to;
  committed.tip = tip;
}

export const commitOf = (draft: Draft, epoch: string): Commit => ({
  show: draft.show,
  epoch,
  from: draft.from,
  to: draft.rev,
  tip: draft.tip,
  rows: [...draft.rows.own()],
  settled: draft.settled,
});
