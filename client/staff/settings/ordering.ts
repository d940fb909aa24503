interface Ranked {
  readonly id: string;
  readonly rank: number;
}

/** In the order people gave them. */
export const byRank = (a: Ranked, b: Ranked): number => a.rank - b.rank || (a.id < b.id ? -1 : 1);

/** The rank that puts one of these a place higher or lower; undefined: it is there already. `sorted` is in its order. */
export function movedRank(sorted: readonly Ranked[], id: string, by: -1 | 1): number | undefined {
  const at = sorted.findIndex((each) => each.id === id);
  const other = sorted[at + by];
  if (at < 0 || !other) return undefined;
  const beyond = sorted[at + 2 * by];
  return beyond && beyond.rank !== other.rank ? (other.rank + beyond.rank) / 2 : other.rank + by;
}

/** After all of them. */
export const lastRank = (ranked: Iterable<Ranked>): number => Math.max(0, ...[...ranked].map(({ rank }) => rank)) + 1;
