import type { Mutation } from '../../shared/apply/mutation.ts';
import type { Row } from '../../shared/rows/row.ts';
import type { Changes, DeskRecord, SettledRecord, TrayRecord } from './store.ts';

/**
 * What leaves this phone because rows that came say that it was erased (takedown, law): wherever it is kept. Undefined:
 * nothing was.
 */
export function leavesWith(
  rows: readonly Row[],
  here: {
    readonly settled: readonly SettledRecord[];
    readonly tray: readonly TrayRecord[];
    readonly desk: readonly DeskRecord[];
  },
): { readonly changes: Changes; readonly photos: readonly string[] } | undefined {
  const keys = erasedKeys(rows);
  if (keys.none) return undefined;
  return {
    changes: {
      settled: { remove: here.settled.flatMap(({ seq, mutation }) => (keys.has(mutation) ? [seq] : [])) },
      tray: { remove: here.tray.flatMap(({ mutation }) => (keys.has(mutation) ? [mutation.id] : [])) },
      desk: { remove: here.desk.filter(({ post }) => keys.posts.has(post)) },
    },
    photos: keys.hashes,
  };
}

/** What some rows say was erased, and which mutations speak of it. */
function erasedKeys(rows: readonly Row[]): {
  readonly none: boolean;
  readonly posts: ReadonlySet<string>;
  readonly hashes: readonly string[];
  has(mutation: Mutation): boolean;
} {
  const ids = new Set<string>();
  const posts = new Set<string>();
  const hashes: string[] = [];
  for (const row of rows) {
    if (!('erased' in row) || row.erased !== true) continue;
    ids.add(row.id);
    if (row.row === 'post') posts.add(row.id);
    if (row.row === 'photo' && row.hash !== '') hashes.push(row.hash);
  }
  return {
    none: ids.size === 0,
    posts,
    hashes,
    has({ id, args }) {
      if (ids.has(id)) return true;
      // Arguments name their row by its kind: { post, … }, { photo, … }, { person, … }, { message, … }.
      return typeof args === 'object' && args !== null && Object.values(args).some((value) => isIn(ids, value));
    },
  };
}

const isIn = (ids: ReadonlySet<string>, value: unknown): boolean => typeof value === 'string' && ids.has(value);
