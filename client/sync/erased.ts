import type { Mutation } from '../../shared/apply/mutation.ts';
import type { Row } from '../../shared/rows/row.ts';

/** What some rows say was erased, and which mutations speak of it. */
export function erasedKeys(rows: readonly Row[]): {
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
